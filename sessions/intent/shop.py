"""What the parser knows of one shop, gathered once."""

from __future__ import annotations

from assets_pipeline.catalogue import Catalogue
from sessions.intent.acts import DESCRIBES, FILTERS
from sessions.intent.gazetteer import Gazetteer, Span, facts_of
from sessions.intent.respell import Speller
from sessions.intent.text import Unit, units

WHOLE_CURRENCIES = frozenset({"JPY", "KRW", "VND", "CLP", "ISK"})
"""Currencies whose minor unit is the whole one (ISO 4217)."""


class Shop:
    """Words, products, sizes and money of one catalogue.

    Attributes:
        facts: what is true of each product, by id.
        filters: slots that limit a search here.
        describes: slots that tell one product in view from another.
        sections: where each category hangs.
        minor: minor units in one unit of money.
        respell: spells words that are nearly the shop's as the shop does.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.facts = {product.id: facts_of(product) for product in catalogue.products}
        self.gazetteer = Gazetteer(catalogue)
        self.respell = Speller(self.gazetteer.words())
        self.filters = frozenset(FILTERS) | self.gazetteer.extra
        self.describes = frozenset(DESCRIBES) | self.gazetteer.extra
        self.sections = {product.category: product.section for product in catalogue.products}
        self.sizes = frozenset(size for product in catalogue.products for size in product.sizes)
        currencies = {product.price.currency for product in catalogue.products if product.price}
        self.minor = 1 if currencies and currencies <= WHOLE_CURRENCIES else 100

    def spans(self, text: str) -> tuple[list[Unit], list[Span]]:
        """Units of a normalised text, and the shop's words among them."""
        said = units(text)
        return said, self.gazetteer.find(said)
