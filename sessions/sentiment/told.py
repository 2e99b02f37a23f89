"""What the reviews of a product come to, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assets_pipeline.catalogue import Product
from sessions.sentiment.head import Head, Opinion

MOST = 1_000
"""Newest reviews of a product that are read."""
STARS, NEUTRAL = 5, 3
DOUBT = 5.0
"""As many reviews without an opinion are thought to every product."""


class Told(NamedTuple):
    """Of so many `reviews` some are for it and some against it; and what of it they praise or blame."""

    reviews: int = 0
    good: int = 0
    bad: int = 0
    praised: tuple[tuple[str, int], ...] = ()
    """Aspects with how many praise them, the most first."""
    blamed: tuple[tuple[str, int], ...] = ()

    @property
    def liking(self) -> float:
        """How much more good than bad is said, -1..1; near 0 for a few."""
        return (self.good - self.bad) / (self.reviews + DOUBT)


def count(opinions: Iterable[Opinion]) -> Told:
    """The opinions of one product."""
    some = list(opinions)
    praised = Counter(name for each in some for name, sign in each.aspects.items() if sign > 0)
    blamed = Counter(name for each in some for name, sign in each.aspects.items() if sign < 0)
    good, bad = (sum(each.sign == sign for each in some) for sign in (1, -1))
    return Told(len(some), good, bad, tuple(praised.most_common()), tuple(blamed.most_common()))


def told(products: Sequence[Product], head: Head) -> dict[str, Told]:
    """By id, of all products that have reviews, read in one go. Stars say more than words do."""
    reviews = [(product.id, review) for product in products for review in product.reviews[:MOST]]
    opinions = head.read([review.text for _, review in reviews])
    by_id: dict[str, list[Opinion]] = {}
    for (id_, review), each in zip(reviews, opinions, strict=True):
        known = 1 <= review.stars <= STARS
        sign = (review.stars > NEUTRAL) - (review.stars < NEUTRAL) if known else each.sign
        by_id.setdefault(id_, []).append(each._replace(sign=sign))
    return {id_: count(some) for id_, some in by_id.items()}
