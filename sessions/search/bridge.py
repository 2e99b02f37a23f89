"""Words against words across languages: a request in one finds what is described in the other.

Both sides are put into English stems by a dictionary. A Chinese word has several glosses of which
one is meant: in a request they count together as one term (Pirkola 1998), so that a word with many
glosses weighs no more than one with few.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sessions.encoding.concepts import QUIET_SIGNS, QUIET_WORDS, stem
from sessions.encoding.glossary import WORD, Glossary
from sessions.search.lexical import K1, MAX_CHARS, B, Scores

UNMET = 0.3
"""What a word that no text has counts of a word that one text has: it may be a turn of phrase."""
TWICE = 2
"""A gloss is counted so often in one text at most."""


class Bridge:
    """Texts in a fixed order, ready to be scored against a query of either language."""

    def __init__(self, texts: Sequence[str], glossary: Glossary) -> None:
        self._glossary = glossary
        self._size = len(texts)
        lengths = np.zeros(self._size)
        postings: dict[str, list[tuple[int, int]]] = {}
        for place, text in enumerate(texts):
            groups = list(self._groups(text))
            lengths[place] = len(groups)
            for word, times in Counter(word for group in groups for word in group).items():
                postings.setdefault(word, []).append((place, min(times, TWICE)))
        self._norm = (
            K1 * (1 - B + B * lengths / max(float(lengths.mean()), 1.0)) if texts else lengths
        )
        self._postings = {
            word: (np.array([p for p, _ in hits]), np.array([t for _, t in hits], np.float64))
            for word, hits in postings.items()
        }

    def score(self, query: str, among: NDArray[np.bool_] | None = None) -> Scores:
        """As `LexicalIndex.score`."""
        total, best = np.zeros(self._size), 0.0
        size = self._size if among is None else int(among.sum())
        for group in dict.fromkeys(self._groups(query)):
            times = self._times(group)
            has = times > 0
            having = int((has if among is None else has & among).sum())
            rarity = np.log1p((size - having + 0.5) / (having + 0.5))
            best += rarity if having else UNMET * np.log1p(size)
            total += has * rarity * times * (K1 + 1) / (times + self._norm)
        return np.minimum(total / best, 1.0) if best > 0 else total

    def _times(self, group: tuple[str, ...]) -> Scores:
        """How often each text has the most frequent one of the group, (n,)."""
        times = np.zeros(self._size)
        for word in group:
            if word in self._postings:
                places, counts = self._postings[word]
                times[places] = np.maximum(times[places], counts)
        return times

    def _groups(self, text: str) -> Iterator[tuple[str, ...]]:
        """The English stems that each word may be; words that every request has are left out."""
        plain = unicodedata.normalize("NFKC", text[:MAX_CHARS]).lower()
        yield from self._glossary(QUIET_SIGNS.sub(" ", plain))
        said = (stem(word) for word in WORD.findall(plain) if len(word) > 1)
        yield from ((word,) for word in said if word not in QUIET_WORDS)
