"""Text vectors without weights: signed hashing of characters, words and shop concepts.

Feature hashing after Weinberger et al. 2009 (arXiv 0902.2206): a stable hash gives each feature
one of `DIM` places and a sign. Word pieces make spelling variants meet; the concepts of `lexicon`
make 红 and red meet. It knows no other meaning: where it is in use the house says so.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from sessions.encoding import base, lexicon
from sessions.encoding.concepts import FORMS, HAN, QUIET_SIGNS, QUIET_WORDS, find, stem

DIM = 512
REVISION = 1
"""Raise it when code of this module or of `concepts` changes any vector; a test watches."""

WORD_WEIGHT = 1.0
PIECES_WEIGHT = 0.5
"""Length of all pieces of one word together, so that long words do not shout."""
SIGN_WEIGHTS = {1: 0.3, 2: 0.6, 3: 0.6}
CONCEPT_WEIGHT = 1.6
PARENT_WEIGHT = 0.6
QUIET_SHARE = 0.15
MAX_WORD = 32

_SIGN_RUNS = re.compile(f"[{HAN}]+")
_WORDS = re.compile(rf"(?:(?![{HAN}])[^\W_])+")


class HashedEncoder:
    """The encoder that is always there."""

    name = "hashed"
    dim = DIM

    def __init__(self) -> None:
        decides = (REVISION, DIM, WORD_WEIGHT, PIECES_WEIGHT, sorted(SIGN_WEIGHTS.items()),
                   CONCEPT_WEIGHT, PARENT_WEIGHT, QUIET_SHARE, MAX_WORD,
                   lexicon.CONCEPTS, lexicon.QUIET, unicodedata.unidata_version)  # fmt: skip
        self.version = hashlib.sha256(repr(decides).encode()).hexdigest()[:16]

    def encode(self, texts: Sequence[str]) -> base.Vectors:
        """Vectors of `texts`, (n, 512)."""
        return base.rows(texts, DIM, _forward)


def _forward(texts: list[str]) -> base.Vectors:
    out = np.zeros((len(texts), DIM), np.float32)
    for row, text in zip(out, texts, strict=True):
        for feature, weight in features(text):
            place, sign = _place(feature)
            row[place] += sign * weight
    return out


def features(text: str) -> Iterator[tuple[str, float]]:
    """What is hashed of `text`, with weights."""
    plain = unicodedata.normalize("NFKC", text).lower()
    words = [word[:MAX_WORD] for word in _WORDS.findall(plain)]
    for word in words:
        yield from _word_features(word)
    for run in _SIGN_RUNS.finditer(plain):
        yield from _sign_features(run.group())
    for concept in find(plain, [stem(word) for word in words]):
        yield f"c:{concept}", CONCEPT_WEIGHT
        if concept in FORMS.parents:
            yield f"c:{FORMS.parents[concept]}", PARENT_WEIGHT


def _word_features(word: str) -> Iterator[tuple[str, float]]:
    share = QUIET_SHARE if word in QUIET_WORDS else 1.0
    yield f"w:{stem(word)}", WORD_WEIGHT * share
    edged = f"<{word}>"
    pieces = [edged[i : i + n] for n in (3, 4, 5) for i in range(len(edged) - n + 1)]
    for piece in pieces:
        yield f"p:{piece}", PIECES_WEIGHT * share / len(pieces) ** 0.5


def _sign_features(run: str) -> Iterator[tuple[str, float]]:
    quiet = {i for match in QUIET_SIGNS.finditer(run) for i in range(*match.span())}
    for n, weight in SIGN_WEIGHTS.items():
        for i in range(len(run) - n + 1):
            loud = not quiet.intersection(range(i, i + n))
            yield f"s:{run[i : i + n]}", weight * (1.0 if loud else QUIET_SHARE)


@lru_cache(maxsize=1 << 16)
def _place(feature: str) -> tuple[int, float]:
    digest = hashlib.blake2b(feature.encode(), digest_size=8).digest()
    number = int.from_bytes(digest, "little")
    return number % DIM, 1.0 if number >> 63 else -1.0
