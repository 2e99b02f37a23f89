"""From light to a picture's bytes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_START, _DESATURATION = 0.8 - 0.04, 0.15


def neutral(light: Floats) -> Floats:
    """Khronos PBR Neutral: colours stay as the merchant made them, only highlights are bent.

    Formula: Khronos PBR Neutral Tone Mapper specification, 2024.

    Args:
        light: (..., 3), linear, at least 0.
    """
    low = light.min(axis=-1, keepdims=True)
    moved = light - np.where(low < 0.08, low - 6.25 * low * low, 0.04)
    peak = moved.max(axis=-1, keepdims=True)
    room = 1 - _START
    bent = 1 - room * room / (np.maximum(peak, _START) + room - _START)
    scaled = moved * bent / np.maximum(peak, 1e-9)
    share = 1 - 1 / (_DESATURATION * (peak - bent) + 1)
    return np.where(peak < _START, moved, scaled + (bent - scaled) * share)


def srgb(linear: Floats) -> NDArray[np.uint8]:
    """8-bit sRGB of linear light (IEC 61966-2-1)."""
    light = np.clip(linear, 0, 1)
    bent = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.rint(bent * 255).astype(np.uint8)
