"""What the classifier sees of a text: hashed units, pairs, word pieces, and what kind they are.

A known word counts twice: as itself, and as its slot (`red` -> COLOR), so that a sentence learned
with one colour is known with every colour. Hashing needs no vocabulary: Weinberger et al. 2009.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sessions.intent.gazetteer import Span, cues
from sessions.intent.text import Unit, is_chinese

DIM = 1 << 14
PIECES = (3, 4)
QUIET = frozenset({"attribute"})
"""Slots whose words tell acts apart themselves (`price`), so they are not covered."""


def indices(said: list[Unit], spans: list[Span]) -> NDArray[np.int64]:
    """Places of the features that occur, sorted and without repeats; each counts once."""
    found = {zlib.crc32(feature.encode("utf-8", "replace")) % DIM for feature in _all(said, spans)}
    return np.array(sorted(found), np.int64)


def _all(said: list[Unit], spans: list[Span]) -> Iterator[str]:
    words = ["#" if unit.text[0].isdigit() else unit.text for unit in said]
    yield from _grams(words)
    covered = _covered(words, spans)
    if covered != words:
        yield from _grams(covered)
    notions = [span.values[0][1] for span in cues().find(said)]
    yield from (f"c{notion}" for notion in notions)
    yield from (f"d{one} {other}" for one, other in pairwise(notions))
    for word in words:
        if not is_chinese(word):
            edged = f"<{word}>"
            for n in PIECES:
                yield from (f"p{edged[i : i + n]}" for i in range(len(edged) - n + 1))
    yield f"n{min(len(words), 12) // 2}"


def _grams(words: list[str]) -> Iterator[str]:
    edged = ["^", *words, "$"]
    for n in (1, 2, 3):
        for i in range(len(edged) - n + 1):
            yield f"{n}" + " ".join(edged[i : i + n])


def _covered(words: list[str], spans: list[Span]) -> list[str]:
    out, at = [], 0
    for span in spans:
        slots = [slot for slot, _ in span.values if slot not in QUIET]
        if slots:
            out += [*words[at : span.start], slots[0].upper()]
            at = span.end
    return out + words[at:]
