"""What is in the cart, and what it costs together."""

from __future__ import annotations

from collections.abc import Sequence

from assets_pipeline.catalogue import Price, Product
from sessions.guide.speech import Speech
from sessions.messages.common import Slot

MAX_LINES = 12


def counts(slots: Sequence[Slot], lines: int) -> list[int]:
    """The slots `count` in the order of the lines, 1 where one is missing."""
    said = [slot.value for slot in slots if slot.name == "count"]
    numbers = [int(value) if value.isascii() and value.isdigit() else 1 for value in said]
    return (numbers + [1] * lines)[:lines]


def lines(products: Sequence[Product], pieces: Sequence[int], speech: Speech) -> str:
    """Every line with its own sum."""
    return speech.phrases["comma"].join(
        _line(product, count, speech)
        for product, count in list(zip(products, pieces, strict=True))[:MAX_LINES]
    )


def _line(product: Product, count: int, speech: Speech) -> str:
    name = speech.name(product)
    if product.price is None:
        return speech.phrases["line_unpriced"].format(name=name, count=count)
    money = speech.money(Price(product.price.minor * count, product.price.currency))
    return speech.phrases["line"].format(name=name, count=count, money=money)


def total(products: Sequence[Product], pieces: Sequence[int], speech: Speech) -> str:
    """The sum in each currency; empty where something has no price."""
    sums: dict[str, int] = {}
    for product, count in zip(products, pieces, strict=True):
        if product.price is None:
            return ""
        currency = product.price.currency
        sums[currency] = sums.get(currency, 0) + product.price.minor * count
    return speech.listed([speech.money(Price(sums[each], each)) for each in sorted(sums)])
