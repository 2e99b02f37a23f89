"""Normals bent by a normal map, in the frame of the triangle's texture coordinates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.pictures.gather import Surface
from assets_pipeline.pictures.layers import Layer, unit
from assets_pipeline.pictures.materials import Slot

Floats = NDArray[np.float64]


def bent(
    layer: Layer, surface: Surface, spots: NDArray[np.int64], values: Floats, slot: Slot
) -> Floats:
    """Unit normals (m, 3).

    Args:
        layer: whose spots they are.
        surface: whose triangles.
        spots: rows of the layer, (m,).
        values: (m, 4), the map's values 0..1.
        slot: the map's texture coordinates and strength.
    """
    normals = layer.normals[spots]
    of = layer.triangles[spots]
    along, across = (rows[of] for rows in _frame(surface, slot))
    along = unit(along - _dot(along, normals) * normals)
    upright = np.cross(normals, along)
    upright = np.where(_dot(upright, across) < 0, -upright, upright)
    x, y = (values[:, :2] * 2 - 1).T * slot.scale
    z = np.maximum(values[:, 2] * 2 - 1, 0.01)
    return unit(x[:, None] * along + y[:, None] * upright + z[:, None] * normals)


def _frame(surface: Surface, slot: Slot) -> tuple[Floats, Floats]:
    """Of each triangle, the ways (t, 3) in which the map's x and y grow; y grows against v."""
    corners = surface.triangles
    a, b, c = (surface.positions[corners[:, n]] for n in range(3))
    uvs = surface.uvs[:, 2 * slot.uv : 2 * slot.uv + 2]
    ua, ub, uc = (uvs[corners[:, n]] for n in range(3))
    (du1, dv1), (du2, dv2) = _turned(ub - ua, slot), _turned(uc - ua, slot)
    flip = np.where(du1 * dv2 - dv1 * du2 < 0, -1.0, 1.0)[:, None]
    along = flip * (dv2[:, None] * (b - a) - dv1[:, None] * (c - a))
    across = flip * (du1[:, None] * (c - a) - du2[:, None] * (b - a))
    return along, -across


def _turned(steps: Floats, slot: Slot) -> tuple[Floats, Floats]:
    """Steps in texture space after the slot's transform."""
    a, b, _, d, e, _ = slot.matrix
    u, v = steps.T
    return a * u + b * v, d * u + e * v


def _dot(one: Floats, two: Floats) -> Floats:
    found: Floats = one[:, 0] * two[:, 0] + one[:, 1] * two[:, 1] + one[:, 2] * two[:, 2]
    return found[:, None]
