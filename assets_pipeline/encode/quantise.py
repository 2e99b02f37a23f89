"""Which form each vertex attribute takes, and how far its values may move for it.

Positions and texture coordinates stay float32 on a grid, so nodes, skins, materials and bounds mean
what they meant. Directions become int8, weights and joints uint8; integers that a file has already
are kept.
"""

from __future__ import annotations

import numpy as np

from assets_pipeline.accessors import Array
from assets_pipeline.encode import exponential, octahedral
from assets_pipeline.encode.stream import Stream, exact

TEXCOORD = 2.0**-12
"""Of the larger side of the texture coordinates' range: none of them moves further."""

_SHORTEST = 1e-6  # a direction below it points nowhere


def texcoord_exponents(values: Array) -> exponential.Exponents:
    """The grid for texture coordinates (n, 2)."""
    span = (values.max(axis=0).astype(np.float64) - values.min(axis=0)).max()
    return exponential.vector_exponents(max(span, 2.0**-8) * TEXCOORD, 2)


def attribute(name: str, values: Array, *, normalized: bool) -> Stream:
    """An attribute that is not on a grid of floats and needs no knowledge of the others.

    Args:
        name: e.g. `NORMAL`; of an unknown attribute the values stay as they are.
        values: shape (n,) or (n, width), as they lie in the accessor.
        normalized: integers stand for 0..1 or -1..1.
    """
    if values.dtype == np.float32:
        if name in {"NORMAL", "TANGENT"}:
            return _direction(values)
        if name.startswith("COLOR_"):
            return _colour(values)
    elif name in {"NORMAL", "TANGENT"} and values.dtype == np.int8 and normalized:
        again = _direction(values.astype(np.float32) / 127)
        if (again.values == values).all():  # it came out of such a filter
            return again
    return exact(values, normalized=normalized)


def _direction(values: Array) -> Stream:
    """Unit vectors (n, 3), or (n, 4) with a sign; where one has no length, all without a filter."""
    if (np.abs(values[:, :3]).max(axis=1) < _SHORTEST).any():
        return Stream(np.rint(np.clip(values, -1, 1) * 127).astype(np.int8), True)
    return octahedral.put(values)


def _colour(values: Array) -> Stream:
    """uint8 where that is what the floats came from, else uint16; as they are beyond 0..1."""
    if values.min() < 0 or values.max() > 1:
        return exact(values)
    eight = np.rint(values.astype(np.float64) * 255)
    if np.abs(eight / 255 - values).max() < 2.0**-16:
        return Stream(eight.astype(np.uint8), True)
    return Stream(np.rint(values.astype(np.float64) * 65535).astype(np.uint16), True)


def morph(name: str, values: Array, grid: exponential.Exponents | None, *, norm: bool) -> Stream:
    """What a morph target adds to an attribute; `grid` is that of the attribute itself."""
    if values.dtype != np.float32:
        return exact(values, normalized=norm)
    if name in {"NORMAL", "TANGENT"} and np.abs(values).max() <= 1:
        return Stream(np.rint(values * 127).astype(np.int8), True)
    return exact(values) if grid is None else exponential.put(values, grid)
