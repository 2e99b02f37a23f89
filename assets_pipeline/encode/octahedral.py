"""Unit vectors in two bytes: the OCTAHEDRAL filter of EXT_meshopt_compression.

The encoder tries the codes around each vector, after Cigolle and others, "A Survey of Efficient
Representations for Independent Unit Vectors" (2014). First it takes the one that decodes nearest
(never more than 0.75 degrees away); once the order of the vertices is known, those within `ERROR`
that are shortest to write.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from assets_pipeline.accessors import Array
from assets_pipeline.encode import smooth
from assets_pipeline.encode.stream import Stream

ERROR = math.radians(0.95)
"""No vector turns further."""

_ONE = 127
_SIDE = 2 * _ONE + 1
_REACH = 1


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
    return _unit(_table().astype(np.float32))


def _unit(vectors: Array) -> Array:
    x, y, z = vectors[:, :3].T
    found: Array = vectors[:, :3] / np.sqrt(x * x + y * y + z * z)[:, None]
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
    return _stream(_nearest(_unit(vectors), np.floor(at).astype(np.int32)), vectors)


def join(stream: Stream, standing: Array) -> Stream:
    """The same, knowing which vector will stand for each.

    Args:
        stream: what `put` gave; vectors that are joined share a code.
        standing: shape (n,), the index of that vector.
    """
    if stream.source is None:
        return stream
    unit = _unit(stream.source.astype(np.float64))
    spread = np.zeros(len(unit))
    np.maximum.at(spread, standing, _chord(unit, unit[standing]))
    return stream._replace(spread=spread)


def settle(stream: Stream) -> Stream:
    """The same vectors in this order, in codes that are shorter to write.

    Args:
        stream: what `put` gave, perhaps joined and in another order.
    """
    if stream.source is None:
        return stream
    codes = stream.rows.view(np.int8)[:, :2].astype(np.int32)
    reach = np.arange(-_REACH, _REACH + 1)
    x = codes[:, 0, None, None] + reach[:, None]
    y = codes[:, 1, None, None] + reach
    inside = (np.abs(x) <= _ONE) & (np.abs(y) <= _ONE)
    code = _code(np.clip(x, -_ONE, _ONE), np.clip(y, -_ONE, _ONE))
    unit = _unit(stream.source.astype(np.float64))
    spread = np.zeros(len(unit)) if stream.spread is None else stream.spread
    moved = _chord(_unit_table()[code], unit[:, None, None]) + spread[:, None, None]
    allowed = inside & (moved <= 2 * math.sin(ERROR / 2))
    allowed[:, _REACH, _REACH] = True
    codes += smooth.choose(codes, allowed)
    return _stream(_code(codes[:, 0], codes[:, 1]), stream.source)


def _chord(one: Array, two: Array) -> Array:
    """Distance between the tips of unit vectors."""
    x, y, z = np.moveaxis(one - two, -1, 0)
    found: Array = np.sqrt(x * x + y * y + z * z)
    return found


def _code(x: Array, y: Array) -> Array:
    found: Array = (x + _ONE) * _SIDE + y + _ONE
    return found


def _nearest(unit: Array, corner: Array) -> Array:
    """Of the four codes around each vector the one that decodes nearest, shape (n,)."""
    best = np.zeros(len(unit), np.int64)
    reached = np.full(len(unit), -np.inf)
    for step in ((0, 0), (0, 1), (1, 0), (1, 1)):
        code = _code(*np.clip(corner + step, -_ONE, _ONE).T)
        near = (_unit_table()[code] * unit).sum(axis=1)
        better = near > reached
        best[better], reached[better] = code[better], near[better]
    return best


def _stream(code: Array, source: Array) -> Stream:
    rows = np.zeros((len(code), 4), np.int8)
    rows[:, 0], rows[:, 1], rows[:, 2] = code // _SIDE - _ONE, code % _SIDE - _ONE, _ONE
    values = _table()[code]
    if source.shape[1] == 4:
        rows[:, 3] = np.where(source[:, 3] < 0, -_ONE, _ONE)
        values = np.hstack([values, rows[:, 3:]])
    return Stream(values, True, "OCTAHEDRAL", rows.view(np.uint8), source)
