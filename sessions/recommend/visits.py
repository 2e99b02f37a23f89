"""Whole visits like this one: vector-weighted nearest neighbours (VSKNN).

The items of the present visit are weighted by how new they are; past visits are like it by the
summed weight of the items they share, the `NEAREST` best of them vote for their items, each vote
weighted by that likeness, by how new the last shared item is, and by the item's rarity (log idf).
Nothing is trained, and a new visit needs no more than an entry (Ludewig and Jannach 2018; on
Diginetica, all prefixes, it beat the trained session models tried: facts/recommend.md, section 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

NEAREST = 500
"""Past visits that vote."""

NEWEST = 5000
"""Newest visits that are looked at for each item."""

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]


class Visits:
    """Past visits, oldest first, of items numbered from 0."""

    def __init__(self, visits: Sequence[Sequence[int]], items: int) -> None:
        """Index the visits by item: O(n log n) in all their items together."""
        lengths = np.array([len(visit) for visit in visits], np.intp)
        flat = np.array([item for visit in visits for item in visit], np.intp)
        owners = np.repeat(np.arange(len(visits)), lengths)
        pairs = np.unique(flat * len(visits) + owners)  # each item of a visit once, by item
        by_item, visit_of = np.divmod(pairs, max(1, len(visits)))
        starts = np.searchsorted(by_item, np.arange(items + 1))
        self._visits_of = [
            visit_of[max(start, end - NEWEST) : end] for start, end in pairwise(starts.tolist())
        ]
        order = np.argsort(visit_of, kind="stable")
        self._items = by_item[order]
        self._starts = np.searchsorted(visit_of[order], np.arange(len(visits) + 1))
        held = np.diff(starts)
        self._rarity = np.log(max(1, len(visits)) / np.maximum(held, 1))
        self._count = len(visits)

    def scores(self, visit: Sequence[int]) -> Floats:
        """Votes for each item, (items,); zeros where no past visit shares an item.

        Args:
            visit: items of the present visit, oldest first.
        """
        alike = np.zeros(self._count)
        newness = np.zeros(self._count)
        length = len(visit)
        last = {item: place for place, item in enumerate(visit, 1)}
        for item, place in sorted(last.items(), key=lambda pair: pair[1]):
            sharing = self._visits_of[item]
            alike[sharing] += place / length
            newness[sharing] = place / length
        near = alike.nonzero()[0]
        if len(near) > NEAREST:  # of equals, the newer ones
            near = near[np.lexsort((near, alike[near]))[-NEAREST:]]
        return self._votes(near, alike[near] * newness[near])

    def _votes(self, near: Ints, weights: Floats) -> Floats:
        counts = self._starts[near + 1] - self._starts[near]
        ends = np.cumsum(counts)
        total = int(ends[-1]) if len(ends) else 0
        places = np.arange(total) + np.repeat(self._starts[near] - ends + counts, counts)
        items = self._items[places]
        votes = np.bincount(items, np.repeat(weights, counts), len(self._rarity))
        return np.asarray(votes, np.float64) * self._rarity
