"""A product's pictures: each view is seen once and shaded once per variant."""

from __future__ import annotations

import functools
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.pictures import (
    camera,
    floor,
    gather,
    layers,
    looks,
    materials,
    shade,
    shadows,
    studio,
    texels,
    tone,
)

Floats = NDArray[np.float64]
Pixels = NDArray[np.uint8]

EXPOSURE = 0.62
BACKDROP = (0.914, 0.896, 0.866)
"""Linear: #f4efe7... the page's own paper."""


class Shot(NamedTuple):
    """One picture to take: `variant` is an index of KHR_materials_variants or None."""

    view: str
    variant: int | None


class Product:
    """One document before the camera."""

    def __init__(self, document: Document, *, stands: bool = True) -> None:
        """Gather what is seen and where the light falls.

        Args:
            document: +Y up, in metres.
            stands: on a floor, which catches its shadow; else it hangs in the air.

        Raises:
            AssetRejected: `no_geometry`, `picture_too_large`.
        """
        self.document = document
        self.stands = stands
        self.surface = gather.gather(document)
        self.kinds = self._kinds()
        casting = np.flatnonzero(self.kinds.casts)
        self.lamps = shadows.lamps(self.surface.positions, self.surface.triangles, casting)
        self._texture = functools.cache(self._decode)

    def view(self, view: str, variants: list[int | None], side_px: int) -> list[Pixels]:
        """The same view of several variants, each (side, side, 3) in sRGB."""
        eye = camera.look(view, self.surface.positions, side_px)
        seen = layers.see(self.surface, self.kinds, self.lamps, eye, side_px)
        ground = floor.backdrop(self.surface.positions, self.lamps, eye, side_px)
        ground = ground if self.stands else np.ones_like(ground)
        paper = ground[..., None] * np.array(BACKDROP)
        return [self._shot(seen, paper, variant) for variant in variants]

    def _shot(self, seen: list[layers.Layer], paper: Floats, variant: int | None) -> Pixels:
        found = materials.looks(self.document.json, self.surface.primitives, variant)
        side = len(paper) * layers.OVERSAMPLING
        picture = np.repeat(np.repeat(paper, layers.OVERSAMPLING, 0), layers.OVERSAMPLING, 1)
        picture = picture.reshape(side * side, 3)
        for layer in (seen[0], *reversed(seen[1:])):
            rows, normals = looks.at(layer, self.surface, found, self._texture)
            out, through = shade.shade(layer.views, normals, layer.light, rows, studio.levels())
            behind = picture[layer.places]
            picture[layer.places] = tone.neutral(out * EXPOSURE) + through * behind
        step = layers.OVERSAMPLING
        blocks = picture.reshape(side // step, step, side // step, step, 3)
        return tone.srgb(
            sum(blocks[:, i, :, j] for i in range(step) for j in range(step)) / step**2
        )

    def _kinds(self) -> layers.Kinds:
        """What triangles are like in any of the variants."""
        json, surface = self.document.json, self.surface
        count = len(
            json.get("extensions", {}).get("KHR_materials_variants", {}).get("variants", [])
        )
        every = [materials.looks(json, surface.primitives, n) for n in (None, *range(count))]
        clear = np.array(
            [any(one.lets_through for one in part) for part in zip(*every, strict=True)]
        )
        double = np.array(
            [any(one.double_sided for one in part) for part in zip(*every, strict=True)]
        )
        light = np.array([_lets_light(part[0]) for part in zip(*every, strict=True)])
        return layers.Kinds(clear[surface.parts], double[surface.parts], ~light[surface.parts])

    def _decode(self, image: int) -> texels.Texels | None:
        try:
            return texels.decode(self.document.image_bytes(image))
        except (AssetRejected, OSError, SyntaxError, ValueError):
            return None


def _lets_light(look: materials.Look) -> bool:
    return look.transmission > 0 or look.mode == materials.BLEND
