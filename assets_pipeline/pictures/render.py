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

BACKDROP = (0.871, 0.847, 0.807)
"""Linear light of the paper, sRGB #f0ede7."""


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
        self.stands = stands
        # Not of a method of its own: a cycle would keep its arrays until the next collection.
        self._texture = functools.cache(functools.partial(_decoded, document))

    def view(self, view: str, variants: list[int | None], side_px: int) -> list[Pixels]:
        """The same view of several variants, each (side, side, 3) in sRGB."""
        eye = camera.look(view, self.surface.positions, side_px)
        heading = camera.heading(eye)
        lamps = shadows.turned(self.lamps, heading)
        seen = layers.see(self.surface, self.kinds, lamps, eye, side_px)
        paper = np.zeros((side_px * side_px, 3)) + BACKDROP
        if self.stands:
            lit = floor.lit(self.surface.positions, lamps)
            paper *= floor.behind(lit, eye, side_px).reshape(-1, 1)
        shots = (self._shot(seen, paper, heading, variant) for variant in variants)
        return [shot.reshape(side_px, side_px, 3) for shot in shots]

    def _shot(
        self,
        seen: list[layers.Layer],
        paper: Floats,
        heading: tuple[float, float],
        variant: int | None,
    ) -> Pixels:
        """One variant, (pixels, 3): its layers over the paper, from far to near."""
        found = materials.looks(self.document.json, self.surface.primitives, variant)
        picture = paper
        for layer in (seen[0], *reversed(seen[1:])):
            made = looks.at(layer, self.surface, found, self._texture)
            out, through = shade.shade(
                layer.views, made.normals, layer.light,
                made.paint, made.which, made.looks, studio.levels(), heading,
            )  # fmt: skip
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


def _decoded(document: Document, image: int) -> texels.Texels | None:
    try:
        return texels.decode(document.image_bytes(image))
    except (AssetRejected, OSError, SyntaxError, ValueError):
        return None


def _lets_light(look: materials.Look) -> bool:
    return look.transmission > 0 or look.mode == materials.BLEND
