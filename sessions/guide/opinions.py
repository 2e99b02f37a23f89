"""What customers think of a product, counted, as sentences."""

from __future__ import annotations

from typing import Final

from assets_pipeline.catalogue import Product
from sessions.guide.speech import Speech
from sessions.sentiment.told import Told

FEWEST: Final = 3
"""Fewer reviews are quoted, not counted."""
MOST: Final = 2
"""Aspects that are named, of praise and of blame."""


def tell(product: Product, told: Told | None, speech: Speech) -> str:
    """How many like it, and what of it they praise or blame; empty where few wrote."""
    if told is None or told.reviews < FEWEST:
        return ""
    name = speech.name(product)
    said = [
        speech.facts["opinions"].format(name=name, count=told.reviews, good=told.good, bad=told.bad)
    ]
    for key, aspects in (("praised", told.praised), ("blamed", told.blamed)):
        named = speech.listed([speech.attribute(aspect) for aspect, _ in aspects[:MOST]])
        if named:
            said.append(speech.facts[key].format(value=named))
    return " ".join(said)
