"""A variant's look at each spot: factors times textures, and normals bent by their map."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.pictures import shade, tangents, texels
from assets_pipeline.pictures.gather import Surface
from assets_pipeline.pictures.layers import Layer
from assets_pipeline.pictures.materials import BLEND, MASK, OPAQUE, Look, Slot

Floats = NDArray[np.float64]
Spots = NDArray[np.int64]
Texture = Callable[[int], texels.Texels | None]

_WIDTH = shade.PAINT["sheen"].stop
_COLORED = {"base", "emissive", "sheen"}
"""Textures in sRGB; the others hold plain numbers."""


class Painted(NamedTuple):
    """What `shade.shade` takes of a layer in one variant: normals, paint, which, looks."""

    normals: Floats
    paint: Floats
    which: Spots
    looks: Floats


def at(layer: Layer, surface: Surface, looks: list[Look], texture: Texture) -> Painted:
    """The look of each of a layer's spots.

    Args:
        layer: the spots.
        surface: whose triangles they lie on.
        looks: one per primitive.
        texture: levels of an image by its number, None where it cannot be decoded.
    """
    each = list(dict.fromkeys(looks))
    which = np.array([each.index(look) for look in looks])[surface.parts[layer.triangles]]
    paint, normals = np.zeros((len(which), _WIDTH)), layer.normals.copy()
    for number, look in enumerate(each):
        spots = np.flatnonzero(which == number)
        seen = _seen(layer, spots, look, texture)
        paint[spots] = _paint(layer.colors[spots], look, seen)
        if "normal" in seen:
            slot = dict(look.textures)["normal"]
            normals[spots] = tangents.bent(layer, surface, spots, seen["normal"], slot)
    return Painted(normals, paint, which, np.stack([_whole(look) for look in each]))


def _whole(look: Look) -> Floats:
    return np.hstack([np.array(getattr(look, name), np.float64) for name in shade.WHOLE])


def _seen(layer: Layer, spots: Spots, look: Look, texture: Texture) -> dict[str, Floats]:
    """Texture values (m, 4) by name, of those that decode."""
    found = {}
    for name, slot in look.textures:
        levels = texture(slot.image)
        if levels is not None:
            table = texels.LINEAR if name in _COLORED else texels.PLAIN
            uvs, lods = _placed(layer, spots, slot)
            values = texels.sample(*levels, uvs, lods, slot.wraps, table)
            found[name] = values.astype(np.float64)
    return found


def _placed(layer: Layer, spots: Spots, slot: Slot) -> tuple[Floats, Floats]:
    """Texture coordinates (m, 2) after the slot's transform, and their levels (m,)."""
    a, b, c, d, e, f = slot.matrix
    u, v = layer.uvs[spots, 2 * slot.uv], layer.uvs[spots, 2 * slot.uv + 1]
    uvs = np.stack([a * u + b * v + c, d * u + e * v + f], axis=1)
    grown = 0.5 * math.log2(max(abs(a * e - b * d), 1e-12))
    return uvs, layer.lods[spots, slot.uv] + grown


def _paint(colors: Floats, look: Look, seen: dict[str, Floats]) -> Floats:
    columns, paint = shade.PAINT, np.zeros((len(colors), _WIDTH))
    for name in ("metallic", "rough", "emissive", "sheen"):
        paint[:, columns[name]] = getattr(look, name)
    base = np.array(look.base) * colors
    base = base * seen["base"] if "base" in seen else base
    paint[:, columns["base"]] = np.clip(base[:, :3], 0, 1)
    paint[:, columns["alpha"]] = _alpha(base[:, 3:], look)
    if "metal_rough" in seen:
        paint[:, columns["metallic"]] *= seen["metal_rough"][:, 2:3]
        paint[:, columns["rough"]] *= seen["metal_rough"][:, 1:2]
    for name in {"emissive", "sheen"} & set(seen):
        paint[:, columns[name]] *= seen[name][:, :3]
    return paint


def _alpha(alpha: Floats, look: Look) -> Floats:
    """Opacity (m, 1) by the material's mode."""
    if look.mode == MASK:
        return np.where(alpha >= look.cutoff, 1.0, 0.0)
    if look.mode == BLEND:
        return np.clip(alpha, 0, 1)
    assert look.mode == OPAQUE
    return np.ones_like(alpha)
