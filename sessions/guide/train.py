"""Trains `asks`: `python -m sessions.guide.train SAYINGS.. [--models FOLDER]`.

Learns from the demo shop's questions and from what people say that is none: SAYINGS are files of lines
`.. | text`, as `sessions/intent/data/voices/*.txt`. Weighted ridge regression on +1 / -1, once for the
default pack and once for the compact encoder; seconds.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sessions.encoding.base import TextEncoder
from sessions.encoding.model import COMPACT, load
from sessions.errors import PackUnusable
from sessions.guide.asks import pack
from sessions.guide.model import ASKS, load_faq

RIDGE: Final = 3.0

Floats = NDArray[np.float64]


def main(arguments: list[str]) -> int:
    """Train and write; 1 where the pack is not there."""
    options = argparse.ArgumentParser(prog="python -m sessions.guide.train")
    options.add_argument("sayings", nargs="+", type=Path)
    options.add_argument("--models", default="var/models", help="folder of the packs")
    given = options.parse_args(arguments)
    asked = [q for entry in load_faq() for some in entry.questions.values() for q in some]
    said = [text for path in given.sayings for text in sayings(path.read_text("utf-8"))]
    try:
        encoders = [load("", given.models), load(COMPACT)]
    except PackUnusable as error:
        sys.stderr.write(f"{error}\n")
        return 1
    ASKS.write_bytes(pack({each.version: fit(each, asked, said) for each in encoders}))
    sys.stderr.write(f"{len(asked)} questions, {len(said)} sayings\n")
    return 0


def sayings(text: str) -> list[str]:
    """What is said in a file of labelled lines."""
    lines = (line.partition(" | ") for line in text.splitlines() if line[:1] not in {"", "#", "@"})
    return [said for _, mark, said in lines if mark]


def fit(encoder: TextEncoder, asked: list[str], said: list[str]) -> tuple[Floats, float]:
    """Weights (dim,) and bias; the questions count half as much as all that is none."""
    vectors = encoder.encode([*asked, *said]).astype(np.float64)
    rows = np.hstack([vectors, np.ones((len(vectors), 1))])
    sides = np.repeat([1.0, -1.0], [len(asked), len(said)])
    weights = np.repeat([len(said) / len(asked) / 2, 1.0], [len(asked), len(said)])
    scaled = rows * weights[:, None]
    found = np.linalg.solve(scaled.T @ rows + RIDGE * np.eye(rows.shape[1]), scaled.T @ sides)
    return found[:-1], float(found[-1])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
