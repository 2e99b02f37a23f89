"""Which triangle is seen at which sample, and where on it.

Edge functions and a depth buffer of 1 / distance, which is linear on the screen (J. Pineda, A
Parallel Algorithm for Polygon Rasterization, 1988).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.pictures.machine import compiled

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Owners = NDArray[np.int32]


@compiled
def nearest(
    points: Floats, triangles: Indices, chosen: Indices, behind: Floats
) -> tuple[Floats, Owners]:
    """Depth (h, w) and triangle number (h, w), -1 where there is none.

    Args:
        points: (n, 3): x and y in samples, z growing towards the eye, above 0.
        triangles: (t, 3).
        chosen: numbers of the triangles to draw.
        behind: (h, w): only what lies farther than this (smaller z) counts.
    """
    height, width = behind.shape
    depth = np.zeros((height, width))
    owner = np.full((height, width), -1, np.int32)
    for t in chosen:
        a, b, c = triangles[t]
        ax, ay, bx, by, cx, cy = (
            points[a, 0], points[a, 1], points[b, 0], points[b, 1], points[c, 0], points[c, 1],
        )  # fmt: skip
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        if area == 0:
            continue
        left = max(0, math.ceil(min(ax, bx, cx) - 0.5))
        right = min(width - 1, math.floor(max(ax, bx, cx) - 0.5))
        top = max(0, math.ceil(min(ay, by, cy) - 0.5))
        bottom = min(height - 1, math.floor(max(ay, by, cy) - 0.5))
        za, zb, zc = points[a, 2], points[b, 2], points[c, 2]
        for y in range(top, bottom + 1):
            for x in range(left, right + 1):
                u = ((x + 0.5 - ax) * (cy - ay) - (y + 0.5 - ay) * (cx - ax)) / area
                v = ((bx - ax) * (y + 0.5 - ay) - (by - ay) * (x + 0.5 - ax)) / area
                if u < 0 or v < 0 or u + v > 1:
                    continue
                z = za + u * (zb - za) + v * (zc - za)
                if z > depth[y, x] and z < behind[y, x]:
                    depth[y, x], owner[y, x] = z, t
    return depth, owner


@compiled
def spots(points: Floats, triangles: Indices, owner: Owners) -> tuple[Indices, Owners, Floats]:
    """Samples that are covered: place in the picture (m,), triangle (m,), weights (m, 3).

    Args:
        points: as in `nearest`, z = 1 / distance.
        triangles: (t, 3).
        owner: from `nearest`.
    """
    width = owner.shape[1]
    places = np.flatnonzero(owner.reshape(-1) >= 0)
    found = np.zeros(len(places), np.int32)
    weights = np.zeros((len(places), 3))
    for i in range(len(places)):
        y, x = places[i] // width, places[i] % width
        t = owner[y, x]
        a, b, c = triangles[t]
        ax, ay = points[a, 0], points[a, 1]
        ux, uy = points[b, 0] - ax, points[b, 1] - ay
        vx, vy = points[c, 0] - ax, points[c, 1] - ay
        area = ux * vy - uy * vx
        dx, dy = x + 0.5 - ax, y + 0.5 - ay
        u, v = (dx * vy - dy * vx) / area, (ux * dy - uy * dx) / area
        wa, wb, wc = (1 - u - v) * points[a, 2], u * points[b, 2], v * points[c, 2]
        total = wa + wb + wc
        found[i] = t
        weights[i, 0], weights[i, 1], weights[i, 2] = wa / total, wb / total, wc / total
    return places, found, weights


@compiled
def mixed(values: Floats, triangles: Indices, owner: Owners, weights: Floats) -> Floats:
    """Values of the corners (n, k), mixed at each spot: (m, k)."""
    found = np.zeros((len(owner), values.shape[1]))
    for i in range(len(owner)):
        for corner in range(3):
            row = triangles[owner[i], corner]
            for k in range(values.shape[1]):
                found[i, k] += weights[i, corner] * values[row, k]
    return found
