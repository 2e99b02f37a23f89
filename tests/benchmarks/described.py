"""Garments from words: shares of sentences with every field right, and the time of one.

`PYTHONPATH=. python tests/benchmarks/described.py [sentences.jsonl held_out.jsonl]`
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path

from msgspec.structs import replace

from assets_pipeline.garments.spec import WARDROBE
from sessions.tryon.described import describe, edit
from sessions.tryon.described.colors import distance

HERE = Path(__file__).parent.parent / "sessions" / "tryon" / "described"
NEAR = 25.0
"""CIE 1976 difference within which two colours go by one name."""
BAR = 0.95
FAST_MS = 1.0


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def right(want, got, before=None):
    if isinstance(want, list):
        return want[0] - 1e-6 <= got <= want[1] + 1e-6
    if want in ("less", "more"):
        return got < before if want == "less" else got > before
    if isinstance(want, str) and want.startswith("#"):
        return distance(want, got) <= NEAR
    return want == got


def wrong(row, *, editing=False) -> list[str]:
    """Fields that are not as expected."""
    if editing:
        given = dict(row["before"])
        before = replace(WARDROBE[given.pop("kind")], **given)
        got = edit(before, row["text"], row["lang"])
    else:
        before, got = None, describe(row["text"], row["lang"])
    if got is None:
        return ["nothing"]
    return [
        f"{name}={getattr(got.spec, name)}"
        for name, want in row["want"].items()
        if not right(want, getattr(got.spec, name), before and getattr(before, name))
    ]


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """Score interval of a share (Wilson 1927)."""
    share = hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5 / (1 + z * z / of)
    return middle - half, middle + half


def report(name, rows, *, editing=False) -> bool:
    missed = [(row, bad) for row in rows if (bad := wrong(row, editing=editing))]
    for lang in ("en", "zh"):
        of = [row for row in rows if row["lang"] == lang]
        hits = len(of) - sum(row["lang"] == lang for row, _ in missed)
        low, high = wilson(hits, len(of))
        print(f"{name} {lang}: {hits}/{len(of)} = {hits / len(of):.3f} [{low:.3f}, {high:.3f}]")
    for row, bad in missed:
        print("   ", row["lang"], row["text"], "->", ", ".join(bad), file=sys.stderr)
    return len(missed) <= (1 - BAR) * len(rows)


def milliseconds(rows) -> float:
    """Median time of one sentence."""
    spent = []
    for row in rows * 5:
        start = time.perf_counter()
        describe(row["text"], row["lang"])
        spent.append(1000 * (time.perf_counter() - start))
    return statistics.median(spent)


def main() -> None:
    first = HERE / "sentences.jsonl"
    missed = [] if report("first set", lines(first)) else ["first set"]
    held = HERE / "held_out.jsonl"
    if held.exists() and not report("held out", lines(held)):
        missed.append("held out")
    if not report("edits", lines(HERE / "edits.jsonl"), editing=True):
        missed.append("edits")
    p50 = milliseconds(lines(first))
    print(f"p50 of one sentence: {p50:.3f} ms (bar {FAST_MS} ms)")
    if p50 >= FAST_MS:
        missed.append("p50")
    print("missed:", ", ".join(missed) or "none")


if __name__ == "__main__":
    main()
