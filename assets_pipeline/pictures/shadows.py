"""What of the studio's light arrives at a point: a depth map from each of many directions.

The maps belong to the product alone: all its views and variants share them.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.pictures import raster, studio
from assets_pipeline.pictures.camera import along
from assets_pipeline.pictures.machine import compiled

Floats = NDArray[np.float64]
Maps = NDArray[np.float32]

COUNT = 96
"""Directions all around."""
SIDE = 288
"""Texels of a map's side."""

_REACH = 1.6
"""Texels by which a look-up is thrown about, so that 96 hard edges make one soft one."""


class Lamps(NamedTuple):
    """Directions with their share of the light, and the maps drawn from there.

    Attributes:
        ways: (k, 3) unit vectors towards the light.
        power: (k,) radiance times solid angle over pi.
        frames: (k, 3, 4): from the world to a map's column, row and depth.
        maps: (k, SIDE, SIDE) nearest depth, 0 where there is nothing.
        texel: metres.
    """

    ways: Floats
    power: Floats
    frames: Floats
    maps: Maps
    texel: float


def lamps(positions: Floats, triangles: raster.Indices, casting: raster.Indices) -> Lamps:
    """Depth maps of the triangles that cast shadows.

    Args:
        positions: (n, 3).
        triangles: (t, 3).
        casting: numbers of the triangles that count.
    """
    low, high = positions.min(axis=0), positions.max(axis=0)
    centre, radius = (low + high) / 2, max(1e-9, float(np.sqrt(((high - low) ** 2).sum())) / 2)
    ways = _ways()
    scale = (SIDE / 2 - 3) / radius
    frames = np.stack([_frame(way, centre, scale) for way in ways])
    behind = np.full((SIDE, SIDE), np.inf)
    maps = np.zeros((COUNT, SIDE, SIDE), np.float32)
    for number, frame in enumerate(frames):
        points = np.stack([along(row, positions) + row[3] for row in frame], axis=1)
        maps[number] = raster.nearest(points, triangles, casting, behind)[0]
    return turned(Lamps(ways, np.zeros(COUNT), frames, maps, 1 / scale), (1.0, 0.0))


def turned(lamps: Lamps, heading: tuple[float, float]) -> Lamps:
    """The same maps under a studio that went around the product with the camera.

    Args:
        lamps: of the product.
        heading: cosine and sine, from `camera.heading`.
    """
    cos, sin = heading
    x, y, z = lamps.ways.T
    power = studio.radiance(np.stack([cos * x - sin * z, y, sin * x + cos * z], axis=1))
    return lamps._replace(power=power * 4 / COUNT)


def _ways() -> Floats:
    """Evenly spread directions: a Fibonacci lattice (A. Gonzalez, Math. Geosci. 42, 2010)."""
    number = np.arange(COUNT)
    y = 1 - (2 * number + 1) / COUNT
    turn = number * math.pi * (3 - math.sqrt(5))
    level = np.sqrt(1 - y * y)
    return np.stack([level * np.sin(turn), y, level * np.cos(turn)], axis=1)


def _frame(way: Floats, centre: Floats, scale: float) -> Floats:
    """Rows (3, 4): texel column, texel row, and depth, which grows towards the light."""
    aside = np.cross((0.0, 1.0, 0.0) if abs(way[1]) < 0.9 else (1.0, 0.0, 0.0), way)
    aside /= math.sqrt(float((aside * aside).sum()))
    rows = np.stack([aside, np.cross(way, aside), way]) * scale
    middle = np.array([SIDE / 2, SIDE / 2, SIDE])
    shift = middle - (rows * centre).sum(axis=1)
    return np.hstack([rows, shift[:, None]])


@compiled
def light(  # noqa: PLR0917 -- compiled code is called by place
    positions: Floats, normals: Floats, ways: Floats, power: Floats, frames: Floats, maps: Maps
) -> Floats:
    """Irradiance over pi, and the same without shadows, at each point: (m, 2).

    Args:
        positions: (m, 3).
        normals: (m, 3).
        ways: as the other three, of `Lamps`.
        power: see `Lamps`.
        frames: see `Lamps`.
        maps: see `Lamps`.
    """
    side = maps.shape[1]
    found = np.zeros((len(positions), 2))
    for k in range(len(ways)):  # outermost: one map at a time stays in the cache
        wx, wy, wz = ways[k]
        f, depths, share = frames[k], maps[k], power[k]
        ax, ay, az, a1 = f[0]
        bx, by, bz, b1 = f[1]
        cx, cy, cz, c1 = f[2]
        for i in range(len(positions)):
            cos = normals[i, 0] * wx + normals[i, 1] * wy + normals[i, 2] * wz
            if cos <= 0.02:
                continue
            found[i, 1] += share * cos
            x, y, z = positions[i]
            dice = np.uint32(i * 2654435761 + k * 2246822519 + 12345) * np.uint32(1664525)
            throw_x = ((dice >> np.uint32(8)) & np.uint32(255)) / 127.5 - 1.0
            throw_y = ((dice >> np.uint32(16)) & np.uint32(255)) / 127.5 - 1.0
            column = int(ax * x + ay * y + az * z + a1 + _REACH * throw_x)
            row = int(bx * x + by * y + bz * z + b1 + _REACH * throw_y)
            if 0 <= column < side and 0 <= row < side:
                slope = math.sqrt(1 - cos * cos) / cos
                bias = 1.0 + (_REACH + 0.7) * min(slope, 4.0)
                if cx * x + cy * y + cz * z + c1 + bias < depths[row, column]:
                    continue
            found[i, 0] += share * cos
    return found


def arriving(lamps: Lamps, positions: Floats, normals: Floats) -> Floats:
    """`light` from the studio's lamps, looked up a texel above the surface: (m, 2)."""
    raised = positions + normals * lamps.texel
    return light(raised, normals, lamps.ways, lamps.power, lamps.frames, lamps.maps)
