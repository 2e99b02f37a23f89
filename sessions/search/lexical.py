"""Words against words: BM25 (Robertson and Zaragoza 2009) over words, pieces and shop concepts.

Pieces of three letters forgive a typing error, pairs of signs stand for Chinese words, and the
concepts of `sessions.encoding.lexicon` let 红 find red.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sessions.encoding.concepts import HAN, QUIET_SIGNS, QUIET_WORDS, find, stem
from sessions.search.traits import traits

K1 = 1.2
B = 0.5
"""Product texts are short and their length says little, so it counts half of what is usual."""
MAX_CHARS = 4000
WEIGHTS = {"w": 1.0, "c": 1.0, "t": 1.5, "s": 0.6, "p": 0.2}
"""Words, concepts, traits, signs, pieces."""

_WORDS = re.compile(rf"(?:(?![{HAN}])[^\W_])+")
_SIGNS = re.compile(f"[{HAN}]+")

Scores = NDArray[np.float64]


class LexicalIndex:
    """Texts in a fixed order, ready to be scored against a query."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(terms(text)) for text in texts]
        lengths = np.array([sum(count.values()) for count in counts], np.float64)
        self._size = len(texts)
        self._norm = (
            K1 * (1 - B + B * lengths / max(float(lengths.mean()), 1.0)) if texts else lengths
        )
        postings: dict[str, list[tuple[int, int]]] = {}
        for place, count in enumerate(counts):
            for term, times in count.items():
                postings.setdefault(term, []).append((place, times))
        self._postings = {
            term: (np.array([p for p, _ in hits]), np.array([t for _, t in hits], np.float64))
            for term, hits in postings.items()
        }

    def score(self, query: str, among: NDArray[np.bool_] | None = None) -> Scores:
        """Score of every text, (n,), 0 where nothing is shared, 1 for all terms of the query.

        Args:
            query: what was said.
            among: (n,), the texts that are to be told apart: what all of them have counts little.
        """
        total, best = np.zeros(self._size), 0.0
        size = self._size if among is None else int(among.sum())
        for term in dict.fromkeys(terms(query)):
            weight = WEIGHTS[term[0]]
            places, times = self._postings.get(term, (np.zeros(0, np.int64), np.zeros(0)))
            having = len(places) if among is None else int(among[places].sum())
            rarity = np.log1p((size - having + 0.5) / (having + 0.5)) * weight
            best += rarity
            if len(places):
                total[places] += rarity * times * (K1 + 1) / (times + self._norm[places])
        return np.minimum(total / best, 1.0) if best > 0 else total


def terms(text: str) -> Iterator[str]:
    """What is counted of a text; words that every request has are left out."""
    plain = unicodedata.normalize("NFKC", text[:MAX_CHARS]).lower()
    said = [stem(word) for word in _WORDS.findall(plain)[:400]]
    for word in said:
        if word in QUIET_WORDS:
            continue
        yield f"w{word}"
        edged = f"<{word[:24]}>"
        yield from (f"p{edged[i : i + 3]}" for i in range(len(edged) - 2))
    loud = QUIET_SIGNS.sub(" ", plain)
    for run in _SIGNS.findall(loud):
        yield from (f"s{run[i : i + 2]}" for i in range(max(len(run) - 1, 1)))
    yield from (f"c{concept}" for concept in find(plain, said))
    yield from (f"t{trait}" for trait in traits(plain, said))
