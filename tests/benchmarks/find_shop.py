"""The shop of `find.py`: families of near-duplicates whose facts are known exactly.

Every kind in `find_shop.txt` has eight families; the other products of a family differ from its
first in one attribute each. A family is described in English, in Chinese, or in both.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any, Final, NamedTuple

from assets_pipeline.catalogue import Catalogue, Price, Product, Rating, Variant
from assets_pipeline.demo.colors import COLORS

WORDS: Final = Path(__file__).with_suffix(".txt")
LANGS: Final = {"e": ("en",), "z": ("zh-CN",), "b": ("en", "zh-CN")}
SEASONS: Final = {"summer": ["spring", "summer"], "winter": ["autumn", "winter"]}
FAMILIES: Final = 8
FAMILY: Final = 6

Facts = dict[str, set[str]]
Goods = dict[str, Any]
"""Attributes of one product, and what is behind its texts: design, trait, language."""


class Kind(NamedTuple):
    """A line of `[kinds]`; several values stand side by side."""

    category: str
    en: str
    zh: str
    section: str
    wear: str
    materials: str
    patterns: str
    axis: str
    cuts: str
    genders: str
    season: str
    features: str
    occasions: str
    price: str
    langs: str
    traits: str


class Words:
    """`find_shop.txt`."""

    def __init__(self) -> None:
        parts: dict[str, list[list[str]]] = {}
        for part in WORDS.read_text().split("\n[")[1:]:
            name, _, lines = part.partition("]\n")
            parts[name] = [line.split(" | ") for line in lines.splitlines() if line]
        self.materials = {key: (en, zh) for key, en, zh in parts["materials"]}
        self.values = dict(parts["values"])
        self.designs = parts["designs"]
        self.traits = {key: texts for key, *texts in parts["traits"]}
        self.kinds = [Kind(*("" if it == "-" else it for it in row)) for row in parts["kinds"]]


def build(seed: int = 7) -> tuple[Catalogue, dict[str, Facts]]:
    """What is sold, and what is true of it by id; the same for the same seed."""
    words, facts = Words(), dict[str, Facts]()
    products: list[Product] = []
    designs = cycle(words.designs)
    for kind in words.kinds:
        rng = random.Random(f"{seed} {kind.category}")
        colors = rng.sample(words.values["colors"].split(), FAMILIES)
        for number, color in enumerate(colors):
            first = _first(kind, number, words, rng) | {"color": [color], "design": next(designs)}
            for place, goods in enumerate(_family(kind, number, first, words, rng)):
                product = _product(f"{kind.category}-{number}{place}", kind, goods, words, rng)
                products.append(product)
                facts[product.id] = _facts(product, goods)
    random.Random(seed).shuffle(products)
    return Catalogue(products), facts


def _first(kind: Kind, number: int, words: Words, rng: random.Random) -> Goods:
    """The first product of a family."""
    low, high = map(int, kind.price.split("-"))
    pair = number // 2  # two families share trait, language and gender
    return {
        "material": [_turn(kind.materials, number)],
        "pattern": "solid" if number < 5 else _turn(kind.patterns, number),
        kind.axis: _turn(kind.cuts, pair + number),
        "brand": _turn(words.values[kind.section], number),
        "season": SEASONS.get(kind.season, list(SEASONS.values())[number % 2]),
        "style": [_turn(words.values[f"styles {kind.section}"], 3 * number)],
        "gender": _turn(kind.genders, pair),
        "occasion": [_turn(kind.occasions, number)],
        "feature": [_turn(f"{kind.features} -", number)],
        "price": round(low + (high - low) * (0.2 + 0.6 * rng.random()), -1) - 1,
        "trait": _turn(kind.traits, pair),
        "lang": kind.langs[pair],
        "wording": number % 2,
        "named": ("", "color", "material")[number % 3],
    }


def _turn(values: str, number: int) -> str:
    some = values.split()
    return some[number % len(some)] if some else ""


def _family(
    kind: Kind, number: int, first: Goods, words: Words, rng: random.Random
) -> Iterator[Goods]:
    """The first, and others that differ from it in one attribute."""
    palette = words.values["colors"].split()
    shades = [[it] for it in rng.sample(palette, len(palette)) if [it] != first["color"]]
    others = {
        "color": shades[:1],
        "material": [[it] for it in kind.materials.split()],
        "pattern": kind.patterns.split(),
        kind.axis: kind.cuts.split(),
        "brand": words.values[kind.section].split(),
        "season": list(SEASONS.values()) if kind.season == "all" else [],
        "price": [round(first["price"] * 0.6, -1) - 1],
    }
    left = {at: [it for it in some if it != first[at]] for at, some in others.items() if at}
    changes = [(at, some[number % len(some)]) for at, some in left.items() if some]
    start = number % len(changes)
    turned = [*changes[start:], *changes[:start], *(("color", it) for it in shades[1:])]
    yield first
    yield from ({**first, at: value} for at, value in turned[: FAMILY - 1])


def _product(name: str, kind: Kind, goods: Goods, words: Words, rng: random.Random) -> Product:
    swatch, texts = COLORS[goods["color"][0]], words.traits[goods["trait"]]
    en, zh = goods["design"]
    stuff = words.materials[goods["material"][0]] if goods["named"] == "material" else ("", "")
    called = {
        "en": f"{en} {stuff[0]} {kind.en}".replace("  ", " "),
        "zh-CN": zh + stuff[1] + kind.zh,
    }
    shade = {"en": swatch.en, "zh-CN": swatch.zh}
    if goods["named"] == "color":
        called = {"en": f"{en} {kind.en} in {swatch.en}", "zh-CN": f"{zh}{kind.zh} {swatch.zh}"}
    told = {"en": texts[goods["wording"]], "zh-CN": texts[2 + goods["wording"]]}
    langs = LANGS[goods["lang"]]
    names = ("color", "material", "pattern", kind.axis, "brand", "season", "style", "gender")
    sizes = words.values.get(f"sizes {kind.section} {goods['gender']}", "").split()
    return Product(
        id=name,
        name={lang: called[lang] for lang in langs},
        source=f"{name}.glb",
        category=kind.category,
        section=kind.section,
        wear=kind.wear,
        attributes={
            at: goods[at]
            for at in (*names, "occasion", "feature")
            if at and goods[at] not in ("", [""], ["-"]) and (at != "season" or kind.season)
        },
        price=Price(int(goods["price"]) * 100, "CNY"),
        variants=[Variant(swatch.token, {lang: shade[lang] for lang in langs}, swatch.token)],
        sizes=sizes,
        stock={size: rng.choice((0, 2, 5, 9)) for size in sizes or [""]},
        description={lang: told[lang] for lang in langs},
        rating=Rating(round(rng.uniform(3.0, 5.0), 1), rng.randrange(5, 400)),
    )


def _facts(product: Product, goods: Goods) -> Facts:
    """Exactly what a condition may ask."""
    assert product.price
    said = {
        at: set(it) if isinstance(it, list) else {str(it)} for at, it in product.attributes.items()
    }
    return said | {
        "category": {product.category},
        "section": {product.section},
        "trait": {goods["trait"]},
        "design": {goods["design"][0].lower()},
        "lang": set(product.name),
        "size": {size for size in product.sizes if product.in_stock(size)},
        "price": {str(product.price.minor)},
    }
