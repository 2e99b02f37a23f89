"""Measures a head: `python -m sessions.sentiment.evaluate FILE.. [--models FOLDER | --compact]`.

A FILE holds lines as `sessions/sentiment/data/reviews_en.txt`. JSON on stdout: the share of signs
that are right (of three; and of those for or against only, for against or the reverse), F1 of
aspects with their sign, each with its 95 % interval.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np

from sessions.encoding.model import COMPACT
from sessions.encoding.model import load as load_encoder
from sessions.errors import PackUnusable
from sessions.sentiment.corpus import Labelled, reviews
from sessions.sentiment.head import Opinion
from sessions.sentiment.model import load_head

DRAWS: Final = 1_000
"""Of the bootstrap (Efron 1979); an interval is its percentiles 2.5 and 97.5."""

Pair = tuple[Labelled, Opinion]


def main(arguments: list[str]) -> int:
    """Measure and print; 1 where there is no head for the encoder."""
    options = argparse.ArgumentParser(prog="python -m sessions.sentiment.evaluate")
    options.add_argument("files", nargs="+", type=Path)
    options.add_argument("--models", default="var/models", help="folder of the packs")
    options.add_argument("--compact", action="store_true", help="read the compact encoder")
    given = options.parse_args(arguments)
    try:
        head = load_head(load_encoder(COMPACT) if given.compact else load_encoder("", given.models))
    except PackUnusable as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if head is None:
        sys.stderr.write("no head was trained for this encoder\n")
        return 1
    report = {}
    for path in given.files:
        rows = reviews(path.read_text("utf-8"))
        report[path.stem] = figures(rows, head.read([row.text for row in rows]))
    sys.stdout.write(msgspec.json.encode(report).decode() + "\n")
    return 0


def figures(rows: Sequence[Labelled], guessed: Sequence[Opinion]) -> dict[str, Any]:
    """What `main` prints of one file."""
    pairs = list(zip(rows, guessed, strict=True))
    taken = [pair for pair in pairs if pair[0].sign]
    report: dict[str, Any] = {"texts": len(pairs)}
    for name, some, figure in (
        ("accuracy", pairs, right),
        ("for_or_against", taken, right),
        ("aspect_f1", pairs, aspect_f1),
    ):
        report[name] = round(figure(some), 4)
        report[f"{name}_95"] = interval(some, figure)
    report["reversed"] = round(
        sum(row.sign * o.sign < 0 for row, o in taken) / max(len(taken), 1), 4
    )
    return report


def right(pairs: Sequence[Pair]) -> float:
    """The share of right signs."""
    return sum(row.sign == guess.sign for row, guess in pairs) / max(len(pairs), 1)


def aspect_f1(pairs: Sequence[Pair]) -> float:
    """Micro-averaged F1 of aspects with their sign."""
    hits = said = meant = 0
    for row, guess in pairs:
        own = {(name, sign) for name, sign in row.aspects.items() if sign}
        hits += len(own & guess.aspects.items())
        said, meant = said + len(guess.aspects), meant + len(own)
    return 2.0 * hits / max(said + meant, 1)


def interval(
    pairs: Sequence[Pair], figure: Callable[[Sequence[Pair]], float]
) -> tuple[float, float]:
    """95 % of the figure over rows drawn anew, always the same draws."""
    draw = np.random.default_rng(0)
    count = len(pairs)
    again = [
        figure([pairs[at] for at in draw.integers(count, size=count)]) if count else 0.0
        for _ in range(DRAWS)
    ]
    low, high = np.percentile(again, [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
