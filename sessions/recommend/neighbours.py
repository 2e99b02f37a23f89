"""What is taken with what: co-visitation counts, read as sequential rules.

``c(i, j) = sum 1 / gap`` over all sequences in which j came `gap` <= 10 steps after i; the pull of
i on j is ``c(i, j) / n_i / sqrt(n_j)`` (sequential rules with the popularity of j damped; on
Amazon Beauty, strict protocol, this alone beat trained session models: facts/recommend.md,
section 3). A catalogue's `together` lists seed the counts before the first visit. A product
without counts has no row; the content part of the score speaks for it.
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

DECAY = 0.5
"""What is left of a product's pull with each newer product of the sequence."""

LAST = 10
"""Newest products of a sequence that are asked."""

SUPPORT = 1.0
"""Count at which a pull is believed by half."""


class CoCounts:
    """Counts of what follows what; grows by one sequence at a time, and can be asked in between."""

    def __init__(self) -> None:
        self._after: dict[str, dict[str, float]] = {}
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
        seen, after = self._seen, self._after
        for place, item in enumerate(sequence):
            seen[item] = seen.get(item, 0.0) + weight
            for gap, earlier in enumerate(reversed(sequence[max(0, place - GAP) : place]), 1):
                if earlier != item:
                    row = after.setdefault(earlier, {})
                    row[item] = row.get(item, 0.0) + weight / gap

    def row(self, item: str) -> dict[str, float]:
        """The pull of `item` on each product that came after it; empty when nothing did."""
        after = self._after.get(item)
        if not after:
            return {}
        seen = self._seen
        share = 1.0 / seen[item]
        return {other: count * share / seen[other] ** 0.5 for other, count in after.items()}

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
                support = self._after[item][other]
                others[place, column] = rows[other]
                pulls[place, column] = pull / best[0][1] * support / (support + SUPPORT)
        return others, pulls

    def digest(self) -> str:
        """Sha256 of the counts: what a ranker's version is made of."""
        counts = (self._seen, self._after)
        return hashlib.sha256(msgspec.json.encode(counts, order="deterministic")).hexdigest()
