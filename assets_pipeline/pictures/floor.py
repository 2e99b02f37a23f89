"""The paper that a product stands on: seamless, and darker where little light arrives."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.pictures import camera, shadows

Floats = NDArray[np.float64]


def backdrop(positions: Floats, lamps: shadows.Lamps, eye: camera.Camera, side_px: int) -> Floats:
    """Share of light (side, side) that arrives on the paper behind each pixel.

    Args:
        positions: (n, 3) of the product; the floor lies under the lowest.
        lamps: of the product.
        eye: the camera.
        side_px: pixels.
    """
    ways = camera.rays(eye, side_px).reshape(-1, 3)
    height = positions[:, 1].min() - eye.eye[1]
    down = np.flatnonzero(ways[:, 1] < -1e-6)
    spots = eye.eye + ways[down] * (height / ways[down, 1])[:, None]
    up = np.zeros_like(spots)
    up[:, 1] = 1.0
    light = shadows.arriving(lamps, spots, up)
    found = np.ones(len(ways))
    found[down] = light[:, 0] / light[:, 1]
    return found.reshape(side_px, side_px)
