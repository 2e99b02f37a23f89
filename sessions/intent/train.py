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
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from sessions.encoding.base import TextEncoder
from sessions.encoding.model import COMPACT as SMALL
from sessions.encoding.model import DEFAULT_PACK, REPAIR
from sessions.encoding.model import load as load_encoder
from sessions.errors import PackUnusable
from sessions.intent import corpus
from sessions.intent.acts import ACTS
from sessions.intent.clauses import split
from sessions.intent.features import DIM, covered, indices
from sessions.intent.gazetteer import Gazetteer
from sessions.intent.head import TWO, chance, pack, rounded
from sessions.intent.model import COMPACT, SENSED, TRACKED
from sessions.intent.respell import Speller
from sessions.intent.sense import Sense, choose, near
from sessions.intent.text import is_chinese, normalise, units

DATA = Path(__file__).parent / "data"
SEED = 20_240_601
FOLDS = 5
EACH = 8
"""Fillings drawn of each template."""
TEMPLATE_WEIGHT = 0.6
FLOOR = 0.01
"""Least size of a direction among the marks: what is smaller is noise of their rounding."""
RIDGE = 0.125
KEPT = 0.92
KEPT_SENSED = 0.95
"""A weak guess that meaning has a part in is right more often: wrong turns do not get more."""
LABELS = (*ACTS, TWO)

Floats = NDArray[np.float64]


class Table(NamedTuple):
    """Rows of features with what they are, weights, and folds (-1: only learned from)."""

    rows: Any
    yes: NDArray[np.bool_]
    """(n, labels); two wishes are both of their acts and `TWO`."""
    weights: Floats
    folds: NDArray[np.int64]
    chinese: NDArray[np.bool_]
    senses: Floats
    """(n, width), of `marked`; (n, 0) without an encoder."""
    sense: Sense | None = None
    turn: Floats | None = None
    """(width, width), from `senses` back to the features of `sense`."""

    @property
    def counted(self) -> NDArray[np.bool_]:
        """Rows that are measured by their folds: of one wish."""
        return (self.folds >= 0) & ~self.yes[:, LABELS.index(TWO)]


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
    counted = table.counted
    held, yes, chinese = held[counted], table.yes[counted], table.chinese[counted]
    acts = yes.argmax(axis=1)
    slope, shift = calibrate(held, yes)
    chances = chance(held, slope, shift)[:, : len(ACTS)]
    threshold = best_threshold(chances, acts, KEPT_SENSED if encoder else KEPT)
    stored = pack(
        LABELS,
        weights[:DIM],
        biases,
        slope=slope,
        shift=shift,
        threshold=threshold,
        data=data_hash(table),
        encoder=encoder.version if encoder else "",
        sense=table.sense,
        senses=weights[DIM:],
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(stored)
    report = {
        "utterances": int(counted.sum()),
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
    parts = [rows.indices.astype("<i4"), rows.indptr.astype("<i4"), np.packbits(table.yes)]
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
    parts = [part for line in written for part in halves(line)]
    gazetteer = Gazetteer(corpus.pretend())
    respell = Speller(gazetteer.words())
    lines = [*written, *parts, *filled]
    texts = [respell(normalise(line.text)) for line in lines]
    dealt = deal([line.voice for line in (*written, *parts)], draw)
    table = Table(
        matrix([places(text, gazetteer) for text in texts]),
        np.array([meant(line.act) for line in lines]),
        np.where(np.arange(len(lines)) < len(dealt), 1.0, TEMPLATE_WEIGHT),
        np.concatenate([dealt, np.full(len(filled), -1)]),
        np.array([is_chinese(line.text) for line in lines]),
        np.zeros((len(lines), 0)),
    )
    return marked(table, [plain(text, gazetteer) for text in texts], encoder) if encoder else table


def meant(acts: str) -> NDArray[np.bool_]:
    """Which labels `act` or `act+act` is."""
    said = acts.split("+")
    return np.isin(LABELS, [*said, TWO] if len(said) > 1 else said)


def halves(line: corpus.Labelled) -> list[corpus.Labelled]:
    """Either wish of a turn of two, where it is a clause of its own."""
    acts, parts = line.act.split("+"), split(normalise(line.text))
    if len(acts) != 2 or len(parts) != 2:
        return []
    return [line._replace(act=act, text=part) for act, part in zip(acts, parts, strict=True)]


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


def marked(table: Table, texts: list[str], encoder: TextEncoder) -> Table:
    """The table with what the encoder makes of texts.

    With the kernel `M` among the marks, the features are `k(text, marks) M^-1/2`: their products
    are Nyström's estimate of the kernel.
    """
    vectors = encoder.encode(texts)
    sense = rounded(choose(vectors, np.random.default_rng(SEED)))
    sizes, turns = np.linalg.eigh(near(sense.marks, sense.marks))
    turn = (turns / np.sqrt(np.maximum(sizes, FLOOR))) @ turns.T
    return table._replace(senses=sense(vectors) @ turn, sense=sense, turn=turn)


def places(text: str, gazetteer: Gazetteer) -> NDArray[np.int64]:
    """Features of one normalised utterance."""
    said = units(text)
    return indices(said, gazetteer.find(said))


def plain(text: str, gazetteer: Gazetteer) -> str:
    """What the encoder reads of one normalised utterance."""
    said = units(text)
    return covered(text, said, gazetteer.find(said))


def matrix(rows: list[NDArray[np.int64]]) -> Any:
    """Sparse (n, DIM), each row of length 1."""
    ends = np.cumsum([0, *(len(row) for row in rows)])
    values = np.concatenate([np.full(len(row), 1.0 / np.sqrt(max(len(row), 1))) for row in rows])
    return csr_matrix((values, np.concatenate(rows), ends), shape=(len(rows), DIM))


def fit(table: Table) -> tuple[Floats, Floats, Floats]:
    """Weighted ridge regression on +1 / -1, one label against the rest, solved exactly.

    Dual: with the kernel `K = X X' + S S' + 1`, `(K + ridge / weight) A = Y`; there are fewer rows
    than features.

    Returns:
        weights (DIM + width, labels), biases (labels,), held-out margins (n, labels; zero outside
        the folds).
    """
    wanted = np.where(table.yes, 1.0, -1.0).astype(np.float32)
    senses = table.senses.astype(np.float32)
    kernel = (table.rows @ table.rows.T).toarray().astype(np.float32) + senses @ senses.T + 1.0
    held = np.zeros(wanted.shape)
    for fold in range(FOLDS):
        out, rest = table.folds == fold, np.flatnonzero(table.folds != fold)
        dual = solved(kernel[np.ix_(rest, rest)], wanted[rest], table.weights[rest])
        held[out] = kernel[np.ix_(out, rest)] @ dual
    dual = solved(kernel, wanted, table.weights).astype(np.float64)
    turned = table.senses.T @ dual
    turned = turned if table.turn is None else table.turn @ turned
    return np.vstack([table.rows.T @ dual, turned]), dual.sum(axis=0), held


def solved(kernel: Any, wanted: Any, weights: Floats) -> Any:
    """The dual weights (n, labels)."""
    kernel = kernel.copy()
    kernel[np.diag_indices_from(kernel)] += RIDGE / weights
    factor = cho_factor(kernel, lower=True, overwrite_a=True, check_finite=False)
    return cho_solve(factor, wanted, check_finite=False)


def calibrate(margins: Floats, yes: NDArray[np.bool_]) -> tuple[float, float]:
    """Platt's slope and shift over all questions of the held-out rows."""

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
