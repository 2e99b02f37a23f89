"""From light to a picture's bytes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_STEPS = 4096
"""Finer than 8-bit sRGB at its steepest, 12.92 x 255."""


def _table() -> NDArray[np.uint8]:
    """8-bit sRGB of evenly spaced linear light (IEC 61966-2-1)."""
    light = np.arange(_STEPS) / (_STEPS - 1)
    bent = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    found: NDArray[np.uint8] = np.rint(bent * 255).astype(np.uint8)
    return found


_SRGB = _table()


def srgb(linear: NDArray[np.float64]) -> NDArray[np.uint8]:
    """8-bit sRGB of linear light 0..1."""
    place = (np.clip(linear, 0, 1) * (_STEPS - 1) + 0.5).astype(np.int64)
    found: NDArray[np.uint8] = _SRGB[place]
    return found
