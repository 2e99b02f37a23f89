"""Conditions on products: all names must hold, any value of one name will do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from assets_pipeline.catalogue import Catalogue, Product
from sessions.messages.common import Slot
from sessions.search.text import attribute_words, words

ALIASES = {
    "colour": "color",
    "colors": "color",
    "colours": "color",
    "materials": "material",
    "fabric": "material",
    "type": "category",
    "product_type": "category",
    "features": "feature",
}
"""Names users give attributes in their own data, and the shop's name for them."""

UNISEX = "unisex"

IGNORED = frozenset({"sort_key", "ambiguous"})
"""Slots that travel with a request and limit nothing."""


class Condition(NamedTuple):
    """All slots of one name."""

    name: str
    holds: Callable[[Product], bool]


class Labels:
    """What every product says of itself, read once: a filter looks it up."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.values = {product.id: values(product) for product in catalogue.products}
        self.texts = {product.id: said(product) for product in catalogue.products}
        self.traits = {id_: _traits(has) for id_, has in self.values.items()}
        self.sold: dict[str, set[str]] = {}
        for has in self.values.values():
            for name, some in has.items():
                self.sold.setdefault(name, set()).update(some)


def conditions(slots: Iterable[Slot], labels: Labels) -> list[Condition]:
    """One condition per slot name, in the order in which they were said."""
    by_name: dict[str, list[Slot]] = {}
    for slot in slots:
        if slot.name not in IGNORED:
            by_name.setdefault(slot.name, []).append(slot)
    return [Condition(name, _holds(name, some, labels)) for name, some in by_name.items()]


def values(product: Product) -> dict[str, set[str]]:
    """What a product says of itself: name -> values in lower case."""
    out: dict[str, set[str]] = {
        "category": {product.category.lower()},
        "section": {product.section.lower()},
        "name": {" ".join(name.lower().split()) for name in product.name.values()},
    }
    for name, value in product.attributes.items():
        place = out.setdefault(ALIASES.get(name.lower(), name.lower()), set())
        if isinstance(value, bool):
            place.add("true" if value else "false")
        else:
            place.update(
                str(each).lower() for each in (value if isinstance(value, list) else [value])
            )
    out.setdefault("color", set()).update(v.color.lower() for v in product.variants if v.color)
    return out


def _traits(has: dict[str, set[str]]) -> set[tuple[str, str]]:
    """Names and values that can be shared by things of different kinds."""
    own = {"name", "category", "section"}
    return {(name, value) for name, some in has.items() if name not in own for value in some}


def _holds(name: str, slots: list[Slot], labels: Labels) -> Callable[[Product], bool]:
    one = _TESTS.get(name) or (_gender if name == "gender" else partial(_test_value, name))(labels)
    wanted = [one(slot.value) for slot in slots if slot.wanted]
    refused = [one(slot.value) for slot in slots if not slot.wanted]

    def holds(product: Product) -> bool:
        if any(test(product) for test in refused):
            return False
        return not wanted or any(test(product) for test in wanted)

    if name in {"price_min", "price_max", "rating_min"}:  # several bounds of one side all bind
        return lambda product: all(test(product) for test in wanted)
    return holds


def _test_value(name: str, labels: Labels) -> Callable[[str], Callable[[Product], bool]]:
    """Equality with a value somebody sells; a value nobody has is looked for in the texts."""
    sold = labels.sold.get(name, set())

    def of_value(value: str) -> Callable[[Product], bool]:
        low = " ".join(value.lower().split())
        if low in sold:
            return lambda product: low in labels.values[product.id].get(name, ())
        return lambda product: words(low) in labels.texts[product.id]

    return of_value


def said(product: Product) -> str:
    """All that stands on a product's label, in lower case."""
    texts = [*product.name.values(), *product.description.values(), product.category]
    names = [name for variant in product.variants for name in variant.name.values()]
    return " ".join(" ".join([*texts, *attribute_words(product), *names]).lower().split())


def _number(value: str) -> float | None:
    return float(value) if value.isascii() and value.replace(".", "", 1).isdigit() else None


def _price_max(value: str) -> Callable[[Product], bool]:
    top = _number(value)
    return lambda p: top is None or (p.price is not None and p.price.minor <= top)


def _price_min(value: str) -> Callable[[Product], bool]:
    low = _number(value)
    return lambda p: low is None or (p.price is not None and p.price.minor >= low)


def _rating_min(value: str) -> Callable[[Product], bool]:
    low = _number(value)
    return lambda p: low is None or (p.rating is not None and p.rating.mean >= low)


def _size(value: str) -> Callable[[Product], bool]:
    low = value.lower()

    def holds(product: Product) -> bool:
        return any(size.lower() == low and product.in_stock(size) for size in product.sizes)

    return holds


def _in_stock(value: str) -> Callable[[Product], bool]:
    return lambda p: p.in_stock() == (value != "false")


def _gender(labels: Labels) -> Callable[[str], Callable[[Product], bool]]:
    """What is for everybody is for men and for women, too."""
    of_value = _test_value("gender", labels)

    def test(value: str) -> Callable[[Product], bool]:
        own, anybody = of_value(value), of_value(UNISEX)
        shared = value in {"men", "women"} and UNISEX in labels.sold.get("gender", ())
        return (lambda product: own(product) or anybody(product)) if shared else own

    return test


_TESTS: dict[str, Callable[[str], Callable[[Product], bool]]] = {
    "price_max": _price_max,
    "price_min": _price_min,
    "rating_min": _rating_min,
    "size": _size,
    "in_stock": _in_stock,
}
