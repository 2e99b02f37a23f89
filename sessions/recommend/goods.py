"""What the catalogue says of its products, as arrays in the order of their ids.

Row n (after the last product) stands for "no product": it can never be placed.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.catalogue import AttributeValue, Catalogue, Product
from sessions.messages.common import Slot
from sessions.recommend.weights import Weights

OWNED = 24.0
"""What is in the cart, worn or in the hand stands after all that is not."""
SOLD_OUT = 48.0
"""What cannot be sold (in the wanted size) stands after that. Both are more than scores differ."""

RATINGS = 10.0
"""The shop's mean counts as this many ratings of every product."""

WRITTEN = 2.0
"""Stars that all good or all bad reviews are worth, where nobody gave stars to count."""

Floats = NDArray[np.float32]

Fact = tuple[str, str]
"""An attribute and its value in lower case, e.g. ``("color", "red")``."""


class Goods:
    """Arrays of (n + 1,) over the products, ordered by id so that row order breaks ties.

    Attributes:
        ids: product ids by row.
        rows: row by product id.
        order: place in `catalogue.products` by row.
        price: minor units; NaN where none is known.
        popular: stars above the shop's mean, shrunk towards 0 for few ratings; where there are
            none, what is written, from -`WRITTEN` to `WRITTEN` stars.
        new: 1 for what the catalogue calls new (attribute `new`).
    """

    def __init__(
        self, catalogue: Catalogue, weights: Weights, liked: Mapping[str, float] | None = None
    ) -> None:
        products = sorted(catalogue.products, key=lambda product: product.id)
        count = len(products)
        self._products = products
        self.ids = [product.id for product in products]
        self.rows = {product.id: row for row, product in enumerate(products)}
        places = {product.id: place for place, product in enumerate(catalogue.products)}
        self.order = np.array([places[product.id] for product in products], np.intp)
        self.price = np.full(count + 1, np.nan)
        self.price[:count] = [p.price.minor if p.price else np.nan for p in products]
        self.popular = np.zeros(count + 1, np.float32)
        self.popular[:count] = _stars(products, liked or {})
        self.new = np.zeros(count + 1, np.float32)
        self.new[:count] = [p.attributes.get("new") is True for p in products]
        self.base: Floats = weights.popular * self.popular + weights.new * self.new
        self._facts: list[frozenset[Fact]] = [_facts(product) for product in products]
        self._demotions: dict[frozenset[str], Floats] = {}

    def demotion(self, sizes: frozenset[str]) -> Floats:
        """What is taken from each product that cannot be sold in one of `sizes` (any, if empty)."""
        known = self._demotions.get(sizes)
        if known is None:
            if len(self._demotions) >= MOST_SIZES:
                self._demotions.clear()
            known = np.full(len(self.ids) + 1, -np.inf, np.float32)
            known[:-1] = [0.0 if sellable(p, sizes) else -SOLD_OUT for p in self._products]
            self._demotions[sizes] = known
        return known

    def matched(self, row: int, wanted: Mapping[Fact, str]) -> tuple[str, ...]:
        """Values of the wanted facts that are true of the product, at most 8."""
        facts = self._facts[row]
        return tuple([value for fact, value in wanted.items() if fact in facts])[:8]


MOST_SIZES = 64
"""Sets of sizes whose arrays are kept."""


def sellable(product: Product, sizes: frozenset[str]) -> bool:
    """Whether one of the sizes can be sold; a product without sizes fits everyone."""
    if not sizes or not product.sizes:
        return product.in_stock()
    return any(size in product.sizes and product.in_stock(size) for size in sizes)


def wanted_facts(constraints: tuple[Slot, ...]) -> dict[Fact, str]:
    """What a product may match, as it was said; longer values than a reason holds are left out."""
    return {
        (slot.name, slot.value.lower()): slot.value
        for slot in constraints
        if slot.wanted and len(slot.value) <= 64
    }


def _stars(products: list[Product], liked: Mapping[str, float]) -> list[float]:
    """Stars above the mean of all ratings, as if each product had `RATINGS` more mean ones.

    `liked` says -1..1 of products without a rating what is written of them.
    """
    given = sum(p.rating.count for p in products if p.rating)
    total = sum(p.rating.mean * p.rating.count for p in products if p.rating)
    mean = total / given if given else 0.0
    return [
        (p.rating.mean - mean) * p.rating.count / (p.rating.count + RATINGS)
        if p.rating
        else WRITTEN * liked.get(p.id, 0.0)
        for p in products
    ]


def _facts(product: Product) -> frozenset[Fact]:
    facts = {("section", product.section), ("wear", product.wear)}
    facts |= {(name, product.category) for name in ("category", "product_type")}
    facts |= {("color", variant.color) for variant in product.variants}
    facts |= {("size", size) for size in product.sizes}
    for name, value in product.attributes.items():
        facts |= {(name, text) for text in _texts(value)}
    return frozenset((name, text.lower()) for name, text in facts if text)


def _texts(value: AttributeValue) -> list[str]:
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, str) else [str(value)]
