"""Edges, openings and normals of a triangle mesh."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def unique(faces: Ints) -> Ints:
    """(e, 2) each edge once, lower vertex first."""
    ends = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    return np.unique(np.sort(ends, axis=1), axis=0)


def openings(faces: Ints) -> list[Ints]:
    """The boundary loops, each (k,) vertices in the order in which the faces run along them."""
    ends = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    order = np.sort(ends, axis=1)
    _, first, times = np.unique(order, axis=0, return_index=True, return_counts=True)
    border = ends[first[times == 1]]
    after = dict(border.tolist())
    loops = []
    while after:
        start, at = after.popitem()
        loop = [start]
        while at != start:
            loop.append(at)
            at = after.pop(at)
        loops.append(np.array(loop, np.int64))
    return sorted(loops, key=len, reverse=True)


def normals(points: Floats, faces: Ints) -> Floats:
    """(m, 3) unit, each face weighing by its area."""
    a, b, c = points[faces[:, 0]], points[faces[:, 1]], points[faces[:, 2]]
    across = np.cross(b - a, c - a)
    found = np.stack(
        [
            np.bincount(faces.ravel(), np.repeat(across[:, axis], 3), len(points))
            for axis in range(3)
        ],
        1,
    )
    made: Floats = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)
    return made


def averaging(faces: Ints, count: int) -> sparse.csr_matrix:
    """(m, m) mean of the neighbours; of a vertex on an opening, of those on the opening."""
    edges = unique(faces)
    rim = np.zeros(count, bool)
    border = [np.stack([loop, np.roll(loop, -1)], axis=1) for loop in openings(faces)]
    along = np.concatenate([*border, np.zeros((0, 2), np.int64)])
    rim[along.ravel()] = True
    both = np.concatenate([edges, edges[:, ::-1]])
    both = np.concatenate([both[~rim[both[:, 0]]], along, along[:, ::-1]])
    counts = np.bincount(both[:, 0], minlength=count)
    weights = 1.0 / np.maximum(counts[both[:, 0]], 1)
    return sparse.csr_matrix((weights, (both[:, 0], both[:, 1])), shape=(count, count))
