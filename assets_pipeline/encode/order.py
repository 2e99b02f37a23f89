"""Triangles and vertices in the order that codec and GPU like best."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from assets_pipeline.accessors import Array
from assets_pipeline.encode import codec

_SPLIT = 1.25
"""Primitives over one vertex buffer get buffers of their own where these hold, together, at most so
many times its vertices: an index list that starts at its first vertex is shorter."""
_SMALL = 20_000
"""Triangles up to which more orders are tried."""
_WIDEST = 256
_MOST_PAIRS = 1e9
"""Pairs of triangles that share a vertex; a sound mesh has some twenty for each triangle."""


class Part(NamedTuple):
    """One list of indices over a shared set of vertices."""

    indices: codec.Indices
    triangles: bool
    """Whether it is a plain list of triangles, which may be put in any order."""


class Shape(NamedTuple):
    """Which vertices are one, and what an order of them costs."""

    standing: Array
    """Shape (n,): the vertex that stands for each, the first of its equals."""
    rows: Array
    """Shape (n, stride) uint8: the vertices as the codec will see them."""
    points: Array
    """Shape (n, 3): where they are."""


class Arranged(NamedTuple):
    """New index lists, and the old vertex that each new one is."""

    indices: list[codec.Indices]
    vertices: Array


def arrange(shape: Shape, parts: list[Part]) -> list[Arranged]:
    """One arrangement for all parts, or one for each where that costs little.

    Args:
        shape: of n vertices.
        parts: every index below n; together not empty.
    """
    standing = shape.standing.astype(np.uint32)
    lists = [_best(shape, standing[part.indices], part.triangles) for part in parts]
    used = sum(len(np.unique(each)) for each in lists)
    everything = np.concatenate(lists)
    if used <= _SPLIT * len(np.unique(everything)):
        return [Arranged([new], old) for new, old in map(codec.first_use, lists)]
    new, old = codec.first_use(everything)
    cuts = np.cumsum([len(each) for each in lists])[:-1]
    return [Arranged(np.split(new, cuts), old)]


def _best(shape: Shape, indices: codec.Indices, triangles: bool) -> codec.Indices:
    """Of several good orders of triangles the one that is shortest to write."""
    if not triangles or not len(indices) or _tangled(indices):
        return indices
    return min(_orders(shape.points, indices), key=lambda order: _cost(shape.rows, order))


def _tangled(indices: codec.Indices) -> bool:
    """Whether so many triangles meet at a vertex that ordering them, quadratic there, takes long."""
    meeting = np.bincount(indices).astype(np.float64)
    return float((meeting * meeting).sum()) > _MOST_PAIRS


def _orders(points: Array, indices: codec.Indices) -> Iterator[codec.Indices]:
    """Strips that begin in different corners of the mesh."""
    faces = indices.reshape(-1, 3)
    yield codec.strips(indices)
    yield codec.strips(np.ascontiguousarray(faces[::-1]).reshape(-1))
    centres = points[faces].sum(axis=1)
    for axis in range(3):
        along = np.argsort(centres[:, axis], kind="stable")
        yield codec.strips(faces[along].reshape(-1))
        if len(faces) < _SMALL:
            yield codec.strips(np.ascontiguousarray(faces[along[::-1]]).reshape(-1))


def _cost(rows: Array, indices: codec.Indices) -> int:
    """Bytes of the indices and the vertices together."""
    new, old = codec.first_use(indices)
    vertices = [rows[old, at : at + _WIDEST] for at in range(0, rows.shape[1], _WIDEST)]
    return len(codec.triangles(new)) + sum(len(codec.attributes(part)) for part in vertices)
