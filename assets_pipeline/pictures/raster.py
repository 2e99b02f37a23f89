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

_NEAR = 0.004
"""Share of the distance to the eye within which samples of a pixel belong together."""


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
        share = 1 / area
        for y in range(top, bottom + 1):
            for x in range(left, right + 1):
                u = ((x + 0.5 - ax) * (cy - ay) - (y + 0.5 - ay) * (cx - ax)) * share
                v = ((bx - ax) * (y + 0.5 - ay) - (by - ay) * (x + 0.5 - ax)) * share
                if u < 0 or v < 0 or u + v > 1:
                    continue
                z = za + u * (zb - za) + v * (zc - za)
                if z > depth[y, x] and z < behind[y, x]:
                    depth[y, x], owner[y, x] = z, t
    return depth, owner


@compiled
def spots(  # noqa: PLR0917 -- compiled code is called by place
    points: Floats,
    triangles: Indices,
    kinds: Indices,
    depth: Floats,
    owner: Owners,
    step: int,
) -> tuple[Indices, Owners, Floats, Floats]:
    """What is seen in each pixel, once per surface: most have one, those at edges two or more.

    Samples of a pixel that lie on one kind of triangle in nearly one depth are one spot, which
    stands where the first of them does.

    Args:
        points: as in `nearest`, z = 1 / distance.
        triangles: (t, 3).
        kinds: (t,): triangles of different kinds never share a spot.
        depth: from `nearest`, (h step, w step).
        owner: from `nearest`.
        step: samples along a pixel's side.

    Returns:
        Pixel (m,), triangle (m,), weights of its corners (m, 3), share of the pixel (m,).
    """
    height, width = owner.shape[0] // step, owner.shape[1] // step
    most = int((owner >= 0).sum())
    pixels, found = np.zeros(most, np.int64), np.zeros(most, np.int32)
    weights, shares = np.zeros((most, 3)), np.zeros(most)
    count = 0
    for y in range(height):
        for x in range(width):
            first = count
            for sample in range(step * step):
                row, column = y * step + sample // step, x * step + sample % step
                t = owner[row, column]
                if t < 0:
                    continue
                near = depth[row, column]
                same = first
                while same < count:
                    other = weights[same, 0]  # holds the spot's depth until it is done
                    if kinds[found[same]] == kinds[t] and abs(other - near) < _NEAR * near:
                        break
                    same += 1
                if same == count:
                    pixels[count], found[count], weights[count, 0] = y * width + x, t, near
                    weights[count, 1], weights[count, 2] = column + 0.5, row + 0.5
                    count += 1
                shares[same] += 1.0 / (step * step)
    for i in range(count):
        a, b, c = triangles[found[i]]
        ax, ay = points[a, 0], points[a, 1]
        ux, uy = points[b, 0] - ax, points[b, 1] - ay
        vx, vy = points[c, 0] - ax, points[c, 1] - ay
        area = ux * vy - uy * vx
        dx, dy = weights[i, 1] - ax, weights[i, 2] - ay
        u, v = (dx * vy - dy * vx) / area, (ux * dy - uy * dx) / area
        wa, wb, wc = (1 - u - v) * points[a, 2], u * points[b, 2], v * points[c, 2]
        total = wa + wb + wc
        weights[i, 0], weights[i, 1], weights[i, 2] = wa / total, wb / total, wc / total
    return pixels[:count], found[:count], weights[:count], shares[:count]


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
