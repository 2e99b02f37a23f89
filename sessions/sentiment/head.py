"""The head: yes or no to each question, linear in hashed words and the encoder's vector.

The questions are whether a text is for, against, or neither, and for each aspect whether it is
praised and whether it is blamed: one ridge regression on +1 / -1 each (`train`).
"""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sessions.encoding.base import TextEncoder
from sessions.errors import PackUnusable
from sessions.sentiment.corpus import ASPECTS
from sessions.sentiment.words import DIM, READ, features

SIGNS: Final = (1, -1, 0)
QUESTIONS: Final = (*SIGNS, *((name, sign) for name in ASPECTS for sign in (1, -1)))
WHOLE: Final = len(SIGNS)
"""The first questions are about the whole text; each has one answer among them."""
MEANING: Final = 2.0
"""What the encoder's vector counts for beside the words (both of length 1), squared."""
STEPS: Final = 127

Floats = NDArray[np.float64]


class Opinion(NamedTuple):
    """What a text says: sign -1, 0 or 1, how far that is ahead of the next sign, aspect signs."""

    sign: int
    margin: float
    aspects: dict[str, int]


class Weights(NamedTuple):
    """(DIM, questions) of words, (dim, questions) of the vector, (questions,) biases."""

    words: Floats
    meaning: Floats
    biases: Floats


class Limits(NamedTuple):
    """From where on an answer counts."""

    floor: float
    """The answer above which an aspect is spoken of."""
    sure: float
    """The margin above which nine of ten signs for or against are right."""


class Head:
    """Reads texts with one encoder.

    Args:
        encoder: the one it was trained with.
        weights: as `train.fit` gives them.
        limits: as `train.limits` finds them.
        version: what the weights are called in a model's version.
    """

    def __init__(
        self, encoder: TextEncoder, weights: Weights, limits: Limits, version: str
    ) -> None:
        self.encoder = encoder
        self.version = version
        self.sure = limits.sure
        self._weights = weights
        self._floor = limits.floor

    def read(self, texts: Sequence[str]) -> list[Opinion]:
        """An opinion of each text, in order. Every text is accepted; an empty one says nothing."""
        if not texts:
            return []
        vectors = vectors_of(texts, self.encoder)
        answers = vectors @ self._weights.meaning + self._weights.biases
        for at, text in enumerate(texts):
            places = features(text)
            if len(places):
                answers[at] += self._weights.words[places].sum(axis=0) / len(places) ** 0.5
        said = zip(texts, answers, strict=True)
        return [opinion(row, self._floor) if text.strip() else NOTHING for text, row in said]


def vectors_of(texts: Sequence[str], encoder: TextEncoder) -> Floats:
    """(n, dim), of length root `MEANING`; in small letters, which is how people type remarks."""
    read = [text[:READ].lower() for text in texts]
    vectors: Floats = np.asarray(encoder.encode(read), np.float64) * MEANING**0.5
    return vectors


NOTHING: Final = Opinion(0, 0.0, {})


def opinion(answers: Floats, floor: float) -> Opinion:
    """What the answers (questions,) to a text come to."""
    _, next_best, best = np.argsort(answers[:WHOLE])
    aspects = {}
    for at, name in enumerate(ASPECTS):
        praised, blamed = answers[WHOLE + 2 * at : WHOLE + 2 * at + 2]
        if max(praised, blamed) > floor:
            aspects[name] = 1 if praised >= blamed else -1
    return Opinion(SIGNS[best], float(answers[best] - answers[next_best]), aspects)


def pack(weights: Weights, limits: Limits, encoder: str) -> bytes:
    """The bytes of a head for the encoder of that version: words as int8, one scale a question."""
    scales = np.maximum(np.abs(weights.words).max(axis=0), 1e-9) / STEPS
    out = io.BytesIO()
    np.savez_compressed(
        out,
        words=np.round(weights.words / scales).astype(np.int8),
        scales=scales.astype(np.float32),
        meaning=weights.meaning.astype(np.float16),
        biases=weights.biases.astype(np.float32),
        limits=np.array(limits, np.float32),
        encoder=np.frombuffer(encoder.encode(), np.uint8),
    )
    return out.getvalue()


def unpack(stored: bytes, encoder: TextEncoder) -> Head | None:
    """What `pack` wrote; `None` where it is for another encoder.

    Raises:
        PackUnusable: the bytes are not a head of this build.
    """
    try:
        with np.load(io.BytesIO(stored), allow_pickle=False) as arrays:
            name = arrays["encoder"].tobytes().decode()
            weights = Weights(
                arrays["words"] * arrays["scales"].astype(np.float64),
                arrays["meaning"].astype(np.float64),
                arrays["biases"].astype(np.float64),
            )
            limits = Limits(*arrays["limits"].tolist())
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        EOFError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        raise PackUnusable(f"sentiment head: {error}") from error
    if name != encoder.version:
        return None
    count = len(QUESTIONS)
    shapes = (weights.words.shape, weights.meaning.shape[1:], weights.biases.shape)
    if shapes != ((DIM, count), (count,), (count,)) or len(weights.meaning) != encoder.dim:
        raise PackUnusable("sentiment head: of another shape than this build reads")
    return Head(encoder, weights, limits, hashlib.sha256(stored).hexdigest()[:8])
