"""The paper that a product stands on: seamless, and darker where little light arrives."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from assets_pipeline.pictures import camera, shadows

Floats = NDArray[np.float64]

_CELLS = 144
_REACH = 1.8
"""Half the side of the lit square, in radii of the product."""
_SOFT_CELLS = 1.2
_DEPTH = 0.9
"""White paper is never black: it throws light at itself."""


class Floor(NamedTuple):
    """Light on a square of the floor.

    Attributes:
        shares: (cells, cells): what arrives of an open floor's light; rows along z.
        corner: (3,) of the first cell's middle, in metres.
        cell: metres.
    """

    shares: Floats
    corner: Floats
    cell: float


def lit(positions: Floats, lamps: shadows.Lamps) -> Floor:
    """The floor under the lowest point, in a product's shadow."""
    low, high = positions.min(axis=0), positions.max(axis=0)
    radius = float(np.sqrt(((high - low) ** 2).sum())) / 2
    cell = 2 * _REACH * radius / _CELLS
    middle = (low + high) / 2
    corner = np.array([middle[0], low[1], middle[2]]) - np.array([1, 0, 1]) * (
        (_CELLS - 1) / 2 * cell
    )
    steps = np.arange(_CELLS) * cell
    spots = np.zeros((_CELLS, _CELLS, 3)) + corner
    spots[..., 0] += steps
    spots[..., 2] += steps[:, None]
    up = np.zeros((_CELLS * _CELLS, 3))
    up[:, 1] = 1.0
    light = shadows.arriving(lamps, spots.reshape(-1, 3), up)
    lost = (1 - light[:, 0] / light[:, 1]).reshape(_CELLS, _CELLS)
    soft = ndimage.gaussian_filter(lost, _SOFT_CELLS, mode="nearest") * _fading()
    return Floor(1 - soft * _DEPTH, corner, cell)


def _fading() -> Floats:
    """1 in the middle, 0 from the square's inner circle on: paper has no horizon."""
    steps = (np.arange(_CELLS) + 0.5) / _CELLS * 2 - 1
    away = np.sqrt(steps * steps + (steps * steps)[:, None])
    share = np.clip((1 - away) / 0.55, 0, 1)
    return share * share * (3 - 2 * share)


def behind(floor: Floor, eye: camera.Camera, side_px: int) -> Floats:
    """Share of light (side, side) on the paper behind each pixel."""
    ways = camera.rays(eye, side_px).reshape(-1, 3)
    down = np.flatnonzero(ways[:, 1] < -1e-6)
    spots = eye.eye + ways[down] * ((floor.corner[1] - eye.eye[1]) / ways[down, 1])[:, None]
    places = ((spots - floor.corner) / floor.cell)[:, [2, 0]].T
    found = np.ones(len(ways))
    found[down] = ndimage.map_coordinates(floor.shares, places, order=1, mode="constant", cval=1.0)
    return found.reshape(side_px, side_px)
