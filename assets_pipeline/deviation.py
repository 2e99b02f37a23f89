"""How far one surface lies from another, measured, not estimated."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from assets_pipeline.accessors import Array

POINTS = 8_000
"""At most so many points of the first surface are looked at, evenly strewn."""
SAMPLES = 40_000
"""Points on the second surface by which the triangles near a place are found."""

_NEAR = 6
_PLASTIC = (0.7548776662466927, 0.5698402909980532)
"""Steps of the R2 sequence (Roberts 2018): the powers of 1 / 1.3247..., evenly spread in a square."""

Floats = NDArray[np.float64]


def farthest(points: Array, positions: Array, triangles: Array) -> float:
    """The largest distance of any of these points from a surface; never too small.

    Args:
        points: shape (n, 3), n > 0.
        positions: shape (m, 3), the same unit.
        triangles: shape (t, 3), t > 0.
    """
    asked = points[:: -(-len(points) // POINTS)].astype(np.float64)
    corners = positions.astype(np.float64)[triangles]
    owner, places = strewn(corners)
    _, near = cKDTree(places).query(asked, k=min(_NEAR, len(places)))
    best = np.full(len(asked), np.inf)
    for column in near.reshape(len(asked), -1).T:
        best = np.minimum(best, distance(asked, corners[owner[column]]))
    return float(best.max())


def normals(corners: Floats) -> Floats:
    """Normals (t, 3) of triangles (t, 3, 3), as long as twice their area."""
    return cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])


def strewn(corners: Floats) -> tuple[NDArray[np.intp], Floats]:
    """Points on triangles (t, 3, 3), more where there is more area: their triangle, their place."""
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    area = _length(normals(corners))
    share = area / max(float(area.max()), 1e-300)
    count = 1 + np.floor(share * SAMPLES / max(1.0, float(share.sum()))).astype(np.intp)
    owner = np.repeat(np.arange(len(corners)), count)
    step = np.arange(len(owner), dtype=np.float64) - np.repeat(np.cumsum(count) - count, count)
    u, v = (np.modf(1 / 3 + step * each)[0] for each in _PLASTIC)
    over = u + v > 1
    u, v = np.where(over, 1 - u, u)[:, None], np.where(over, 1 - v, v)[:, None]
    return owner, corners[owner, 0] + u * first[owner] + v * second[owner]


def distance(points: Floats, corners: Floats) -> Floats:
    """Distance (n,) of each point (n, 3) from its own triangle (n, 3, 3).

    Inside the prism over the triangle it is that from the plane, else that from the nearest edge.
    """
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    normal = cross(b - a, c - a)
    size = _length(normal)
    inside = size > 0
    edges = []
    for start, end in ((a, b), (b, c), (c, a)):
        along, away = end - start, points - start
        inside &= _dot(cross(along, away), normal) >= 0
        part = np.clip(_dot(away, along) / np.maximum(_dot(along, along), 1e-300), 0, 1)
        edges.append(_length(away - part[:, None] * along))
    plane = np.abs(_dot(points - a, normal)) / np.maximum(size, 1e-300)
    return np.where(inside, plane, np.minimum(np.minimum(edges[0], edges[1]), edges[2]))


def cross(one: Floats, two: Floats) -> Floats:
    """Cross products of rows (n, 3): `numpy.cross`, without its overhead on a handful of them."""
    turn, back = [1, 2, 0], [2, 0, 1]
    product: Floats = one[:, turn] * two[:, back] - one[:, back] * two[:, turn]
    return product


def _dot(one: Floats, two: Floats) -> Floats:
    """Dot products, added in a fixed order so that every machine gives the same bits."""
    product = one * two
    total: Floats = product[:, 0] + product[:, 1] + product[:, 2]
    return total


def _length(vectors: Floats) -> Floats:
    length: Floats = np.sqrt(_dot(vectors, vectors))
    return length
