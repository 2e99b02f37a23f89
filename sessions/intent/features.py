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

DIM = 1 << 15
PIECES = (3, 4)
RUNS = (3, 4, 5)
"""Letters of a text without its spaces: `takeitoff` and "take it of" have most of theirs in common."""
LAST = 4
"""Units at the end of a text, where the wish mostly stands, that count once more."""
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
    yield from (f"e{gram}" for gram in _grams(words[-LAST:], (1, 2)))
    yield from _runs(words)
    yield f"n{min(len(words), 12) // 2}"


def _grams(words: list[str], sizes: tuple[int, ...] = (1, 2, 3)) -> Iterator[str]:
    edged = ["^", *words, "$"]
    for n in sizes:
        for i in range(len(edged) - n + 1):
            yield f"{n}" + " ".join(edged[i : i + n])


def _runs(words: list[str]) -> Iterator[str]:
    if not any(map(is_chinese, words)):
        letters = "".join(words)
        for n in RUNS:
            yield from (f"r{letters[i : i + n]}" for i in range(len(letters) - n + 1))


def _covered(words: list[str], spans: list[Span]) -> list[str]:
    out, at = [], 0
    for span in spans:
        slots = [slot for slot, _ in span.values if slot not in QUIET]
        if slots:
            out += [*words[at : span.start], slots[0].upper()]
            at = span.end
    return out + words[at:]


def covered(text: str, said: list[Unit], spans: list[Span]) -> str:
    """A normalised text as an encoder should read it: words of the shop replaced by their slots.

    "a {color} {category}" is near every other thing in every other colour.
    """
    for span in reversed(spans):
        slots = [slot for slot, _ in span.values if slot not in QUIET]
        if slots:
            start, end = said[span.start].start, said[span.end - 1].end
            text = f"{text[:start]}{{{slots[0]}}}{text[end:]}"
    return text
