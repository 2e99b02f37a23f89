"""The parametric garment that a catalogue's product is tried on as.

A shop's mesh says how long and wide a garment is, its attributes what it is made of; from both
follows the cut that is draped. What the catalogue does not say is as usual for the kind.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from assets_pipeline.catalogue import Product, Variant
from assets_pipeline.errors import SpecRefused
from assets_pipeline.garments.spec import FABRICS, LEGS, WARDROBE, Fabric, Kind, Pattern, Spec

KINDS: Final[dict[str, Kind]] = {
    "t-shirt": "t_shirt",
    "tank-top": "tank_top",
    "shirt": "shirt",
    "blouse": "shirt",
    "polo": "polo",
    "sweater": "sweater",
    "cardigan": "sweater",
    "hoodie": "hoodie",
    "sweatshirt": "hoodie",
    "jacket": "jacket",
    "blazer": "jacket",
    "bomber": "jacket",
    "down-jacket": "jacket",
    "coat": "coat",
    "trench-coat": "coat",
    "vest": "vest",
    "dress": "dress",
    "skirt": "skirt",
    "trousers": "trousers",
    "jeans": "jeans",
    "shorts": "shorts",
    "leggings": "leggings",
}
"""Kinds of garment by the catalogue's category."""

_FABRICS: Final[dict[str, Fabric]] = {
    "denim": "denim",
    "silk": "silk",
    "satin": "silk",
    "linen": "linen",
    "leather": "leather",
    "fleece": "fleece",
    "cashmere": "wool",
    "wool": "wool",
    "cotton": "cotton",
}
_PATTERNS: Final[dict[str, tuple[Pattern, float]]] = {
    "striped": ("stripes", 0.04),
    "plaid": ("plaid", 0.11),
    "dotted": ("dots", 0.045),
}
_SLEEVES: Final = {"none": 0.0, "short": 0.27, "half": 0.5, "long": 1.0}
_TOP: Final = 0.845
"""Height of a garment's shoulders, share of stature."""
STATURE_M: Final = 1.75
"""Of the figures that products are modelled on."""


def spec_of(product: Product, variant: Variant | None) -> Spec | None:
    """The garment, or None for what is not draped.

    Args:
        product: of the catalogue.
        variant: whose colour it has.
    """
    kind = KINDS.get(product.category)
    if kind is None or product.wear not in ("torso", "legs", "full"):
        return None
    usual = WARDROBE[kind]
    given = _cut(product, usual) | _cloth(product, usual) | _looks(product, variant)
    try:
        return msgspec.structs.replace(usual, **given)
    except SpecRefused:  # a mesh that is not to scale says nothing of the length
        return msgspec.structs.replace(usual, **{**given, "hem": usual.hem})


def _cut(product: Product, usual: Spec) -> dict[str, Any]:
    low, high = product.bounds_m
    tall = (high[1] - low[1]) / STATURE_M
    top = usual.waist if usual.kind in LEGS or usual.kind == "skirt" else _TOP
    given: dict[str, Any] = {}
    if 0.08 < tall < 0.85:
        given["hem"] = round(min(max(top - tall, 0.05), 0.56), 3)
    sleeve = product.attributes.get("sleeve")
    if isinstance(sleeve, str) and sleeve in _SLEEVES and usual.kind not in (*LEGS, "skirt"):
        given["sleeve"] = _SLEEVES[sleeve]
    if product.category in ("cardigan", "blazer", "trench-coat"):
        given |= {"neckline": "v", "opening": "buttons"}
    return given


def _cloth(product: Product, usual: Spec) -> dict[str, Any]:
    made = product.attributes.get("material")
    names = made if isinstance(made, list) else [made]
    fabric = next((_FABRICS[name] for name in names if name in _FABRICS), usual.fabric)
    if usual.kind in ("t_shirt", "tank_top", "polo", "leggings", "hoodie", "sweater"):
        fabric = usual.fabric  # knitted, whatever the fibre
    thickness, stretch, bend = FABRICS[fabric]
    features = product.attributes.get("feature")
    if isinstance(features, list) and "stretch" in features:
        stretch = max(stretch, 0.15)
    return {"fabric": fabric, "thickness": thickness, "stretch": stretch, "bend": bend}


def _looks(product: Product, variant: Variant | None) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if variant and variant.rgb:
        given["color"] = variant.rgb.lower()
    pattern = product.attributes.get("pattern")
    if isinstance(pattern, str) and pattern in _PATTERNS:
        given["pattern"], given["pattern_m"] = _PATTERNS[pattern]
        light = given.get("color", "#000000") > "#a"
        given["second"] = "#1f2c4d" if light else "#f2f0ea"
    return given
