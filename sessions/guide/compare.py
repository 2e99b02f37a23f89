"""What tells two or three products apart, in words: only where both sides are known.

A property is spoken of where the products differ in it and the catalogue says it of each of them; what
it does not say of one is not held against that one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from assets_pipeline.catalogue import Price, Product
from sessions.guide import facts
from sessions.guide.speech import Speech

MOST: Final = 3
"""Products that are compared in words; more are only listed."""
NEAR: Final = 0.05
"""Means of ratings that differ by less are the same."""

Values = Callable[[Product, Speech], list[str]]


def differences(products: Sequence[Product], speech: Speech) -> list[str]:
    """One sentence for each thing in which they differ, and one for what they share."""
    names = [speech.name(product) for product in products]
    if not 1 < len(products) <= MOST or len(set(names)) < len(names):
        return []
    told = [_price(products, speech), *_attributes(products, speech), _rating(products, speech)]
    told += [
        _only(products, _sizes, "only_sizes", speech),
        _only(products, _features, "only_has", speech),
    ]
    return [*filter(None, told), *_shared(products, speech)]


def _price(products: Sequence[Product], speech: Speech) -> str:
    prices = [product.price for product in products]
    if any(price is None for price in prices):
        return ""
    known = [price for price in prices if price is not None]
    if len({price.currency for price in known}) > 1:
        return ""
    least = min(price.minor for price in known)
    cheapest = [p for p, price in zip(products, known, strict=True) if price.minor == least]
    if len(cheapest) == len(products):
        return speech.phrases["same_price"].format(money=speech.money(known[0]))
    dearer = [
        speech.phrases["costs_more"].format(
            name=speech.name(product),
            money=speech.money(Price(price.minor - least, price.currency)),
        )
        for product, price in zip(products, known, strict=True)
        if price.minor > least
    ]
    return speech.phrases["cheapest"].format(
        name=speech.listed([speech.name(product) for product in cheapest]),
        money=speech.money(Price(least, known[0].currency)),
        dearer=speech.phrases["comma_clause"].join(dearer),
    )


def _attributes(products: Sequence[Product], speech: Speech) -> Iterator[str]:
    for name in ("material", "pattern"):
        values = [facts.said(product, name, speech) for product in products]
        if all(values) and len({frozenset(each) for each in values}) > 1:
            each = [
                speech.phrases["is_of"].format(
                    name=speech.name(product), value=speech.listed(value)
                )
                for product, value in zip(products, values, strict=True)
            ]
            yield speech.phrases["differ"].format(
                attribute=_title(name, speech), each=speech.phrases["semicolon"].join(each)
            )


def _rating(products: Sequence[Product], speech: Speech) -> str:
    rated = [product for product in products if product.rating]
    if len(rated) < len(products):
        return ""
    best = max(products, key=_mean)
    if any(_mean(best) - _mean(other) < NEAR for other in products if other is not best):
        return ""
    others = [
        speech.phrases["is_of"].format(name=speech.name(p), value=facts.rating(p, speech))
        for p in products
        if p is not best
    ]
    return speech.phrases["rated_best"].format(
        name=speech.name(best),
        rating=facts.rating(best, speech),
        others=speech.phrases["semicolon"].join(others),
    )


def _mean(product: Product) -> float:
    return product.rating.mean if product.rating else 0.0


def _only(products: Sequence[Product], values: Values, key: str, speech: Speech) -> str:
    """What one has and no other, where each says what it has."""
    has = [values(product, speech) for product in products]
    if not all(has):
        return ""
    told = []
    for place, product in enumerate(products):
        others = {value for at, some in enumerate(has) if at != place for value in some}
        own = [value for value in has[place] if value not in others]
        if own:
            told.append(
                speech.phrases[key].format(name=speech.name(product), value=speech.listed(own))
            )
    return _sentences(told, speech)


def _sizes(product: Product, _speech: Speech) -> list[str]:
    return facts.sizes_left(product)


def _features(product: Product, speech: Speech) -> list[str]:
    return facts.said(product, "feature", speech)


def _shared(products: Sequence[Product], speech: Speech) -> Iterator[str]:
    """What is the same in all."""
    values: dict[str, Values] = {
        name: lambda p, s, name=name: facts.said(p, name, s)  # type: ignore[misc]
        for name in ("brand", "material", "feature")
    }
    values["color"] = facts.colors
    for name, of in values.items():
        first, *others = [of(product, speech) for product in products]
        same = [value for value in first if all(value in other for other in others)]
        whole = name in {"brand", "material"}
        if same and (not whole or all(set(other) == set(first) for other in others)):
            yield speech.phrases[f"all_{name}"].format(
                value=speech.listed(same), all=_all(products, speech)
            )


def _all(products: Sequence[Product], speech: Speech) -> str:
    return speech.phrases["both" if len(products) == 2 else "all_of_them"]


def _title(name: str, speech: Speech) -> str:
    title = speech.attribute(name).removeprefix("the ")
    return title[:1].upper() + title[1:]


def _sentences(told: Sequence[str], speech: Speech) -> str:
    return ("" if speech.lang == "zh-CN" else " ").join(told)
