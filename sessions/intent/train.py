"""Trains the act heads: `python -m sessions.intent.train [OUT] [--models FOLDER | --compact]`.

Without options the head that reads words; with them the head that reads the vectors of the default
pack in that folder, or of the compact encoder, too. Seeded, one core, under a minute. The report on stdout is JSON; its
held-out figures are of five folds over the hand-written utterances: those whose voice is known are
split by voice, so that nobody is learned from and counted. Templates are only ever learned from.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from sessions.encoding.base import TextEncoder
from sessions.encoding.model import COMPACT as SMALL
from sessions.encoding.model import DEFAULT_PACK, REPAIR
from sessions.encoding.model import load as load_encoder
from sessions.errors import PackUnusable
from sessions.intent import corpus
from sessions.intent.acts import ACTS
from sessions.intent.features import DIM, indices
from sessions.intent.gazetteer import Gazetteer
from sessions.intent.head import chance, pack
from sessions.intent.model import COMPACT, SENSED, TRACKED
from sessions.intent.respell import Speller
from sessions.intent.sense import Sense
from sessions.intent.text import is_chinese, normalise, units

DATA = Path(__file__).parent / "data"
SEED = 20_240_601
FOLDS = 5
EACH = 8
"""Fillings drawn of each template."""
TEMPLATE_WEIGHT = 0.6
RIDGE = 0.25
KEPT = 0.92
KEPT_SENSED = 0.95
"""A weak guess that meaning has a part in is right more often: wrong turns do not get more."""
LABELS = tuple(ACTS)

Floats = NDArray[np.float64]


class Table(NamedTuple):
    """Rows of features with their acts (as numbers), weights, and folds (-1: only learned from)."""

    rows: Any
    acts: NDArray[np.int64]
    weights: Floats
    folds: NDArray[np.int64]
    chinese: NDArray[np.bool_]
    senses: Floats
    """(n, width), of `sense.Sense`; (n, 0) without an encoder."""


def main(arguments: list[str]) -> int:
    """Train, write the head, print the report; 1 where there is no pack to read by."""
    options = argparse.ArgumentParser(prog="python -m sessions.intent.train")
    options.add_argument("out", nargs="?", type=Path)
    which = options.add_mutually_exclusive_group()
    which.add_argument("--models", help="folder of the packs")
    which.add_argument("--compact", action="store_true", help="read the compact encoder")
    given = options.parse_args(arguments)
    try:
        encoder = reads(given.models, compact=given.compact)
    except PackUnusable as error:
        sys.stderr.write(f"{error}\n")
        return 1
    out = given.out or (COMPACT if given.compact else SENSED if encoder else TRACKED)
    table = load(encoder)
    weights, biases, held = fit(table)
    counted = table.folds >= 0
    held, acts, chinese = held[counted], table.acts[counted], table.chinese[counted]
    slope, shift = calibrate(held, acts)
    chances = chance(held, slope, shift)
    threshold = best_threshold(chances, acts, KEPT_SENSED if encoder else KEPT)
    stored = pack(
        LABELS,
        weights,
        biases,
        slope=slope,
        shift=shift,
        threshold=threshold,
        data=data_hash(table),
        encoder=encoder.version if encoder else "",
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(stored)
    report = {
        "utterances": int((table.folds >= 0).sum()),
        "from_templates": int((table.folds < 0).sum()),
        "head_bytes": len(stored),
        "threshold": threshold,
        "held_out": {
            "en": figures(chances, acts, ~chinese, threshold),
            "zh-CN": figures(chances, acts, chinese, threshold),
        },
    }
    sys.stdout.write(msgspec.json.encode(report).decode() + "\n")
    return 0


def reads(models: str | None, *, compact: bool) -> TextEncoder | None:
    """The encoder that was asked for: the default pack in a folder, the compact one, or none.

    Raises:
        PackUnusable: it is not there or damaged; a head of another one would be taken for its own.
    """
    if compact:
        return load_encoder(SMALL)
    if not models:
        return None
    encoder = load_encoder("", models)
    if encoder.name != DEFAULT_PACK:
        raise PackUnusable(f"{DEFAULT_PACK} is not in that folder; {REPAIR}")
    return encoder


def data_hash(table: Table) -> str:
    """Names what a head was made from: every row's features, act and weight, and the ridge."""
    rows = table.rows
    parts = [rows.indices.astype("<i4"), rows.indptr.astype("<i4"), table.acts.astype("<i4")]
    parts += [table.weights.astype("<f8"), np.array([RIDGE])]
    return hashlib.sha256(b"".join(part.tobytes() for part in parts)).hexdigest()[:16]


def load(encoder: TextEncoder | None = None) -> Table:
    """All utterances as features; folds are dealt by voice, seeded."""
    draw = np.random.default_rng(SEED)
    written, filled = [], []
    for lang in ("en", "zh"):
        written += hand_written(lang)
        templates = (DATA / f"templates_{lang}.txt").read_text("utf-8")
        filled += corpus.expand(corpus.read(templates), EACH, draw)
    gazetteer = Gazetteer(corpus.pretend())
    respell = Speller(gazetteer.words())
    texts = [respell(normalise(line.text)) for line in (*written, *filled)]
    rows = [places(text, gazetteer) for text in texts]
    folds = np.full(len(rows), -1)
    folds[: len(written)] = deal([line.voice for line in written], draw)
    return Table(
        matrix(rows),
        np.array([LABELS.index(line.act) for line in (*written, *filled)]),
        np.where(folds >= 0, 1.0, TEMPLATE_WEIGHT),
        folds,
        np.array([is_chinese(line.text) for line in (*written, *filled)]),
        senses(texts, encoder),
    )


def hand_written(lang: str) -> list[corpus.Labelled]:
    """All that was written by hand in `en` or `zh`."""
    lines = corpus.read((DATA / f"utterances_{lang}.txt").read_text("utf-8"))
    for path in sorted((DATA / "voices").glob(f"{lang}_*.txt")):
        lines += corpus.voices(path.read_text("utf-8"))
    return lines


def deal(voices: Sequence[str], draw: Generator) -> NDArray[np.int64]:
    """The fold of each line: all lines of a voice together, those of none one by one."""
    who = [voice or str(at) for at, voice in enumerate(voices)]
    names = list(dict.fromkeys(who))
    fold = dict(zip(names, draw.permutation(len(names)) % FOLDS, strict=True))
    return np.array([fold[name] for name in who], np.int64)


def senses(texts: list[str], encoder: TextEncoder | None) -> Floats:
    """What the encoder makes of normalised texts, (n, width)."""
    return Sense(encoder.dim)(encoder.encode(texts)) if encoder else np.zeros((len(texts), 0))


def places(text: str, gazetteer: Gazetteer) -> NDArray[np.int64]:
    """Features of one normalised utterance."""
    said = units(text)
    return indices(said, gazetteer.find(said))


def matrix(rows: list[NDArray[np.int64]]) -> Any:
    """Sparse (n, DIM), each row of length 1."""
    ends = np.cumsum([0, *(len(row) for row in rows)])
    values = np.concatenate([np.full(len(row), 1.0 / np.sqrt(max(len(row), 1))) for row in rows])
    return csr_matrix((values, np.concatenate(rows), ends), shape=(len(rows), DIM))


def fit(table: Table) -> tuple[Floats, Floats, Floats]:
    """Weighted ridge regression on +1 / -1, one act against the rest, solved exactly.

    With the kernel `K = X X' + S S' + 1` and `G = (K + ridge / weight)^-1`, the dual weights are
    `A = G Y`, and what rows `F` get from a fit without them is `Y_F - G_FF^-1 A_F`
    (Rifkin and Lippert 2007): held-out margins cost no second fit.

    Returns:
        weights (DIM + width, acts), biases (acts,), held-out margins (n, acts; zero outside the
        folds).
    """
    wanted = np.where(table.acts[:, None] == np.arange(len(LABELS)), 1.0, -1.0)
    kernel = (table.rows @ table.rows.T).toarray() + table.senses @ table.senses.T + 1.0
    kernel[np.diag_indices_from(kernel)] += RIDGE / table.weights
    inverse = np.linalg.inv(kernel)
    dual = inverse @ wanted
    held = np.zeros_like(wanted)
    for fold in range(FOLDS):
        out = np.flatnonzero(table.folds == fold)
        held[out] = wanted[out] - np.linalg.solve(inverse[np.ix_(out, out)], dual[out])
    weights = np.vstack([table.rows.T @ dual, table.senses.T @ dual])
    return weights, dual.sum(axis=0), held


def calibrate(margins: Floats, acts: NDArray[np.int64]) -> tuple[float, float]:
    """Platt's slope and shift over all questions of the held-out rows."""
    yes = acts[:, None] == np.arange(len(LABELS))

    def loss(pair: Floats) -> float:
        z = pair[0] * margins + pair[1]
        return float(np.logaddexp(0.0, np.where(yes, -z, z)).mean())

    slope, shift = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return round(float(slope), 6), round(float(shift), 6)


def best_threshold(chances: Floats, acts: NDArray[np.int64], kept: float) -> float:
    """The chance below which a guess is given up: `kept` of the right held-out guesses stay.

    A quantile moves little when an utterance is added, where the best point of a flat trade-off
    between right, wrong and unknown turns would jump.
    """
    best, top = chances.argmax(axis=1), chances.max(axis=1)
    right = top[(best == acts) & (acts != LABELS.index("oos"))]
    return float(np.floor(1000 * np.quantile(right, 1.0 - kept)) / 1000)


def figures(
    chances: Floats, acts: NDArray[np.int64], which: NDArray[np.bool_], threshold: float
) -> dict[str, float]:
    """Accuracy in scope before and after rejection, and recall out of scope."""
    chances, acts = chances[which], acts[which]
    outside = acts == LABELS.index("oos")
    best, kept = chances.argmax(axis=1), chances.max(axis=1) >= threshold
    rejected = (best == LABELS.index("oos")) | ~kept
    return {
        "accuracy": round(float((best == acts)[~outside].mean()), 4),
        "accuracy_kept": round(float(((best == acts) & kept)[~outside].mean()), 4),
        "oos_recall": round(float(rejected[outside].mean()), 4),
    }


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
