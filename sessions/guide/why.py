"""Why a product stands on the shelf: the reason that the ranking gave, as a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assets_pipeline.catalogue import Product
from sessions.guide.speech import Speech
from sessions.messages.common import Slot


def why(
    product: Product, slots: Sequence[Slot], sold: Mapping[str, Product], speech: Speech
) -> str:
    """From the slots `kind`, `gesture`, `of` and `value` of a `Reason`; without one that is said."""
    said = {slot.name: slot.value for slot in slots}
    kind, name = said.get("kind", ""), speech.name(product)
    fields = {"name": name, "of": _of(said.get("of", ""), product, sold, speech)}
    if kind == "because":
        gesture = said.get("gesture", "")
        key = f"because_{gesture}"
        deed = speech.reasons.get(key, speech.reasons["because_select"]).format_map(fields)
        return speech.reasons["because"].format(name=name, deed=deed)
    values = [speech.word(slot.value) for slot in slots if slot.name == "value"]
    key = "asked_words" if kind == "asked" and not values else kind
    known = key if key in speech.reasons else "none"
    return speech.reasons[known].format(**fields, values=speech.listed(values))


def _of(id_: str, product: Product, sold: Mapping[str, Product], speech: Speech) -> str:
    """The product that the reason goes back to."""
    other = sold.get(id_)
    if other is None or other.id == product.id:
        return speech.reasons["itself"]
    return speech.name(other)
