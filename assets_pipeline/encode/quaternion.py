"""Unit quaternions in their three smaller components: EXT_meshopt_compression's QUATERNION filter.

The largest component is made positive and left out; a rotation is the same with either sign.
"""

from __future__ import annotations

import numpy as np

from assets_pipeline.accessors import Array
from assets_pipeline.encode.stream import Stream

BITS = 14
"""Of each component: within 2^-14 of it, since three of them span only +-1/sqrt(2)."""

_SCALE = (1 << (BITS - 1)) - 1
_ROOT = np.float32(1 / np.sqrt(2))


def put(rotations: Array) -> Stream:
    """Quaternions (n, 4), xyzw, near to unit length, as normalised int16."""
    unit = rotations.astype(np.float64)
    x, y, z, w = unit.T
    unit = unit / np.sqrt(x * x + y * y + z * z + w * w)[:, None]
    row = np.arange(len(unit))
    largest = np.abs(unit).argmax(axis=1)
    unit *= np.where(unit[row, largest] < 0, -1, 1)[:, None]
    codes = np.zeros((len(unit), 4), np.int16)
    for place in range(3):
        component = unit[row, (largest + place + 1) & 3]
        codes[:, place] = np.rint(np.clip(component * np.sqrt(2) * _SCALE, -_SCALE, _SCALE))
    codes[:, 3] = (_SCALE & ~3) | largest
    return Stream(_decode(codes, largest), True, "QUATERNION", codes.view(np.uint8))


def _decode(codes: Array, largest: Array) -> Array:
    """What a decoder makes of the codes, shape (n, 4) int16."""
    one = (codes[:, 3] | 3).astype(np.float32)
    small = codes[:, :3].astype(np.float32) * (_ROOT / one)[:, None]
    x, y, z = small.T
    rest = np.sqrt(np.maximum(1 - x * x - y * y - z * z, 0))
    found = np.zeros((len(codes), 4), np.int16)
    row = np.arange(len(codes))
    for place in range(3):
        found[row, (largest + place + 1) & 3] = np.rint(small[:, place] * 32767)
    found[row, largest] = np.rint(rest * 32767)
    return found
