"""Unit vectors in two bytes: the OCTAHEDRAL filter of EXT_meshopt_compression.

The encoder tries the codes around each vector and takes the one that decodes nearest to it, after
Cigolle and others, "A Survey of Efficient Representations for Independent Unit Vectors" (2014).
"""

from __future__ import annotations

from functools import cache

import numpy as np

from assets_pipeline.accessors import Array
from assets_pipeline.encode.stream import Stream

_ONE = 127
_SIDE = 2 * _ONE + 1


@cache
def _table() -> Array:
    """What every code decodes to, shape (255 * 255, 3) int8; the code of x, y is 255 x + y."""
    code = np.arange(-_ONE, _ONE + 1, dtype=np.float32)
    x, y = (part.reshape(-1) for part in np.meshgrid(code, code, indexing="ij"))
    z = _ONE - np.abs(x) - np.abs(y)
    below = np.minimum(z, 0)
    x = x + np.where(x >= 0, below, -below)
    y = y + np.where(y >= 0, below, -below)
    scale = np.float32(_ONE) / np.sqrt(x * x + y * y + z * z)
    found: Array = np.rint(np.stack([x, y, z], 1) * scale[:, None]).astype(np.int8)
    return found


@cache
def _unit_table() -> Array:
    """The same as unit vectors, float32."""
    table = _table().astype(np.float32)
    x, y, z = table.T
    found: Array = table / np.sqrt(x * x + y * y + z * z)[:, None]
    return found


def put(vectors: Array) -> Stream:
    """Vectors (n, 3), or (n, 4) with a sign behind, none of length zero, as normalised int8."""
    x, y, z = vectors[:, :3].astype(np.float64).T
    total = np.abs(x) + np.abs(y) + np.abs(z)
    flat_x, flat_y = x / total, y / total
    outer_x = np.where(flat_x >= 0, 1, -1) * (1 - np.abs(flat_y))
    outer_y = np.where(flat_y >= 0, 1, -1) * (1 - np.abs(flat_x))
    under = z < 0
    at = np.stack([np.where(under, outer_x, flat_x), np.where(under, outer_y, flat_y)], 1) * _ONE
    code = _nearest(vectors, np.floor(at).astype(np.int32))
    return _stream(code, vectors[:, 3] if vectors.shape[1] == 4 else None)


def _nearest(vectors: Array, corner: Array) -> Array:
    """Of the four codes around each vector the one that decodes nearest, shape (n,)."""
    best = np.zeros(len(vectors), np.int64)
    reached = np.full(len(vectors), -np.inf)
    for step in ((0, 0), (0, 1), (1, 0), (1, 1)):
        x, y = (np.clip(corner + step, -_ONE, _ONE) + _ONE).T
        code = x * _SIDE + y
        near = (_unit_table()[code] * vectors[:, :3]).sum(axis=1)
        better = near > reached
        best[better], reached[better] = code[better], near[better]
    return best


def _stream(code: Array, signs: Array | None) -> Stream:
    rows = np.zeros((len(code), 4), np.int8)
    rows[:, 0], rows[:, 1], rows[:, 2] = code // _SIDE - _ONE, code % _SIDE - _ONE, _ONE
    values = _table()[code]
    if signs is not None:
        rows[:, 3] = np.where(signs < 0, -_ONE, _ONE)
        values = np.hstack([values, rows[:, 3:]])
    return Stream(values, True, "OCTAHEDRAL", rows.view(np.uint8))
