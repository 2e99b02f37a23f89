"""The studio: soft boxes in a light room, as radiance by direction.

Levels 1 and up are the same room seen in rougher and rougher surfaces (B. Karis, Real Shading in
Unreal Engine 4, 2013: the split sum's first half, GGX around the normal).
"""

from __future__ import annotations

import functools
import math

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.pictures.machine import compiled

Floats = NDArray[np.float64]

HEIGHT, WIDTH = 64, 128
LEVELS = 7
"""Roughness 0 to 1 in equal steps."""

_BOXES = (  # azimuth and height of the middle, half width and height in degrees, radiance, softness
    (-38.0, 34.0, 34.0, 24.0, 8.0, 7.0),  # key: large, from the upper left in front
    (62.0, 24.0, 16.0, 40.0, 2.0, 8.0),  # fill: a tall strip on the right
    (152.0, 38.0, 22.0, 26.0, 4.4, 8.0),  # rim: from behind, loosens the product from the ground
    (-128.0, 30.0, 14.0, 34.0, 2.4, 8.0),
    (0.0, 84.0, 180.0, 22.0, 0.9, 14.0),  # the ceiling
)
_WALL, _FLOOR, _DARK = 0.36, 0.5, 0.2


def directions(height: int, width: int) -> Floats:
    """Unit vectors (height, width, 3) of a map's texels: rows from the zenith down, +Z mid-map."""
    rise = math.pi / 2 - (np.arange(height) + 0.5) / height * math.pi
    turn = ((np.arange(width) + 0.5) / width - 0.5) * 2 * math.pi
    level = np.cos(rise)[:, None]
    parts = [level * np.sin(turn), np.sin(rise)[:, None] + 0 * turn, level * np.cos(turn)]
    return np.stack(parts, axis=2)


def radiance(ways: Floats) -> Floats:
    """Radiance (...,) from each direction (..., 3); the studio's light is white."""
    rise = np.degrees(np.arcsin(np.clip(ways[..., 1], -1, 1)))
    turn = np.degrees(np.arctan2(ways[..., 0], ways[..., 2]))
    found = np.where(rise < 0, _FLOOR, _WALL - (_WALL - _DARK) * _step(rise, 26.0, 12.0))
    found = np.where(np.abs(rise) < 3, _WALL + (_FLOOR - _WALL) * (3 - rise) / 6, found)
    for middle, high, wide, tall, power, soft in _BOXES:
        aside = np.abs((turn - middle + 180) % 360 - 180) * np.cos(np.radians(np.minimum(rise, 75)))
        inside = _step(wide - aside, 0, soft) * _step(tall - np.abs(rise - high), 0, soft)
        found = found + power * inside
    return found


def _step(value: Floats, edge: float, soft: float) -> Floats:
    """0 below the edge, 1 above, smooth over `soft`."""
    share = np.clip((value - edge) / soft + 0.5, 0, 1)
    return share * share * (3 - 2 * share)


@functools.cache
def levels() -> NDArray[np.float32]:
    """The room (LEVELS, HEIGHT, WIDTH) at growing roughness."""
    ways = directions(HEIGHT, WIDTH)
    sharp = radiance(ways)
    few = directions(HEIGHT // 2, WIDTH // 2)
    light = radiance(few).reshape(-1)
    solid = np.sqrt(1 - few[..., 1] ** 2).reshape(-1)
    flat = ways[:, :WIDTH].reshape(-1, 3)
    rough = [
        _spread(flat, few.reshape(-1, 3), light, solid, n / (LEVELS - 1)) for n in range(1, LEVELS)
    ]
    return np.stack([sharp, *(row.reshape(HEIGHT, WIDTH) for row in rough)]).astype(np.float32)


@compiled
def _spread(ways: Floats, sources: Floats, light: Floats, solid: Floats, rough: float) -> Floats:
    """Mean radiance around each way, weighted by GGX's lobe and the cosine."""
    found = np.zeros(len(ways))
    squared = rough**4
    for i in range(len(ways)):
        total = weights = 0.0
        for j in range(len(sources)):
            cos = (
                ways[i, 0] * sources[j, 0] + ways[i, 1] * sources[j, 1] + ways[i, 2] * sources[j, 2]
            )
            if cos <= 0:
                continue
            half = (1 + cos) / 2  # squared cosine between the normal and the half vector
            weight = cos * solid[j] / (half * (squared - 1) + 1) ** 2
            total += weight * light[j]
            weights += weight
        found[i] = total / weights
    return found
