"""Equal vertices joined, triangles and vertices in the order that codec and GPU like best."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from assets_pipeline import weld
from assets_pipeline.accessors import Array
from assets_pipeline.encode import codec

_SPLIT = 1.25
"""Primitives over one vertex buffer get buffers of their own where these hold, together, at most so
many times its vertices: an index list that starts at its first vertex is shorter."""


class Part(NamedTuple):
    """One list of indices over a shared set of vertices."""

    indices: codec.Indices
    triangles: bool
    """Whether it is a plain list of triangles, which may be put in any order."""


class Arranged(NamedTuple):
    """New index lists, and the old vertex that each new one is."""

    indices: list[codec.Indices]
    vertices: Array


def arrange(rows: Array, parts: list[Part]) -> list[Arranged]:
    """One arrangement for all parts, or one for each where that costs little.

    Args:
        rows: shape (n, width) uint8: vertices with equal rows are joined.
        parts: every index below n; together not empty.
    """
    first, kind = weld.weld(rows)
    joined = first[kind].astype(np.uint32)
    sorted_parts = [_sorted(joined[part.indices], part.triangles) for part in parts]
    used = sum(len(np.unique(part)) for part in sorted_parts)
    everything = np.concatenate(sorted_parts)
    if used <= _SPLIT * len(np.unique(everything)):
        return [Arranged([new], old) for new, old in map(codec.first_use, sorted_parts)]
    new, old = codec.first_use(everything)
    cuts = np.cumsum([len(part) for part in sorted_parts])[:-1]
    return [Arranged(np.split(new, cuts), old)]


def _sorted(indices: codec.Indices, triangles: bool) -> codec.Indices:
    return codec.strips(indices) if triangles else indices
