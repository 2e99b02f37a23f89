"""What is taken with what: co-visitation counts, read as sequential rules.

``c(i, j)`` sums, over all sequences, ``1 / gap`` where j came `gap` <= 10 steps after i, and
`BACK / gap` where it came before. The pull of i on j is ``c(i, j) / (n_i n_j) ** DAMPING``, n the
times a product was seen. The numbers were chosen on the validation items of Amazon Beauty
(`evaluate`, leave-one-out: the last item but one, fitted on what came before it), not on its test.
A catalogue's `together` lists seed the counts before the first visit. A product without counts has
no row; the content part of the score speaks for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from assets_pipeline.catalogue import Catalogue

GAP = 10
"""Steps over which one product still points to another."""

BACK = 0.3
"""What came before counts by so much of what came after."""

DAMPING = 0.25
"""How much of their popularity is taken from both."""

DECAY = 0.65
"""What is left of a product's pull with each newer product of the sequence."""

LAST = 20
"""Newest products of a sequence that are asked."""

SUPPORT = 1.0
"""Count at which a pull is believed by half."""


class CoCounts:
    """Counts of what follows what; grows by one sequence at a time, and can be asked in between."""

    def __init__(self) -> None:
        self._near: dict[str, dict[str, float]] = {}
        self._seen: dict[str, float] = {}

    @classmethod
    def from_together(cls, catalogue: Catalogue) -> Self:
        """Seeded by `product.together`: each pair counts once each way."""
        counts = cls()
        for product in catalogue.products:
            for other in product.together:
                if other in catalogue.by_id and other != product.id:
                    counts.add((product.id, other))
                    counts.add((other, product.id))
        return counts

    def add(self, sequence: Sequence[str], weight: float = 1.0) -> None:
        """Count one visit's products, oldest first. O(10 n)."""
        seen, near = self._seen, self._near
        for place, item in enumerate(sequence):
            seen[item] = seen.get(item, 0.0) + weight
            for gap, earlier in enumerate(reversed(sequence[max(0, place - GAP) : place]), 1):
                if earlier != item:
                    row = near.setdefault(earlier, {})
                    row[item] = row.get(item, 0.0) + weight / gap
                    row = near.setdefault(item, {})
                    row[earlier] = row.get(earlier, 0.0) + weight * BACK / gap

    def row(self, item: str) -> dict[str, float]:
        """The pull of `item` on each product seen near it; empty when none was."""
        near = self._near.get(item)
        if not near:
            return {}
        seen = self._seen
        own = seen[item]
        return {other: count / (own * seen[other]) ** DAMPING for other, count in near.items()}

    def scores(self, newest_first: Iterable[str]) -> dict[str, float]:
        """Summed pull of the newest products, each `DECAY` weaker than the one after it."""
        total: dict[str, float] = {}
        weight = 1.0
        for _, item in zip(range(LAST), newest_first, strict=False):
            for other, pull in self.row(item).items():
                total[other] = total.get(other, 0.0) + weight * pull
            weight *= DECAY
        return total

    def table(
        self, rows: Mapping[str, int], width: int
    ) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """The strongest pulls of each product, for array code.

        Args:
            rows: row of each product, 0..n-1.
            width: pulls kept per product.

        Returns:
            Product rows (n + 1, width), and pulls (n + 1, width) in 0..1: relative to the strongest
            one of the product, times ``c / (c + SUPPORT)``. Empty places point to row n with 0.
        """
        count = len(rows)
        others = np.full((count + 1, width), count, np.intp)
        pulls = np.zeros((count + 1, width), np.float32)
        for item, place in rows.items():
            row = {other: pull for other, pull in self.row(item).items() if other in rows}
            best = sorted(row.items(), key=lambda pair: (-pair[1], pair[0]))[:width]
            for column, (other, pull) in enumerate(best):
                support = self._near[item][other]
                others[place, column] = rows[other]
                pulls[place, column] = pull / best[0][1] * support / (support + SUPPORT)
        return others, pulls

    def digest(self) -> str:
        """Sha256 of the counts: what a ranker's version is made of."""
        counts = (self._seen, self._near)
        return hashlib.sha256(msgspec.json.encode(counts, order="deterministic")).hexdigest()
