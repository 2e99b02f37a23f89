"""What a garment's cloth looks like: fabric as a fine relief, pattern as a picture, both repeating."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from assets_pipeline.demo import textures
from assets_pipeline.demo.colors import darker
from assets_pipeline.demo.model import linear
from assets_pipeline.demo.textures import Texture
from assets_pipeline.document import Document
from assets_pipeline.garments.spec import Fabric, Pattern, Spec


class Weave(NamedTuple):
    """How a fabric reflects: roughness, relief and its depth, metres that it repeats in, rim light."""

    roughness: float
    relief: Callable[[], Texture]
    depth: float
    tile_m: float
    sheen: float


WEAVES: Final[dict[Fabric, Weave]] = {
    "cotton": Weave(0.85, textures.weave, 0.5, 0.03, 0.0),
    "jersey": Weave(0.9, textures.jersey, 0.7, 0.04, 0.45),
    "denim": Weave(0.9, textures.twill, 0.8, 0.08, 0.0),
    "knit": Weave(0.95, textures.knit, 1.0, 0.075, 0.6),
    "wool": Weave(0.95, textures.boucle, 0.5, 0.06, 0.5),
    "silk": Weave(0.38, textures.weave, 0.15, 0.03, 0.9),
    "linen": Weave(0.9, textures.weave, 0.9, 0.045, 0.0),
    "leather": Weave(0.5, textures.leather, 0.6, 0.12, 0.0),
    "fleece": Weave(0.98, textures.suede, 0.7, 0.05, 0.6),
}


def _stripes(spec: Spec) -> Texture:
    return textures.stripes((spec.color, spec.second), (0.5, 0.5))


def _dots(spec: Spec) -> Texture:
    return textures.dots(spec.color, spec.second)


def _plaid(spec: Spec) -> Texture:
    deep = darker(spec.color, 0.55)
    bands = (
        (spec.second, 0.25, 0.2),
        (deep, 0.62, 0.06),
        (spec.second, 0.78, 0.06),
        (deep, 0.92, 0.02),
    )
    return textures.plaid(spec.color, bands)


PATTERNS: Final[dict[Pattern, Callable[[Spec], Texture]]] = {
    "stripes": _stripes,
    "dots": _dots,
    "plaid": _plaid,
}
"""Patterns of two colours; the others are one colour with a relief."""


class Dye:
    """Adds a garment's material to a document, for UVs that are metres over `side`."""

    def __init__(self, document: Document, side: float) -> None:
        self._document = document
        self._side = side

    def material(self, spec: Spec) -> int:
        """Index of the material."""
        weave = WEAVES[
            "denim"
            if spec.pattern == "denim"
            else "knit"
            if spec.pattern == "knit"
            else spec.fabric
        ]
        print_ = PATTERNS.get(spec.pattern)
        surface: dict[str, Any] = {
            "baseColorFactor": [1, 1, 1, 1] if print_ else [*linear(spec.color), 1],
            "metallicFactor": 0,
            "roughnessFactor": weave.roughness,
        }
        if print_:
            surface["baseColorTexture"] = self._texture(print_(spec), spec.pattern_m)
        elif spec.pattern == "denim":
            surface["baseColorFactor"] = [*linear(darker(spec.color, 1.25)), 1]
            surface["baseColorTexture"] = self._texture(textures.denim(), 0.1)
        relief = self._texture(weave.relief(), weave.tile_m) | {"scale": weave.depth}
        material: dict[str, Any] = {
            "name": spec.kind,
            "pbrMetallicRoughness": surface,
            "normalTexture": relief,
            "doubleSided": True,
        }
        if weave.sheen:
            self._document.use_extension("KHR_materials_sheen")
            color = linear(darker(spec.color, weave.sheen))
            sheen = {"sheenColorFactor": color, "sheenRoughnessFactor": 0.5}
            material["extensions"] = {"KHR_materials_sheen": sheen}
        return self._document.add("materials", material)

    def _texture(self, texture: Texture, tile_m: float) -> dict[str, Any]:
        document = self._document
        document.use_extension("KHR_texture_transform")
        if "samplers" not in document.json:
            document.add("samplers", {"magFilter": 9729, "minFilter": 9987})
        image = document.add_image(texture.data, texture.mime)
        index = document.add("textures", {"sampler": 0, "source": image})
        scale = round(self._side / tile_m, 4)
        return {"index": index, "extensions": {"KHR_texture_transform": {"scale": [scale, scale]}}}
