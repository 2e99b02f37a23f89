"""A product's pictures: each view is seen once and shaded once per variant."""

from __future__ import annotations

import functools

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

BACKDROP = (0.914, 0.896, 0.866)
"""Linear: #f4efe7... the page's own paper."""


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
        self.surface = gather.gather(document)
        self.kinds = self._kinds()
        casting = np.flatnonzero(self.kinds.casts)
        self.lamps = shadows.lamps(self.surface.positions, self.surface.triangles, casting)
        self.floor = floor.lit(self.surface.positions, self.lamps) if stands else None
        self._texture = functools.cache(self._decode)

    def view(self, view: str, variants: list[int | None], side_px: int) -> list[Pixels]:
        """The same view of several variants, each (side, side, 3) in sRGB."""
        eye = camera.look(view, self.surface.positions, side_px)
        seen = layers.see(self.surface, self.kinds, self.lamps, eye, side_px)
        paper = np.zeros((side_px * side_px, 3)) + BACKDROP
        if self.floor is not None:
            paper *= floor.behind(self.floor, eye, side_px).reshape(-1, 1)
        return [
            self._shot(seen, paper, variant).reshape(side_px, side_px, 3) for variant in variants
        ]

    def _shot(self, seen: list[layers.Layer], paper: Floats, variant: int | None) -> Pixels:
        """One variant, (pixels, 3): its layers over the paper, from far to near."""
        found = materials.looks(self.document.json, self.surface.primitives, variant)
        picture = paper
        for layer in (seen[0], *reversed(seen[1:])):
            normals, *paint = looks.at(layer, self.surface, found, self._texture)
            out, through = shade.shade(layer.views, normals, layer.light, *paint, studio.levels())
            before, after = picture[layer.places], picture.copy()
            change = (out + (through - 1) * before) * layer.shares[:, None]
            for k in range(3):
                after[:, k] += np.bincount(layer.places, change[:, k], len(picture))
            picture = after
        return tone.srgb(picture)

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
