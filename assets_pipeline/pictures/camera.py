"""Where to look from, and the frame: equal margins around the product, whatever its shape."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

VIEWS = {
    "front": (0.0, 6.0),
    "three_quarter": (35.0, 16.0),
    "side": (90.0, 6.0),
    "back": (180.0, 6.0),
}
"""Degrees around the product from +Z towards +X, and above the floor."""

_FLAT = (0.06, 0.22)
"""Height over width at which one looks onto a thing from above, and no more so."""
_ABOVE_DEG = 46.0
_FAR = 4.2
"""Distance of the eye in radii: a long lens, as products are photographed."""
_MARGIN = 0.07


class Camera(NamedTuple):
    """A pinhole at `eye`: pixel = `zoom` * (right, -up) / depth + `shift`.

    Attributes:
        eye: (3,) in metres.
        axes: (3, 3): rows right, up, away.
        zoom: pixels.
        shift: pixels (x, y) of the axis.
    """

    eye: Floats
    axes: Floats
    zoom: float
    shift: tuple[float, float]


def look(view: str, points: Floats, side_px: int) -> Camera:
    """A camera that fills a square picture with all points, up to equal margins.

    Args:
        view: one of `VIEWS`.
        points: (n, 3) in metres.
        side_px: pixels of the picture's side.
    """
    low, high = points.min(axis=0), points.max(axis=0)
    centre, radius = (low + high) / 2, max(1e-9, float(np.sqrt(((high - low) ** 2).sum())) / 2)
    axes = _axes(*VIEWS[view], _flatness(high - low))
    eye = centre - axes[2] * radius * _FAR
    plain = project(Camera(eye, axes, 1.0, (0.0, 0.0)), points)[:, :2]
    least, most = plain.min(axis=0), plain.max(axis=0)
    zoom = side_px * (1 - 2 * _MARGIN) / max(1e-12, float((most - least).max()))
    x, y = side_px / 2 - zoom * (least + most) / 2
    return Camera(eye, axes, zoom, (float(x), float(y)))


def project(camera: Camera, points: Floats) -> Floats:
    """Pixels x and y, and 1 / distance along the axis, (n, 3)."""
    right, up, away = (along(axis, points - camera.eye) for axis in camera.axes)
    near = 1 / away
    x = camera.zoom * right * near + camera.shift[0]
    y = -camera.zoom * up * near + camera.shift[1]
    return np.stack([x, y, near], axis=1)


def rays(camera: Camera, side_px: int) -> Floats:
    """Directions (side, side, 3) through the pixels' centres, one metre along the axis."""
    place = np.arange(side_px) + 0.5
    x = ((place - camera.shift[0]) / camera.zoom)[None, :, None]
    y = ((camera.shift[1] - place) / camera.zoom)[:, None, None]
    right, up, away = camera.axes
    found: Floats = x * right + y * up + away
    return found


def heading(camera: Camera) -> tuple[float, float]:
    """Cosine and sine of the turn around the product: the studio stands around the camera."""
    right = camera.axes[0]
    return float(right[0]), float(-right[2])


def along(axis: Floats, points: Floats) -> Floats:
    """Dot products (n,), written out: BLAS rounds otherwise on other machines."""
    found: Floats = points[:, 0] * axis[0] + points[:, 1] * axis[1] + points[:, 2] * axis[2]
    return found


def _axes(around_deg: float, above_deg: float, flat: float) -> Floats:
    turn, rise = math.radians(around_deg), math.radians(above_deg)
    rise += flat * math.radians(_ABOVE_DEG - above_deg)
    back = np.array(
        [math.sin(turn) * math.cos(rise), math.sin(rise), math.cos(turn) * math.cos(rise)]
    )
    right = np.array([math.cos(turn), 0.0, -math.sin(turn)])
    return np.stack([right, np.cross(back, right), -back])


def _flatness(size: Floats) -> float:
    """1 for what lies flat on the floor, such as a rug, 0 for all that stands."""
    slim = size[1] / max(1e-12, size[0], size[2])
    low, high = _FLAT
    return float(np.clip((high - slim) / (high - low), 0, 1))
