"""What the catalogue says of a product, as sentences; what it does not say is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assets_pipeline.catalogue import AttributeValue, Product, Variant
from sessions.guide.speech import Speech

MAX_REVIEWS = 2
MAX_TEXT = 300

_NAMES = {"materials": "material", "fabric": "material", "colour": "color", "made_in": "origin"}
"""Names users give attributes in their own data, and the shop's name for them."""


def answer(product: Product, attribute: str, speech: Speech) -> str:
    """One sentence on one attribute."""
    said = _SAYS[attribute](product, speech) if attribute in _SAYS else None
    if said is None and attribute not in _SAYS:
        said = _plain(product, attribute, speech)
    name = speech.name(product)
    return said or speech.texts["unknown_fact"].format(
        name=name, attribute=speech.attribute(attribute)
    )


def summary(product: Product, speech: Speech) -> str:
    """The facts a shopper looks at first, as one list."""
    rated = rating(product, speech)
    parts = {
        "price": speech.money(product.price) if product.price else "",
        "made_of": speech.listed(said(product, "material", speech)),
        "in_colors": speech.listed(colors(product, speech)),
        "in_sizes": speech.listed(product.sizes),
        "rated": rated,
    }
    texts = [
        value if key == "price" else speech.phrases[key].format(value=value)
        for key, value in parts.items()
        if value
    ]
    return speech.phrases["comma"].join(texts)


def attribute_value(product: Product, attribute: str) -> AttributeValue | None:
    """An attribute by the shop's name for it."""
    for name, value in product.attributes.items():
        if shop_name(name) == attribute:
            return value
    return None


def shop_name(name: str) -> str:
    """The shop's name for an attribute of a user's own data."""
    return _NAMES.get(name.lower(), name.lower())


def said(product: Product, attribute: str, speech: Speech) -> list[str]:
    """The values of an attribute in words."""
    value = attribute_value(product, attribute)
    values = value if isinstance(value, list) else [] if value is None else [value]
    return [speech.word(plain(each)) for each in values]


def plain(value: AttributeValue) -> str:
    """One value as text; a list has several."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


def colors(product: Product, speech: Speech) -> list[str]:
    """The colours it comes in."""
    own = [color_of(variant, speech) for variant in product.variants]
    return list(dict.fromkeys(own or said(product, "color", speech)))


def color_of(variant: Variant, speech: Speech) -> str:
    """A variant's own name in this language, else its colour, else its name in any."""
    known = speech.word(variant.color) if variant.color else speech.text_of(variant.name)
    return variant.name.get(speech.lang) or known


def sizes_left(product: Product) -> list[str]:
    """Sizes of which there is a piece."""
    return [size for size in product.sizes if product.in_stock(size)]


def rating(product: Product, speech: Speech) -> str:
    """The mean and how many gave it, or nothing."""
    if product.rating is None:
        return ""
    mean, count = f"{product.rating.mean:.1f}", product.rating.count
    return speech.phrases["rating"].format(mean=mean, count=count)


def _fill(key: str, product: Product, speech: Speech, value: str) -> str | None:
    if not value:
        return None
    return speech.facts[key].format(name=speech.name(product), value=value)


def _price(product: Product, speech: Speech) -> str | None:
    return _fill("price", product, speech, speech.money(product.price) if product.price else "")


def _stock(product: Product, speech: Speech) -> str | None:
    if not product.stock:
        return None
    if not product.in_stock():
        return speech.facts["stock_none"].format(name=speech.name(product))
    by_size = {size: n for size, n in product.stock.items() if size and n > 0}
    if not by_size:
        return _fill("stock", product, speech, str(product.stock.get("", 0)))
    left = [speech.phrases["left"].format(size=size, count=n) for size, n in by_size.items()]
    return _fill("stock_by_size", product, speech, speech.listed(left))


def _sizes(product: Product, speech: Speech) -> str | None:
    return _fill("sizes", product, speech, speech.listed(product.sizes))


def _colors(product: Product, speech: Speech) -> str | None:
    return _fill("colors", product, speech, speech.listed(colors(product, speech)))


def _of_attribute(key: str) -> Callable[[Product, Speech], str | None]:
    def says(product: Product, speech: Speech) -> str | None:
        return _fill(key, product, speech, speech.listed(said(product, key, speech)))

    return says


def _care(product: Product, speech: Speech) -> str | None:
    text = speech.text_of(product.care) or speech.listed(said(product, "care", speech))
    return _fill("care", product, speech, text[:MAX_TEXT])


def _rating(product: Product, speech: Speech) -> str | None:
    return _fill("rating", product, speech, rating(product, speech))


def _reviews(product: Product, speech: Speech) -> str | None:
    return _fill("reviews", product, speech, " ".join(_quotes(product, speech)))


def _quotes(product: Product, speech: Speech) -> Iterator[str]:
    """Reviews in the shopper's language first."""
    ordered = sorted(product.reviews, key=lambda review: review.lang != speech.lang)
    for review in ordered[:MAX_REVIEWS]:
        yield speech.phrases["review"].format(text=review.text[:MAX_TEXT], stars=review.stars)


def measures(product: Product) -> str:
    """Width × height × depth in centimetres, empty when not known."""
    low, high = product.bounds_m
    extent = [top - bottom for bottom, top in zip(low, high, strict=True)]
    if not any(side > 0 for side in extent):
        return ""
    return " × ".join(f"{100 * side:.0f}" for side in extent) + " cm"


def _dimensions(product: Product, speech: Speech) -> str | None:
    return _fill("dimensions", product, speech, measures(product))


def _plain(product: Product, attribute: str, speech: Speech) -> str | None:
    """An attribute that only this catalogue has."""
    own = {"category": product.category, "section": product.section}.get(attribute)
    values = speech.word(own) if own else speech.listed(said(product, attribute, speech))
    if not values:
        return None
    return speech.texts["fact"].format(
        name=speech.name(product), attribute=speech.attribute(attribute), value=values
    )


_SAYS: dict[str, Callable[[Product, Speech], str | None]] = {
    "price": _price,
    "stock": _stock,
    "in_stock": _stock,
    "sizes": _sizes,
    "size": _sizes,
    "colors": _colors,
    "color": _colors,
    "material": _of_attribute("material"),
    "care": _care,
    "brand": _of_attribute("brand"),
    "rating": _rating,
    "reviews": _reviews,
    "origin": _of_attribute("origin"),
    "dimensions": _dimensions,
    "weight": _of_attribute("weight"),
    "pattern": _of_attribute("pattern"),
}
