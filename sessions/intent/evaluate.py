"""Measures the parser: `python -m sessions.intent.evaluate FILE.. [--clinc data_full.json]`.

A FILE holds lines `act slot=value .. | text`: `act+act` for two wishes, `!value` for "not that one",
`#` for remarks, `@` for who speaks the lines below, as `tests/sessions/intent/voices_en.txt`. The
report on stdout is JSON: fractions with their 95 % intervals, and milliseconds of CPU time. CLINC150
(Larson et al. 2019) is only ever measured on: its out-of-scope questions must not become acts.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np

from assets_pipeline.catalogue import Catalogue
from sessions.encoding.model import load as load_encoder
from sessions.errors import PackUnusable
from sessions.intent.model import MODELS, load_head
from sessions.intent.parse import Parser
from sessions.messages.common import Act
from sessions.messages.jobs import Understand

Slots = dict[tuple[str, bool], frozenset[str]]
"""Values by slot and whether they are wanted."""

_DRAWS = 1_000
"""Of the bootstrap (Efron 1979); an interval is its percentiles 2.5 and 97.5."""


class Row(NamedTuple):
    """What was said, and what should be understood."""

    acts: list[str]
    text: str
    slots: Slots = {}
    voice: str = ""


class Outcome(NamedTuple):
    """What came of one row in scope."""

    right: bool
    wrong: bool
    hits: int
    said: int
    wanted: int
    ms: float


def main(arguments: list[str]) -> int:
    """Measure and print; 1 where a head or pack is refused."""
    options = argparse.ArgumentParser(prog="python -m sessions.intent.evaluate")
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--clinc", type=Path)
    options.add_argument("--head", default="")
    options.add_argument("--models", default=MODELS, help="folder of the packs")
    given = options.parse_args(arguments)
    try:
        encoder = load_encoder("", given.models)
        parser = Parser(Catalogue([]), encoder, load_head(given.head, encoder))
    except PackUnusable as error:
        sys.stderr.write(f"{error}\n")
        return 1
    report: dict[str, Any] = {"model": parser.version}
    for path in given.files:
        report[path.stem] = figures(parser, labelled(path.read_text("utf-8")))
    if given.clinc:
        texts = [text for text, _ in msgspec.json.decode(given.clinc.read_bytes())["oos_test"]]
        report["clinc"] = {"oos_recall": share(outside(parser, text) for text in texts)}
    sys.stdout.write(msgspec.json.encode(report).decode() + "\n")
    return 0


def labelled(text: str) -> list[Row]:
    """The rows of a file."""
    rows, voice = [], ""
    for line in text.splitlines():
        if line.startswith("@"):
            voice = line[1:].strip()
        elif line and line[0] != "#":
            label, _, said = line.partition(" | ")
            acts, *slots = label.split()
            rows.append(Row(acts.split("+"), said, _wanted(slots), voice))
    return rows


def _wanted(pairs: Iterable[str]) -> Slots:
    split = (pair.split("=", 1) for pair in pairs)
    return {(name, value[0] != "!"): frozenset([value.lstrip("!")]) for name, value in split}


def figures(parser: Parser, rows: Sequence[Row]) -> dict[str, Any]:
    """How many acts and slots are right, how much was done wrongly, and how long it took.

    `wrong` counts turns on which something else than meant would be done; a turn that was not
    understood is no such one. A slot is right when its wanted value is among those understood: 裙子
    is a skirt or a dress until the catalogue decides.
    """
    tried = [_outcome(parser, row) for row in rows if row.acts != ["oos"]]
    right, wrong = share(one.right for one in tried), share(one.wrong for one in tried)
    took = [one.ms for one in tried]
    report: dict[str, Any] = {
        "utterances": len(tried),
        "accuracy": right,
        "accuracy_95": interval(tried, lambda some: share(one.right for one in some)),
        "wrong": wrong,
        "not_understood": round(1 - right - wrong, 4),
        "oos_recall": share(outside(parser, row.text) for row in rows if row.acts == ["oos"]),
        "ms_p50": round(float(np.percentile(took or [0], 50)), 3),
        "ms_p95": round(float(np.percentile(took or [0], 95)), 3),
    }
    if any(row.slots for row in rows):
        report |= {"slot_f1": f1(tried), "slot_f1_95": interval(tried, f1)}
    voices = dict.fromkeys(row.voice for row in rows if row.voice)
    inside = [row for row in rows if row.acts != ["oos"]]
    for voice in voices:
        own = (one.right for one, row in zip(tried, inside, strict=True) if row.voice == voice)
        report.setdefault("voices", {})[voice] = share(own)
    return report


def _outcome(parser: Parser, row: Row) -> Outcome:
    start = time.process_time()
    found = parser.parse(row.text, Understand()).acts
    took = (time.process_time() - start) * 1000
    said = [act.act for act in found]
    slots = understood(found)
    hits = sum(values <= slots.get(key, frozenset()) for key, values in row.slots.items())
    right = said == row.acts
    missed = said in ([], ["oos"])
    return Outcome(right, not right and not missed, hits, len(slots), len(row.slots), took)


def understood(found: Sequence[Act]) -> Slots:
    """The slots of all acts of a turn."""
    slots: dict[tuple[str, bool], set[str]] = {}
    for slot in (slot for act in found for slot in act.slots):
        slots.setdefault((slot.name, slot.wanted), set()).add(slot.value)
    return {key: frozenset(values) for key, values in slots.items()}


def f1(tried: Sequence[Outcome]) -> float:
    """Micro-averaged F1 of slots."""
    total = sum(one.said + one.wanted for one in tried)
    return round(2 * sum(one.hits for one in tried) / max(total, 1), 4)


def interval(tried: Sequence[Any], figure: Callable[[Sequence[Any]], float]) -> tuple[float, float]:
    """95 % of the figure over rows drawn anew, always the same draws."""
    draw = np.random.default_rng(0)
    count = len(tried)
    again = [
        figure([tried[i] for i in draw.integers(count, size=count)]) if count else 0.0
        for _ in range(_DRAWS)
    ]
    low, high = np.percentile(again, [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)


def acts(parser: Parser, text: str) -> list[str]:
    """The acts of a text said in an empty room."""
    return [act.act for act in parser.parse(text, Understand()).acts]


def outside(parser: Parser, text: str) -> bool:
    """Whether a text is taken for no matter of this shop, or not understood."""
    return acts(parser, text) in ([], ["oos"])


def share(truths: Iterable[bool]) -> float:
    """The fraction that is true; 0 of none."""
    some = list(truths)
    return round(sum(some) / max(len(some), 1), 4)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
