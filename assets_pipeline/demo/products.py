"""`products.json`: the words, prices, sizes and stock of every product."""

from __future__ import annotations

from typing import Any

import numpy as np

from assets_pipeline.demo.colors import COLORS
from assets_pipeline.demo.designs import DESIGNS, Design
from assets_pipeline.demo.words.care import CARE, REVIEWS, TOGETHER
from assets_pipeline.demo.words.clothes import CLOTHES
from assets_pipeline.demo.words.goods import BAGS, FURNITURE, GLASSES, SHOES
from assets_pipeline.demo.words.record import Words

Json = dict[str, Any]

WORDS: dict[str, Words] = {**CLOTHES, **SHOES, **BAGS, **GLASSES, **FURNITURE}
LETTERS = ["XS", "S", "M", "L", "XL"]
SHOE_SIZES = {
    "women": [str(size) for size in range(35, 41)],
    "men": [str(size) for size in range(39, 46)],
    "unisex": [str(size) for size in range(36, 46)],
}
LISTED = {"material", "style", "season", "occasion", "feature"}
"""Attributes that may have several values."""
FRESH = 7
"""Every so many products one is new."""


def records() -> list[Json]:
    """All products, as `assets_pipeline build` reads them."""
    return [record(name, number) for number, name in enumerate(DESIGNS)]


def record(name: str, number: int) -> Json:
    """One product's partial `catalogue.Product`; its stock, rating and reviews are seeded by place."""
    design, words = DESIGNS[name], WORDS[name]
    rng = np.random.default_rng([2, number])
    facts = _facts(words)
    sizes = _sizes(design, str(facts.get("gender", "unisex")))
    return {
        "id": name,
        "source": f"{name}.glb",
        "name": {"zh-CN": words.zh, "en": words.en},
        "category": words.category,
        "section": design.section,
        "wear": design.wear,
        "attributes": {
            "color": list(dict.fromkeys(COLORS[color].token for color in design.colors)),
            **facts,
            "brand": words.brand,
            **({"new": True} if number % FRESH == 0 else {}),
        },
        "price": {"minor": words.yuan * 100, "currency": "CNY"},
        "variants": [_variant(color, index) for index, color in enumerate(design.colors)],
        "sizes": sizes,
        "stock": _stock(sizes, rng),
        "description": {"zh-CN": words.about_zh, "en": words.about_en},
        "care": _care(facts),
        **_opinions(design.section, rng),
        "together": _together(name),
    }


def _facts(words: Words) -> Json:
    pairs = (fact.split("=") for fact in words.facts.split())
    return {key: value.split(",") if key in LISTED else value for key, value in pairs}


def _sizes(design: Design, gender: str) -> list[str]:
    if design.section == "clothes":
        return LETTERS
    return SHOE_SIZES[gender] if design.section == "shoes" else []


def _variant(color: str, index: int) -> Json:
    found = COLORS[color]
    names = {"zh-CN": found.zh, "en": found.en}
    return {"id": color, "name": names, "color": found.token, "rgb": found.hex, "index": index}


def _stock(sizes: list[str], rng: np.random.Generator) -> dict[str, int]:
    """Pieces by size; about one size in seven is sold out."""
    counts = rng.integers(1, 25, len(sizes) or 1) * (rng.random(len(sizes) or 1) > 0.14)
    return dict(zip(sizes or [""], map(int, counts), strict=True))


def _care(facts: Json) -> dict[str, str]:
    chinese, english = CARE[next(name for name in facts["material"] if name in CARE)]
    return {"zh-CN": chinese, "en": english}


def _opinions(section: str, rng: np.random.Generator) -> Json:
    """Three or four reviews, in both languages by turns, and a rating that agrees with them."""
    pool = REVIEWS[section]
    chosen = rng.permutation(len(pool))[: int(rng.integers(3, 5))]
    reviews = [
        {
            "stars": pool[pick][0],
            "text": pool[pick][1 + turn % 2],
            "lang": ("zh-CN", "en")[turn % 2],
        }
        for turn, pick in enumerate(map(int, chosen))
    ]
    mean = sum(pool[pick][0] for pick in map(int, chosen)) / len(chosen) * 0.5 + 2.25
    rating = {"mean": round(mean, 1), "count": int(rng.integers(12, 480))}
    return {"reviews": reviews, "rating": rating}


def _together(name: str) -> list[str]:
    """The others of every outfit or room that it belongs to, in order, at most six."""
    others = [other for outfit in TOGETHER if name in outfit for other in outfit if other != name]
    return list(dict.fromkeys(others))[:6]
