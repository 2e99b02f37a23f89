"""How a shop is spoken to, as a recogniser is told it: phrases in words that it can hear.

A Kaldi recogniser that is given phrases weighs words by what precedes them there (a bigram model),
and hears no word that is in none: a few thousand requests and the shop's own names make it a
specialist. Names with words that it has never learned to hear are left to free decoding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

UNKNOWN: Final = "[unk]"
"""Stands for any other word."""

LONGEST: Final = 5
"""Characters of a Chinese word."""

Known = Callable[[str], bool]
"""Whether the recogniser can hear a word."""

_RUNS = re.compile(r"[a-z]+(?:'[a-z]+)*|[\u3400-\u9fff]+")


def phrases(texts: Iterable[str], known: Known) -> list[str]:
    """Each text in words with spaces between, `UNKNOWN` for those that cannot be heard, once."""
    made = dict.fromkeys(" ".join(words(text, known)) for text in texts)
    made.pop("", None)
    return [*made, UNKNOWN]


def words(text: str, known: Known) -> list[str]:
    """The words of one text; a run of unknown ones is one `UNKNOWN`."""
    out: list[str] = []
    for word in _spelled(text, known):
        if word != UNKNOWN or out[-1:] != [UNKNOWN]:
            out.append(word)
    return [] if out == [UNKNOWN] else out


def _spelled(text: str, known: Known) -> Iterator[str]:
    for run in _RUNS.findall(text.lower()):
        if run[0].isascii():
            yield run if known(run) else UNKNOWN
        else:
            yield from segment(run, known)


def segment(run: str, known: Known) -> list[str]:
    """A run of Han characters in the fewest words; a character that is none is `UNKNOWN`."""
    best: list[tuple[int, list[str]]] = [(0, [])]
    for end in range(1, len(run) + 1):
        ways = []
        for start in range(max(0, end - LONGEST), end):
            cost, before = best[start]
            word = run[start:end]
            if known(word):
                ways.append((cost + 1, [*before, word]))
            elif end - start == 1:
                ways.append((cost + LONGEST, [*before, UNKNOWN]))
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1][1]
