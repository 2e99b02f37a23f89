"""What one view sees: the nearest solid spots, and before them those that let light through.

All of it is the same in every variant; only the look differs.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.pictures import camera, raster, shadows
from assets_pipeline.pictures.gather import Surface

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

OVERSAMPLING = 3
"""Samples along a pixel's side: edges are smooth, and surfaces are shaded once a pixel."""

_DEEP = 5
"""Layers of glass, lace or leaves before one another; more are rarely told apart."""


class Kinds(NamedTuple):
    """Of each triangle (t,): whether light goes through, whether its back is seen, its shadow."""

    clear: NDArray[np.bool_]
    double: NDArray[np.bool_]
    casts: NDArray[np.bool_]


class Layer(NamedTuple):
    """Spots seen in a picture.

    Attributes:
        places: (m,) pixel numbers, row by row.
        shares: (m,) of the pixel that each covers.
        triangles: (m,).
        positions: (m, 3).
        normals: (m, 3) towards the eye.
        uvs: (m, 4).
        colors: (m, 4).
        lods: (m, 2) binary logarithm of uv lengths per pixel, for both sets.
        views: (m, 3) unit vectors to the eye.
        light: (m, 2) from `shadows.light`.
    """

    places: Indices
    shares: Floats
    triangles: Indices
    positions: Floats
    normals: Floats
    uvs: Floats
    colors: Floats
    lods: Floats
    views: Floats
    light: Floats


def see(
    surface: Surface, kinds: Kinds, lamps: shadows.Lamps, eye: camera.Camera, side_px: int
) -> list[Layer]:
    """Layers of a view, the solid one first, then the others from near to far."""
    side = side_px * OVERSAMPLING
    points = camera.project(eye, surface.positions) * (OVERSAMPLING, OVERSAMPLING, 1)
    front = _areas(points[:, :2], surface.triangles) < 0  # rows count downwards
    drawn = front | kinds.double
    behind = np.full((side, side), np.inf)
    solid = np.flatnonzero(drawn & ~kinds.clear)
    floor, owner = raster.nearest(points, surface.triangles, solid, behind)
    owners = [(floor, owner)]
    clear = np.flatnonzero(drawn & kinds.clear)
    while len(clear) and len(owners) <= _DEEP:
        behind, owner = raster.nearest(points, surface.triangles, clear, behind)
        owner[behind <= floor] = -1
        if (owner < 0).all():
            break
        owners.append((behind, owner))
    found = partial(_layer, surface, points, front=front, lamps=lamps, eye=eye.eye)
    return [found(depth, owner) for depth, owner in owners]


def _layer(
    surface: Surface,
    points: Floats,
    depth: Floats,
    owner: raster.Owners,
    *,
    front: NDArray[np.bool_],
    lamps: shadows.Lamps,
    eye: Floats,
) -> Layer:
    sides = surface.parts * 2 + front
    places, triangles, weights, shares = raster.spots(
        points, surface.triangles, sides, depth, owner, OVERSAMPLING
    )
    corners = np.hstack([surface.positions, surface.normals, surface.uvs, surface.colors])
    rows = raster.mixed(corners, surface.triangles, triangles, weights)
    positions, normals = rows[:, :3], unit(rows[:, 3:6])
    normals = np.where(front[triangles][:, None], normals, -normals)
    light = shadows.arriving(lamps, positions, normals)
    views = unit(eye - positions)
    return Layer(
        places, shares, triangles.astype(np.int64), positions, normals,
        rows[:, 6:10], rows[:, 10:14], _lods(points, surface)[triangles], views, light,
    )  # fmt: skip


def unit(rows: Floats) -> Floats:
    """Rows (m, 3) at length 1."""
    squared = rows[:, 0] * rows[:, 0] + rows[:, 1] * rows[:, 1] + rows[:, 2] * rows[:, 2]
    found: Floats = rows / np.maximum(np.sqrt(squared), 1e-30)[:, None]
    return found


def _areas(points: Floats, triangles: Indices) -> Floats:
    """Twice the signed areas (t,) of flat triangles."""
    a, b, c = (points[triangles[:, corner]] for corner in range(3))
    found: Floats = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1])
    return found - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])


def _lods(points: Floats, surface: Surface) -> Floats:
    seen = np.maximum(np.abs(_areas(points[:, :2], surface.triangles)), 1e-9)
    seen = seen / OVERSAMPLING**2
    wide = [np.abs(_areas(surface.uvs[:, 2 * n : 2 * n + 2], surface.triangles)) for n in range(2)]
    found: Floats = 0.5 * np.log2(np.maximum(np.stack(wide, axis=1), 1e-12) / seen[:, None])
    return found
