"""What a product is like, written from its attributes alone; the same words for the same product.

The product's id picks among ways to say it, so that a shelf of bags does not read like one bag. What an
attribute is called decides how it is said; the user's own attributes are named, not woven in.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from assets_pipeline.catalogue import Catalogue, Product
from sessions.guide import facts
from sessions.guide.chinese import chinese
from sessions.guide.english import english
from sessions.guide.speech import SPEECHES, Speech
from sessions.guide.told import Told
from sessions.messages.common import Lang

MAX_TEXT: Final = 800
MAX_VALUE: Final = 60
MAX_OTHERS: Final = 4

_WRITES: Final[dict[Lang, Callable[[Told], Iterator[str]]]] = {"en": english, "zh-CN": chinese}
_WOVEN: Final = frozenset(
    [
        "brand",
        "color",
        "material",
        "pattern",
        "style",
        "gender",
        "occasion",
        "season",
        "feature",
        "sleeve",
        "shape",
        "new",
    ]
)
"""Attributes that have a place in the sentences."""


def description(product: Product, lang: Lang) -> str:
    """Some sentences; empty where nothing is known but the kind of thing."""
    told = _told(product, SPEECHES[lang])
    if not told.known:
        return ""
    sentences = list(_WRITES[lang](told))
    text = ("" if lang == "zh-CN" else " ").join(sentences)
    while len(text) > MAX_TEXT and len(sentences) > 1:
        sentences.pop()
        text = ("" if lang == "zh-CN" else " ").join(sentences)
    return text[:MAX_TEXT]


def described(catalogue: Catalogue) -> Catalogue:
    """The catalogue with a description in each language for every product that can have one."""
    products = [_with_descriptions(product) for product in catalogue.products]
    return msgspec.structs.replace(catalogue, products=products)


def _with_descriptions(product: Product) -> Product:
    if any(product.description.values()):
        return product  # the shop's own words, in whatever language
    texts = {lang: description(product, lang) for lang in SPEECHES}
    written = {lang: text for lang, text in texts.items() if text}
    return msgspec.structs.replace(product, description=written) if written else product


def _told(product: Product, speech: Speech) -> Told:
    values = {name: _values(product, name) for name in _WOVEN}
    return Told(
        kind="" if product.category == "other" else product.category,
        wear=product.wear,
        values=values,
        colors=[_short(each) for each in facts.colors(product, speech)],
        sizes=[_short(each) for each in product.sizes],
        measures=facts.measures(product) if not product.wear else "",
        others=list(_others(product, speech))[:MAX_OTHERS],
        speech=speech,
        draw=zlib.crc32(product.id.encode()),
    )


def _values(product: Product, name: str) -> list[str]:
    """The values of an attribute as the catalogue has them."""
    value = facts.attribute_value(product, name)
    values = value if isinstance(value, list) else [] if value is None else [value]
    return list(dict.fromkeys(filter(None, (_short(facts.plain(each)) for each in values))))


def _others(product: Product, speech: Speech) -> Iterator[tuple[str, str]]:
    """The user's own attributes, by name."""
    for name in product.attributes:
        shop_name = facts.shop_name(name)
        if shop_name not in _WOVEN | {"care"}:
            value = speech.listed([_short(each) for each in facts.said(product, shop_name, speech)])
            if value:
                yield speech.attribute(shop_name).removeprefix("the "), value


def _short(text: str) -> str:
    return " ".join(text.split())[:MAX_VALUE].strip(" .。,，;；")
