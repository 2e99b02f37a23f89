"""What customers think of a product, counted, as sentences."""

from __future__ import annotations

from typing import Final

from assets_pipeline.catalogue import Product
from sessions.guide.speech import Speech
from sessions.sentiment.told import Told

FEWEST: Final = 3
"""Fewer reviews are quoted, not counted."""
TIMES: Final = 2
"""What one person alone said of an aspect is not what people say."""
MOST: Final = 2
"""Aspects that are named, of praise and of blame."""


def tell(product: Product, told: Told | None, speech: Speech) -> str:
    """How many like it, and what of it they praise or blame; empty where few wrote."""
    if told is None or told.reviews < FEWEST:
        return ""
    name = speech.name(product)
    key = "opinions" if told.bad else "opinions_good"
    said = [speech.facts[key].format(name=name, count=told.reviews, good=told.good, bad=told.bad)]
    for key, aspects in (("praised", told.praised), ("blamed", told.blamed)):
        often = [aspect for aspect, times in aspects[:MOST] if times >= TIMES]
        named = speech.listed([speech.attribute(aspect) for aspect in often])
        if named:
            said.append(speech.facts[key].format(value=named))
    return " ".join(said)
