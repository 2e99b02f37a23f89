"""Yes or no, with the fact it rests on: "is it cotton", 有M码吗."""

from __future__ import annotations

from assets_pipeline.catalogue import Price, Product
from sessions.guide import facts
from sessions.guide.speech import Speech
from sessions.messages.common import Slot

_NOT_CHECKED = frozenset(
    {"attribute", "ambiguous", "name", "quantity", "count", "variant", "rating"}
)


def check(product: Product, slots: tuple[Slot, ...], speech: Speech) -> str:
    """One sentence for each thing asked."""
    asked = [slot for slot in slots if slot.name not in _NOT_CHECKED]
    named = [slot.value for slot in slots if slot.name == "attribute"]
    if not asked:
        return " ".join(facts.answer(product, name, speech) for name in named[:2] or ["stock"])
    return " ".join(dict.fromkeys(_one(product, slot, speech) for slot in asked[:3]))


def _one(product: Product, slot: Slot, speech: Speech) -> str:
    if slot.name == "size":
        return _size(product, slot.value, speech)
    if slot.name in {"price_max", "price_min"}:
        return _price(product, slot, speech)
    if slot.name == "in_stock":
        return facts.answer(product, "stock", speech)
    has = {value.lower() for value in _values(product, slot.name)}
    if not has:
        return facts.answer(product, slot.name, speech)
    fact = facts.answer(product, slot.name, speech)
    return _verdict(fact, speech, true=(slot.value.lower() in has) == slot.wanted)


def _verdict(fact: str, speech: Speech, *, true: bool) -> str:
    return speech.texts["yes" if true else "no"].format(fact=fact)


def _values(product: Product, name: str) -> list[str]:
    if name == "category":
        return [product.category]
    if name == "section":
        return [product.section]
    own = facts.attribute_value(product, name)
    values = own if isinstance(own, list) else [] if own is None else [str(own)]
    if name == "color":
        return [*values, *(v.color for v in product.variants if v.color)]
    return values


def _size(product: Product, size: str, speech: Speech) -> str:
    found = next((each for each in product.sizes if each.lower() == size.lower()), None)
    if found is None:
        fact = facts.answer(product, "sizes", speech)
        stepped = size[:1] in {"+", "-"} or not product.sizes
        return fact if stepped else _verdict(fact, speech, true=False)
    left = product.in_stock(found)
    count = product.stock.get(found)
    key = ("of_size_some" if count is None else "of_size") if left else "of_size_none"
    fact = speech.facts[key].format(name=speech.name(product), size=found, count=count)
    return _verdict(fact, speech, true=left)


def _price(product: Product, slot: Slot, speech: Speech) -> str:
    price: Price | None = product.price
    if price is None or not slot.value.isdecimal():
        return facts.answer(product, "price", speech)
    limit = int(slot.value)
    true = price.minor <= limit if slot.name == "price_max" else price.minor >= limit
    return _verdict(facts.answer(product, "price", speech), speech, true=true)
