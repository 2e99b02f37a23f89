"""When nothing matches: give up the least important conditions, as few as possible, and say which."""

from __future__ import annotations

from collections.abc import Sequence

from assets_pipeline.catalogue import Product
from sessions.search.filters import Condition

KEPT_LONGEST = (
    "section",
    "category",
    "name",
    "price_max",
    "price_min",
    "size",
    "color",
    "gender",
    "in_stock",
    "material",
    "rating_min",
    "brand",
    "pattern",
)
"""From the most important on; what is not named here goes first."""


def matching(
    products: Sequence[Product], wanted: Sequence[Condition]
) -> tuple[list[Product], tuple[str, ...]]:
    """Products for which all conditions hold, and the names of those that had to be given up.

    No condition stays given up that the result could have kept.
    """
    held = sorted(wanted, key=_importance)
    dropped: list[Condition] = []
    found = _all(products, held)
    while not found and held:
        dropped.append(held.pop())
        found = _all(products, held)
    for condition in sorted(dropped, key=_importance):
        kept = [product for product in found if condition.holds(product)]
        if kept:
            found = kept
            dropped.remove(condition)
    return found, tuple(condition.name for condition in dropped)


def _all(products: Sequence[Product], wanted: Sequence[Condition]) -> list[Product]:
    return [p for p in products if all(condition.holds(p) for condition in wanted)]


def _importance(condition: Condition) -> tuple[int, str]:
    name = condition.name
    place = KEPT_LONGEST.index(name) if name in KEPT_LONGEST else len(KEPT_LONGEST)
    return place, name
