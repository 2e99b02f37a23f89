"""Which products may stand on the shelf, and after which others.

From scores to places: what is hidden or over the price is out; what was found comes before what
was not, what can be sold before what cannot, what is not at hand yet before what is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sessions.messages.common import Slot
from sessions.messages.jobs import Rank
from sessions.recommend.goods import OWNED, Goods

FILL = 96.0
"""What a search did not find comes after all that it found: more than all demotions together."""

PLACED = -10.0
"""Above this stands what nothing demotes: scores are sums of weighted cosines, all above -10."""

ANY_SIZE: frozenset[str] = frozenset()

Floats = NDArray[np.float32]


def found_rows(goods: Goods, job: Rank) -> list[int]:
    """Rows of what the search found, best first, each once; unknown products are left out."""
    rows = goods.rows
    return list(dict.fromkeys(rows[product] for product in job.found if product in rows))


def reach(goods: Goods, job: Rank, scores: Floats, found: list[int], near: int | None) -> Floats:
    """Scores as places are given by: demoted, or ``-inf`` for what is never shown.

    Args:
        goods: the catalogue.
        job: its `hidden`, `owned` and `constraints` are kept.
        scores: (n + 1,); not changed.
        found: rows that the shelf is limited to, as long as there are any.
        near: row of the product that others are asked for in place of.
    """
    rows = goods.rows
    placed: Floats = scores + goods.demotion(
        sizes(job.constraints) if job.constraints else ANY_SIZE
    )
    owned = [rows[product] for product in job.owned if product in rows]
    if near is not None:
        owned.append(near)
    if owned:
        placed[owned] -= OWNED
    if found:
        kept = placed[found]
        placed -= FILL
        placed[found] = kept
    low, high = prices(goods, job, near)
    if low > 0.0 or high < np.inf:
        _keep_to(goods, placed, found, low, high)
    hidden = [rows[product] for product in job.hidden if product in rows]
    if hidden:
        placed[hidden] = -np.inf
    return placed


def sizes(constraints: tuple[Slot, ...]) -> frozenset[str]:
    """Sizes that are wanted."""
    return frozenset(slot.value for slot in constraints if slot.wanted and slot.name == "size")


def prices(goods: Goods, job: Rank, near: int | None) -> tuple[float, float]:
    """Least and most minor units asked for; a slot that is not a number asks for nothing."""
    low, high = 0.0, np.inf
    for slot in job.constraints:
        if slot.wanted and slot.value.isdecimal():
            if slot.name == "price_max":
                high = min(high, float(slot.value))
            elif slot.name == "price_min":
                low = max(low, float(slot.value))
    if job.context == "cheaper" and near is not None and goods.price[near] > 0.0:
        high = min(high, goods.price[near] - 1.0)
    return low, high


def _keep_to(goods: Goods, placed: Floats, found: list[int], low: float, high: float) -> None:
    """Take out known prices outside the bounds.

    A bound that nothing found keeps was given up by the search (and the shopper was told): then
    it holds only for what fills the shelf behind.
    """
    outside = (goods.price < low) | (goods.price > high)
    if found and outside[found].all():
        outside[found] = False
    placed[outside] = -np.inf
