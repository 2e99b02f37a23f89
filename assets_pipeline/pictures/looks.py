"""A variant's look at each spot: factors times textures, and normals bent by their map."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.pictures import shade, tangents, texels
from assets_pipeline.pictures.gather import Surface
from assets_pipeline.pictures.layers import Layer
from assets_pipeline.pictures.materials import BLEND, MASK, OPAQUE, Look, Slot

Floats = NDArray[np.float64]
Spots = NDArray[np.int64]
Texture = Callable[[int], texels.Texels | None]

_COLORED = {"base", "emissive", "sheen"}
"""Textures in sRGB; the others hold plain numbers."""


def at(
    layer: Layer, surface: Surface, looks: list[Look], texture: Texture
) -> tuple[Floats, Floats]:
    """Rows (m, shade.WIDTH) and normals (m, 3) of a layer's spots.

    Args:
        layer: the spots.
        surface: whose triangles they lie on.
        looks: one per primitive.
        texture: levels of an image by its number, None where it cannot be decoded.
    """
    rows, normals = np.zeros((len(layer.places), shade.WIDTH)), layer.normals.copy()
    part = surface.parts[layer.triangles]
    for look in dict.fromkeys(looks):
        same = np.array([one == look for one in looks])
        spots = np.flatnonzero(same[part])
        if len(spots):
            seen = _seen(layer, spots, look, texture)
            rows[spots] = _rows(layer.colors[spots], look, seen)
            if "normal" in seen:
                slot = dict(look.textures)["normal"]
                normals[spots] = tangents.bent(layer, surface, spots, seen["normal"], slot)
    return rows, normals


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


def _rows(colors: Floats, look: Look, seen: dict[str, Floats]) -> Floats:
    rows = np.zeros((len(colors), shade.WIDTH))
    for name, columns in shade.COLUMNS.items():
        if name != "alpha":
            rows[:, columns] = np.array(getattr(look, name), np.float64).reshape(-1)[:3]
    base = np.array(look.base) * colors
    base = base * seen["base"] if "base" in seen else base
    rows[:, shade.COLUMNS["base"]] = np.clip(base[:, :3], 0, 1)
    rows[:, shade.COLUMNS["alpha"]] = _alpha(base[:, 3:], look)
    if "metal_rough" in seen:
        rows[:, shade.COLUMNS["metallic"]] *= seen["metal_rough"][:, 2:3]
        rows[:, shade.COLUMNS["rough"]] *= seen["metal_rough"][:, 1:2]
    for name in {"emissive", "sheen"} & set(seen):
        rows[:, shade.COLUMNS[name]] *= seen[name][:, :3]
    return rows


def _alpha(alpha: Floats, look: Look) -> Floats:
    """Opacity (m, 1) by the material's mode."""
    if look.mode == MASK:
        return np.where(alpha >= look.cutoff, 1.0, 0.0)
    if look.mode == BLEND:
        return np.clip(alpha, 0, 1)
    assert look.mode == OPAQUE
    return np.ones_like(alpha)
