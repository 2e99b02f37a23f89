"""Trains the heads: `python -m sessions.sentiment.train [--models FOLDER | --compact] [--out FILE]`.

Learns from the labelled reviews, the phrases and what is composed of them, in both languages at
once: the encoder's vectors carry over what is said in one only. Seeded, one core, under a minute.
The report on stdout is JSON; its figures are of five folds over the reviews (phrases and composed
ones are only ever learned from).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix

from sessions.encoding.base import TextEncoder
from sessions.encoding.model import COMPACT, DEFAULT_PACK, REPAIR
from sessions.encoding.model import load as load_encoder
from sessions.errors import PackUnusable
from sessions.sentiment.corpus import ASPECTS, Labelled, composed, phrases, reviews
from sessions.sentiment.evaluate import figures
from sessions.sentiment.head import QUESTIONS, WHOLE, Limits, Weights, opinion, pack, vectors_of
from sessions.sentiment.model import DATA, HEADS
from sessions.sentiment.words import DIM, features

SEED: Final = 20_261_127
FOLDS: Final = 5
RIDGE: Final = 0.15
COMPOSED: Final = 2_500
"""Composed reviews per language."""
WEIGHTS: Final = {"review": 1.0, "phrase": 0.6, "composed": 0.4}
SURE: Final = 0.9
FLOORS: Final = tuple(np.arange(-0.6, 0.25, 0.05))

Floats = NDArray[np.float64]


def main(arguments: list[str]) -> int:
    """Train, write the head, print the report; 1 where there is no pack to read by."""
    options = argparse.ArgumentParser(prog="python -m sessions.sentiment.train")
    which = options.add_mutually_exclusive_group()
    which.add_argument("--models", default="var/models", help="folder of the packs")
    which.add_argument("--compact", action="store_true", help="read the compact encoder")
    options.add_argument("--out", type=Path)
    given = options.parse_args(arguments)
    try:
        encoder = reads(given.models, compact=given.compact)
    except PackUnusable as error:
        sys.stderr.write(f"{error}\n")
        return 1
    rows, weights, langs = load()
    words, meaning = matrices(rows, encoder)
    folds = np.full(len(rows), -1)
    folds[: len(langs)] = np.random.default_rng(SEED).permutation(len(langs)) % FOLDS
    fitted, held = fit(words, meaning, wanted(rows), weights, folds)
    found = limits(held[: len(langs)], rows[: len(langs)])
    stored = pack(fitted, found, encoder.version)
    (given.out or HEADS[given.compact]).write_bytes(stored)
    guessed = [opinion(answers, found.floor) for answers in held[: len(langs)]]
    report = {"learned_from": len(rows), "head_bytes": len(stored), "limits": found}
    folded = {
        lang: figures(
            [row for row, own in zip(rows, langs, strict=False) if own == lang],
            [guess for guess, own in zip(guessed, langs, strict=True) if own == lang],
        )
        for lang in ("en", "zh")
    }
    sys.stdout.write(msgspec.json.encode({**report, "folds": folded}).decode() + "\n")
    return 0


def reads(models: str, *, compact: bool) -> TextEncoder:
    """The default pack in a folder, or the compact encoder.

    Raises:
        PackUnusable: it is not there or damaged; a head of another one would be taken for its own.
    """
    encoder = load_encoder(COMPACT) if compact else load_encoder("", models)
    if not compact and encoder.name != DEFAULT_PACK:
        raise PackUnusable(f"{DEFAULT_PACK} is not in that folder; {REPAIR}")
    return encoder


def load() -> tuple[list[Labelled], Floats, list[str]]:
    """All rows, the reviews first; a weight for each; the language of each review."""
    draw = np.random.default_rng(SEED)
    whole: list[Labelled] = []
    parts: list[Labelled] = []
    made: list[Labelled] = []
    langs: list[str] = []
    for lang in ("en", "zh"):
        own = [
            row
            for path in sorted(DATA.glob(f"reviews_{lang}*.txt"))
            for row in reviews(path.read_text("utf-8"))
        ]
        said = phrases((DATA / f"phrases_{lang}.txt").read_text("utf-8"))
        whole, parts = whole + own, parts + said
        langs += [lang] * len(own)
        made += composed(said, lang, COMPOSED, draw)
    kinds = {"review": whole, "phrase": parts, "composed": made}
    weights = np.concatenate([np.full(len(some), WEIGHTS[kind]) for kind, some in kinds.items()])
    return whole + parts + made, weights, langs


def wanted(rows: list[Labelled]) -> Floats:
    """+1 / -1 to each question, (n, questions)."""
    yes = np.zeros((len(rows), len(QUESTIONS)), bool)
    for at, row in enumerate(rows):
        yes[at, QUESTIONS.index(row.sign)] = True
        for name, sign in row.aspects.items():
            if sign:
                yes[at, QUESTIONS.index((name, sign))] = True
    return np.where(yes, 1.0, -1.0)


def matrices(rows: list[Labelled], encoder: TextEncoder) -> tuple[csr_matrix, Floats]:
    """Words (n, DIM), sparse, and meaning (n, dim); each row of length 1 and of root `MEANING`."""
    places = [features(row.text) for row in rows]
    ends = np.cumsum([0, *map(len, places)])
    values = np.concatenate([np.full(len(some), max(len(some), 1) ** -0.5) for some in places])
    words = csr_matrix((values, np.concatenate(places), ends), shape=(len(rows), DIM))
    return words, vectors_of([row.text for row in rows], encoder)


def fit(
    words: csr_matrix, meaning: Floats, asked: Floats, weights: Floats, folds: NDArray[np.int_]
) -> tuple[Weights, Floats]:
    """Weighted ridge regression in its dual form, and the answers to rows held out of their folds.

    With the kernel `K = X X' + V V' + 1`: `(K + ridge / weight) A = Y`.
    """
    kernel = (words @ words.T).toarray() + meaning @ meaning.T + 1.0

    def solved(some: NDArray[np.intp]) -> Floats:
        own = kernel[np.ix_(some, some)]
        own[np.diag_indices_from(own)] += RIDGE / weights[some]
        found: Floats = cho_solve(cho_factor(own, overwrite_a=True), asked[some])
        return found

    held = np.zeros(asked.shape)
    for fold in range(FOLDS):
        out, rest = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        held[out] = kernel[np.ix_(out, rest)] @ solved(rest)
    dual = solved(np.arange(len(folds)))
    return Weights(words.T @ dual, meaning.T @ dual, dual.sum(axis=0)), held


def limits(held: Floats, rows: list[Labelled]) -> Limits:
    """Where answers begin to count, by the rows held out."""
    floor = best_floor(held, rows)
    guessed = [(opinion(answers, floor), row.sign) for answers, row in zip(held, rows, strict=True)]
    taken = sorted(((o.margin, o.sign == sign) for o, sign in guessed if o.sign), reverse=True)
    rights = np.cumsum([right for _, right in taken]) / np.arange(1, len(taken) + 1)
    enough = np.flatnonzero(rights >= SURE)
    sure = taken[int(enough[-1])][0] if len(enough) else taken[0][0]
    return Limits(round(floor, 2), round(sure, 3))


def best_floor(held: Floats, rows: list[Labelled]) -> float:
    """Of best F1 over the folds."""
    yes = wanted(rows)[:, WHOLE:] > 0

    def f1(floor: float) -> float:
        guessed = held[:, WHOLE:] > floor
        return 2.0 * float((guessed & yes).sum()) / float(guessed.sum() + yes.sum())

    assert len(ASPECTS) * 2 == yes.shape[1]
    return float(max(FLOORS, key=f1))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
