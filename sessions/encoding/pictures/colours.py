"""What a picture is coloured like: a soft histogram of CIELAB colours."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sessions.encoding.base import Vectors, unit
from sessions.encoding.pictures.look import Mask, Pixels, square

SIDE: Final = 64
LIGHT, HUE = 4, 8
"""Steps of lightness (0..100) and of each colour axis (-64..64)."""
DIM: Final = LIGHT * HUE * HUE
LIGHTNESS: Final = 0.5
"""Lightness counts by so much: a photo's is mostly its lamp's."""

Floats = NDArray[np.float32]


def lab(pixels: Pixels) -> Floats:
    """CIELAB (D65) of sRGB pixels, any shape (.., 3) (IEC 61966-2-1; CIE 15)."""
    values = pixels.astype(np.float32) / 255.0
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ],
        np.float32,
    )
    ratio = linear @ to_xyz.T / np.array([0.95047, 1.0, 1.08883], np.float32)
    root = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    x, y, z = np.moveaxis(root, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1).astype(np.float32)


def colours(pixels: Pixels, mask: Mask) -> Vectors:
    """(DIM,), length 1: root of the share of each colour on the thing, neighbours shared into."""
    small = square(pixels, SIDE)
    shown = square(np.repeat(mask[..., None], 3, axis=2).astype(np.uint8) * 255, SIDE)[..., 0] > 127
    points = lab(small[shown] if shown.any() else small.reshape(-1, 3))
    histogram = np.zeros((LIGHT, HUE, HUE), np.float64)
    steps = [
        np.clip(points[:, 0] / 100 * LIGHT - 0.5, 0, LIGHT - 1),
        np.clip((points[:, 1] + 64) / 128 * HUE - 0.5, 0, HUE - 1),
        np.clip((points[:, 2] + 64) / 128 * HUE - 0.5, 0, HUE - 1),
    ]
    floors = [np.floor(step).astype(int) for step in steps]
    rest = [step - floor for step, floor in zip(steps, floors, strict=True)]
    tops = (LIGHT - 1, HUE - 1, HUE - 1)
    for corner in np.ndindex(2, 2, 2):
        share = np.prod(
            [part if up else 1 - part for part, up in zip(rest, corner, strict=True)], axis=0
        )
        at = [np.minimum(f + up, top) for f, up, top in zip(floors, corner, tops, strict=True)]
        np.add.at(histogram, tuple(at), share)
    flat = histogram.mean(axis=0, keepdims=True) * (1 - LIGHTNESS) + histogram * LIGHTNESS
    return unit(np.sqrt(flat / flat.sum()).reshape(1, -1)).ravel()
