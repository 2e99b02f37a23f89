"""A product in words, for encoders and for the word index."""

from __future__ import annotations

from collections.abc import Iterator

from assets_pipeline.catalogue import LANGUAGES, Product, Texts


def product_text(product: Product) -> str:
    """Names, kind, attributes, colours and description, in both languages, most telling first."""
    return " . ".join(dict.fromkeys(filter(None, _parts(product))))


def detail_texts(product: Product) -> list[str]:
    """What is told of it beyond its name and attributes, by language; its name where nothing is."""
    told = list(filter(None, _both(product.description)))
    return told or [next(_both(product.name), "")]


def _parts(product: Product) -> Iterator[str]:
    yield from _both(product.name)
    yield words(product.category)
    yield from attribute_words(product)
    for variant in product.variants:
        yield words(variant.color)
        yield from _both(variant.name)
    yield words(product.section)
    yield from _both(product.description)


def attribute_words(product: Product) -> Iterator[str]:
    """Every text among the attributes; a flag that is set gives its name."""
    for name, value in sorted(product.attributes.items()):
        if isinstance(value, bool):
            yield words(name) if value else ""
        elif isinstance(value, list):
            yield from map(words, value)
        elif isinstance(value, str):
            yield words(value)


def words(token: str) -> str:
    """A canonical token as words: `running-shoes` is "running shoes"."""
    return token.replace("-", " ").replace("_", " ")


def _both(texts: Texts) -> Iterator[str]:
    """The house's languages first, then what else there is."""
    for lang in (*LANGUAGES, *sorted(set(texts) - set(LANGUAGES))):
        yield texts.get(lang, "")
