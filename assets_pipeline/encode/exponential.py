"""Floats on a grid of powers of two: the EXPONENTIAL filter of EXT_meshopt_compression.

A value is written as mantissa (24 bits, signed) times two to an exponent (8 bits, signed). With one
exponent for a whole column the grid is even, values stay float32, and nothing else in the document
has to change: no wrapper nodes, no changed skins, no texture transforms.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.accessors import Array
from assets_pipeline.encode.stream import Stream, exact

Exponents = NDArray[np.int32]

_SMALLEST, _LARGEST = -100, 100  # the range that the extension allows
_MANTISSA = 1 << 23


def vector_exponents(tolerance: float, width: int) -> Exponents:
    """The coarsest grid, a step 2^e for each axis, on which no point moves by more than `tolerance`.

    The axes' halved steps together, sqrt(sum(step^2)) / 2, are the largest move.
    """
    if tolerance <= 0:
        return np.full(width, _SMALLEST, np.int32)
    _, above = np.frexp(2 * tolerance / np.sqrt(width))
    found = np.full(width, int(above) - 1, np.int32)
    for axis in range(width):
        found[axis] += 1
        if float(np.sqrt((np.ldexp(1.0, found) ** 2).sum())) / 2 > tolerance:
            found[axis] -= 1
            break
    return found


def column_exponents(tolerances: Array) -> Exponents:
    """The coarsest step 2^e of each column on which no value moves by more than its tolerance."""
    _, above = np.frexp(np.maximum(np.asarray(tolerances, np.float64), 2.0**-99) * 2)
    found: Exponents = (above - 1).astype(np.int32)
    return found


def put(values: Array, exponents: Exponents) -> Stream:
    """Values (n,) or (n, k) float32 on the grid; as they are where the grid cannot hold them.

    Args:
        values: finite.
        exponents: shape (k,).
    """
    table = values.astype(np.float64).reshape(len(values), -1)
    mantissas = np.rint(np.ldexp(table, -exponents))
    high = (np.abs(mantissas) >= _MANTISSA).any()
    if high or exponents.min() < _SMALLEST or exponents.max() > _LARGEST:
        return exact(values.astype(np.float32))
    words = (mantissas.astype(np.int64) & 0xFFFFFF) | ((exponents.astype(np.int64) & 0xFF) << 24)
    moved = np.ldexp(mantissas, exponents).astype(np.float32) + np.float32(0)  # no minus zero
    rows = words.astype("<u4").view(np.uint8).reshape(len(values), -1)
    return Stream(moved.reshape(values.shape), False, "EXPONENTIAL", rows)
