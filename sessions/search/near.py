"""What is like a product, cheaper than it, or goes with it."""

from __future__ import annotations

from collections.abc import Sequence

from assets_pipeline.catalogue import Product
from sessions.search.filters import Labels

SAME_CATEGORY = 0.6
SHARED = 0.4
"""For all attribute values in common (Jaccard)."""
TOGETHER = 2.0
_TRAITS = frozenset({"style", "season", "occasion", "gender", "material", "color"})


def likeness(product: Product, near: Product, labels: Labels) -> float:
    """0..1: the same kind, and attribute values in common."""
    mine, other = labels.traits[product.id], labels.traits[near.id]
    shared = len(mine & other) / max(len(mine | other), 1)
    return SAME_CATEGORY * (product.category == near.category) + SHARED * shared


def harmony(product: Product, near: Product, labels: Labels) -> float:
    """How well two different things go together: sold together, then the same manner."""
    together = product.id in near.together or near.id in product.together
    mine, other = labels.traits[product.id], labels.traits[near.id]
    manner = {trait for trait in mine & other if trait[0] in _TRAITS}
    return TOGETHER * together + len(manner) / (1 + len(manner))


def cheaper(products: Sequence[Product], near: Product) -> tuple[list[Product], tuple[str, ...]]:
    """What costs less in the same money: of the same kind, else of the same section.

    Returns:
        the products, and `category` where the kind had to be given up; nothing at all where the
        price is not known or nothing costs less.
    """
    if near.price is None:
        return [], ()
    less = [
        p
        for p in products
        if p.price and p.price.currency == near.price.currency and p.price.minor < near.price.minor
    ]
    same = [p for p in less if p.category == near.category]
    if same:
        return same, ()
    return [p for p in less if p.section == near.section], ("category",)


def complements(products: Sequence[Product], near: Product) -> list[Product]:
    """Things that can be used beside `near`: another place on the body, or another kind."""
    named = [p for p in products if p.id in near.together or near.id in p.together]
    ids = {p.id for p in named}
    if near.wear:
        others = [p for p in products if p.wear and not _same_place(p.wear, near.wear)]
    else:
        others = [p for p in products if p.section == near.section and p.category != near.category]
    return named + [p for p in others if p.id not in ids]


def _same_place(one: str, other: str) -> bool:
    body = {"torso", "legs", "full"}
    return one == other or ("full" in {one, other} and {one, other} <= body)
