"""Which text encoder is the default: `python tests/benchmarks/encoders.py [--models DIR] [NAME…]`.

`PYTHONPATH=. OMP_NUM_THREADS=1`; some minutes. One row an encoder. Acts: accuracy in scope of the
head of `sessions.intent.train` on the hand-written utterances, five folds by voice, each language
by itself. Retrieval: how many of the rows of `paraphrases.txt` find their other wording first among
all of them. Milliseconds are CPU time of one utterance alone, median; megabytes are those on disk.

The table of `compact` was distilled from the hand-written utterances, too (from what the pack makes
of them, not from their labels), so that its folds flatter it. A NAME that ends in `.bin` is another
table, such as one that has not seen them: `python -m sessions.encoding.train NAME.bin
sessions/sentiment/data/*.txt`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sessions.encoding.base import TextEncoder
from sessions.encoding.compact import CompactEncoder
from sessions.encoding.model import COMPACT, DEFAULT_PACK, HASHED, TRACKED, fetched, load
from sessions.errors import PackUnusable
from sessions.intent import train
from sessions.intent.evaluate import interval, share

PAIRS: Final = Path(__file__).with_name("paraphrases.txt")
NAMES: Final = (HASHED, COMPACT, DEFAULT_PACK, "minilm-en")
SIDES: Final = {"en-en": (0, 1), "zh-zh": (2, 3), "zh-en": (2, 0), "en-zh": (0, 2)}

Truths = NDArray[np.bool_]


def rows() -> list[list[str]]:
    """Four wordings of each wish: two in English, two in Chinese."""
    lines = PAIRS.read_text("utf-8").splitlines()
    return [line.split(" | ") for line in lines if not line.startswith("#")]


def acts(encoder: TextEncoder | None) -> dict[str, Any]:
    """Accuracy of the act head in five folds by voice; in scope, nothing abstained from."""
    table = train.load(encoder)
    _, _, held = train.fit(table)
    counted = (table.folds >= 0) & (table.acts != train.LABELS.index("oos"))
    right = held.argmax(axis=1) == table.acts
    return {
        "en": told(right[counted & ~table.chinese]),
        "zh": told(right[counted & table.chinese]),
    }


def retrieval(encoder: TextEncoder) -> dict[str, Any]:
    """Top-1 among all rows, by cosine."""
    wordings = [encoder.encode(list(some)) for some in zip(*rows(), strict=True)]
    out = {}
    for name, (asked, answers) in SIDES.items():
        near = wordings[asked] @ wordings[answers].T
        out[name] = told(near.argmax(axis=1) == np.arange(len(near)))
    return out


def told(right: Truths) -> dict[str, Any]:
    """A share with its interval."""
    return {"share": share(right), "of": len(right), "share_95": interval(right, share)}  # type: ignore[arg-type]


def milliseconds(encoder: TextEncoder, texts: Sequence[str]) -> float:
    """CPU time of one text alone, median."""
    took = []
    for text in texts:
        start = time.process_time()
        encoder.encode([text])
        took.append(1e3 * (time.process_time() - start))
    return round(float(np.median(took)), 3)


def megabytes(name: str, models: str) -> float:
    """Of the pack's files, or of the table."""
    table = TRACKED if name == COMPACT else Path(name)
    if table.is_file():
        return round(table.stat().st_size / 1e6, 1)
    return round(sum(file.bytes for file in fetched(models).get(name, [])) / 1e6, 1)


def opened(name: str, models: str) -> TextEncoder:
    """The encoder of a name."""
    if name.endswith(".bin"):
        return CompactEncoder(Path(name).read_bytes())
    return load(name, models)


def measure(name: str, models: str) -> dict[str, Any]:
    """All figures of one encoder."""
    encoder = opened(name, models)
    texts = [text for row in rows() for text in row]
    encoder.encode(texts[:8])
    return {
        "ms": milliseconds(encoder, texts),
        "mb": megabytes(name, models),
        "acts": acts(encoder),
        "retrieval": retrieval(encoder),
    }


def main() -> int:
    """Measure all that are there, beside a head that reads words only."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", default="var/models")
    parser.add_argument("names", nargs="*", default=NAMES)
    given = parser.parse_args()
    out: dict[str, Any] = {"pairs": len(rows()), "words only": {"acts": acts(None)}}
    for name in given.names:
        try:
            out[name] = measure(name, given.models)
        except (PackUnusable, OSError) as error:
            out[name] = f"not run: {error}"
        print(name, json.dumps(out[name]), file=sys.stderr)
    print(json.dumps(out, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
