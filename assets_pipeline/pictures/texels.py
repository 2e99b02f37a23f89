"""Textures: decoded once, halved into levels, looked up between their four nearest texels."""

from __future__ import annotations

import io
import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from assets_pipeline.guard import pictures
from assets_pipeline.pictures.machine import compiled

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]
Sizes = NDArray[np.int64]

SIDE_PX = 1024
"""A picture shows no more of a texture than this."""

_DECODED = ("PNG", "JPEG", "WEBP")
_CLAMP, _MIRROR = 33071, 33648


class Texels(NamedTuple):
    """All levels of one texture, the largest first.

    Attributes:
        data: (sum of width x height, 4) RGBA.
        sizes: (levels, 3): start in `data`, width, height.
    """

    data: Bytes
    sizes: Sizes


def decode(data: bytes) -> Texels:
    """Levels of an encoded image.

    Raises:
        AssetRejected: its header makes no sense.
        OSError: it is damaged, or of a kind that is not decoded here.
    """
    pictures.size(data)
    with Image.open(io.BytesIO(data), formats=_DECODED) as picture:
        picture.draft("RGB", (SIDE_PX, SIDE_PX))  # JPEG decodes straight to a smaller size
        whole = picture.convert("RGBA")
    whole.thumbnail((SIDE_PX, SIDE_PX), Image.Resampling.BOX)
    return levels(np.asarray(whole))


def levels(pixels: Bytes) -> Texels:
    """Halve (height, width, 4) down to one texel."""
    found = [pixels]
    while max(found[-1].shape[:2]) > 1:
        found.append(_halved(found[-1]))
    ends = np.cumsum([0] + [level.shape[0] * level.shape[1] for level in found])
    sizes = [(end, at.shape[1], at.shape[0]) for end, at in zip(ends, found, strict=False)]
    data = np.concatenate([level.reshape(-1, 4) for level in found])
    return Texels(data, np.array(sizes, np.int64))


def _halved(pixels: Bytes) -> Bytes:
    height, width = pixels.shape[:2]
    rows = pixels[: max(1, height // 2 * 2)], pixels[min(1, height - 1) :: 2]
    tall = (rows[0][::2].astype(np.uint16) + rows[1][: len(rows[0][::2])] + 1) // 2
    left = tall[:, : max(1, width // 2 * 2) : 2]
    right = tall[:, min(1, width - 1) :: 2][:, : left.shape[1]]
    half: Bytes = ((left + right + 1) // 2).astype(np.uint8)
    return half


def _linear_table() -> Floats:
    """Linear light of the 256 sRGB steps (IEC 61966-2-1)."""
    share = np.arange(256, dtype=np.float64) / 255
    bent = ((np.maximum(share, 0.04045) + 0.055) / 1.055) ** 2.4
    return np.where(share <= 0.04045, share / 12.92, bent).astype(np.float32)


LINEAR = _linear_table()
PLAIN = (np.arange(256, dtype=np.float64) / 255).astype(np.float32)


@compiled
def _wrapped(place: int, side: int, wrap: int) -> int:
    """Texel number inside 0..side - 1, by the sampler's rule."""
    if wrap == _CLAMP:
        return min(max(place, 0), side - 1)
    if wrap == _MIRROR:
        place %= 2 * side
        return place if place < side else 2 * side - 1 - place
    return place % side


@compiled
def sample(  # noqa: PLR0917 -- compiled code is called by place
    data: Bytes,
    sizes: Sizes,
    uvs: NDArray[np.float64],
    lods: NDArray[np.float64],
    wraps: tuple[int, int],
    table: Floats,
) -> Floats:
    """Texture colours (m, 4) at uvs (m, 2); alpha is never bent by the table.

    Args:
        data: `Texels.data`.
        sizes: `Texels.sizes`.
        uvs: 0..1 across the texture, counted from the top left.
        lods: (m,) binary logarithm of texels per sample, for a texture of one texel.
        wraps: glTF sampler constants.
        table: `LINEAR` for colours, `PLAIN` for numbers.
    """
    found = np.zeros((len(uvs), 4), np.float32)
    full = 0.5 * math.log2(float(sizes[0, 1] * sizes[0, 2]))
    for i in range(len(uvs)):
        level = min(max(math.floor(lods[i] + full + 0.5), 0), len(sizes) - 1)
        start, width, height = sizes[level]
        x, y = uvs[i, 0] * width - 0.5, uvs[i, 1] * height - 0.5
        left, top = math.floor(x), math.floor(y)
        fx, fy = x - left, y - top
        for corner in range(4):
            dx, dy = corner & 1, corner >> 1
            column = _wrapped(left + dx, width, wraps[0])
            row = _wrapped(top + dy, height, wraps[1])
            weight = (fx if dx else 1 - fx) * (fy if dy else 1 - fy)
            place = start + row * width + column
            for k in range(3):
                found[i, k] += weight * table[data[place, k]]
            found[i, 3] += weight * data[place, 3] / 255
    return found
