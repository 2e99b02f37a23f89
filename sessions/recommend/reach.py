"""What a request lets onto the shelf, and after which other products.

From scores to places: what is hidden or over the price is out; what was found comes before what
was not, what can be sold before what cannot, what is not at hand yet before what is. All of it but
`hidden` and `owned` stays the same from gesture to gesture, so a request is read once, into one
array that is added to the scores.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sessions.messages.common import Context, Slot
from sessions.messages.jobs import Rank
from sessions.recommend.goods import OWNED, Fact, Goods, wanted_facts
from sessions.recommend.weights import Weights

FILL = 96.0
"""What a search did not find comes after all that it found: more than all demotions together."""

REQUESTS = 512
"""Requests that are remembered."""

Floats = NDArray[np.float32]
NOBODY = np.zeros(0, np.intp)
NOTHING = np.zeros(0, np.float32)

Moved = tuple[NDArray[np.intp], Floats]
"""Rows of what is at hand or hidden, (m,), and what is added to their places, (m,)."""


class Wish(NamedTuple):
    """A request, read.

    Attributes:
        named: id of the product that others are asked for in place of, or empty.
        near: its row, where what is like it is wanted.
        partner: its row, where what goes with it is wanted (`complement`).
        bonus: (n + 1,) what the search order adds to scores.
        base: (n + 1,) the same, and what the shop says of its products.
        gate: (n + 1,) added to the scores to give places: 0, demotions, or ``-inf``.
        wanted: what a product may match, and how it was said.
        shown: a picture was shown, and nothing said.
    """

    named: str
    near: int | None
    partner: int | None
    bonus: Floats
    base: Floats
    gate: Floats
    wanted: dict[Fact, str]
    shown: bool


class Wishes:
    """Reads requests, each once: a pure cache by their whole content."""

    def __init__(self, goods: Goods, weights: Weights) -> None:
        self._goods = goods
        self._weights = weights
        self._read = lru_cache(REQUESTS)(self._reading)

    def of(self, job: Rank) -> Wish:
        """The request of a Job; products that are not sold here are left out."""
        return self._read(job.found, job.constraints, job.context, job.near)

    def _reading(
        self, ids: tuple[str, ...], constraints: tuple[Slot, ...], context: Context, near: str
    ) -> Wish:
        rows = self._goods.rows
        named = rows.get(near) if near else None
        found = list(dict.fromkeys(rows[product] for product in ids if product in rows))
        count = len(found)
        bonus = np.zeros_like(self._goods.base)
        bonus[found] = [self._weights.found * (count - rank) / count for rank in range(count)]
        complement = context == "complement"
        return Wish(
            near,
            None if complement else named,
            named if complement else None,
            bonus,
            self._goods.base + bonus,
            gate(self._goods, constraints, context, found, named),
            wanted_facts(constraints),
            context == "picture",
        )


def gate(
    goods: Goods,
    constraints: tuple[Slot, ...],
    context: Context,
    found: list[int],
    named: int | None,
) -> Floats:
    """What a request adds to every score, (n + 1,).

    Args:
        goods: the catalogue.
        constraints: what was said of sizes and prices is kept.
        context: `cheaper` keeps below the price of the product named.
        found: rows that the shelf is limited to, as long as there are any.
        named: row of the product that others are asked for in place of.
    """
    added: Floats = goods.demotion(sizes(constraints)).copy()
    if named is not None:
        added[named] -= OWNED
    if found:
        kept = added[found]
        added -= FILL
        added[found] = kept
    low, high = prices(goods, constraints, context, named)
    outside = (goods.price < low) | (goods.price > high)
    if found and outside[found].all():
        # A bound that nothing found keeps was given up by the search, and the shopper was told:
        # it holds only for what fills the shelf behind.
        outside[found] = False
    added[outside] = -np.inf
    return added


class Moves:
    """Which rows a Job's `owned` and `hidden` move, and how far: read once, then remembered."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        self._rows = rows
        self._read = lru_cache(REQUESTS)(self._reading)

    def of(self, job: Rank) -> Moved:
        """Products that are not sold here are left out."""
        if not job.owned and not job.hidden:
            return NOBODY, NOTHING
        return self._read(job.owned, job.hidden)

    def _reading(self, owned: tuple[str, ...], hidden: tuple[str, ...]) -> Moved:
        rows = self._rows
        lowered = {rows[product]: -OWNED for product in owned if product in rows}
        lowered |= {rows[product]: -np.inf for product in hidden if product in rows}
        return np.array(list(lowered), np.intp), np.array(list(lowered.values()), np.float32)


def sizes(constraints: tuple[Slot, ...]) -> frozenset[str]:
    """Sizes that are wanted."""
    return frozenset(slot.value for slot in constraints if slot.wanted and slot.name == "size")


def prices(
    goods: Goods, constraints: tuple[Slot, ...], context: Context, named: int | None
) -> tuple[float, float]:
    """Least and most minor units asked for; a slot that is not a number asks for nothing."""
    low, high = 0.0, np.inf
    for slot in constraints:
        if slot.wanted and slot.value.isdecimal():
            if slot.name == "price_max":
                high = min(high, float(slot.value))
            elif slot.name == "price_min":
                low = max(low, float(slot.value))
    if context == "cheaper" and named is not None and goods.price[named] > 0.0:
        high = min(high, goods.price[named] - 1.0)
    return low, high
