"""Cutting cloth along a line: what lies where a field is negative falls away.

The cut runs through the triangles, exactly where the field, linear along each edge, is 0. Where it
would pass close to a vertex, the vertex is moved onto it instead, so that no sliver is left.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from assets_pipeline.garments.edges import openings
from assets_pipeline.garments.suit import Cloth

Floats = NDArray[np.float64]

CLOSE: Final = 0.25
"""Share of an edge within which the cut takes its end."""


def clip(cloth: Cloth, field: Floats) -> Cloth:
    """The part of `cloth` where `field` (m,) is not negative, with its unused vertices gone."""
    return _cut(cloth, field, sides=(1.0,))


def score(cloth: Cloth, field: Floats) -> Cloth:
    """The whole cloth, with edges along the line where `field` is 0: a seam may run there."""
    return _cut(cloth, field, sides=(1.0, -1.0))


def _cut(cloth: Cloth, field: Floats, sides: tuple[float, ...]) -> Cloth:
    cloth, field = _snapped(cloth, field)
    cutter = _Cutter(field)
    level = (field[cloth.faces] == 0).all(axis=1)
    pieces = [cloth.faces[level]] if len(sides) > 1 else []
    for side in sides:
        sign = np.sign(side * field[cloth.faces]).astype(int)
        whole = (sign.min(1) >= 0) & (sign.max(1) > 0)
        crossed = (sign.min(1) < 0) & (sign.max(1) > 0)
        pieces.append(cloth.faces[whole])
        for pattern in ((1, -1, -1), (1, 0, -1), (1, -1, 0), (-1, 1, 1)):
            pieces += cutter.pieces(_turned(cloth.faces[crossed], sign[crossed], pattern), pattern)
    edges = cutter.edges()
    share = field[edges[:, 0]] / (field[edges[:, 0]] - field[edges[:, 1]])
    rows = sparse.vstack([cloth.rows, _between(cloth.rows, edges, share)]).tocsr()
    return tidy(Cloth(rows, np.concatenate(pieces)))


def _turned(
    faces: NDArray[np.int64], sign: NDArray[np.int64], pattern: tuple[int, int, int]
) -> NDArray[np.int64]:
    """The faces whose corners have these signs, turned so that they have them in this order."""
    found = [
        np.roll(faces, -turn, axis=1)[(np.roll(sign, -turn, axis=1) == pattern).all(1)]
        for turn in range(3)
    ]
    return np.concatenate(found)


class _Cutter:
    """New vertices on the crossed edges, each edge cut once."""

    def __init__(self, field: Floats) -> None:
        self._count = len(field)
        self._made: dict[tuple[int, int], int] = {}

    def pieces(
        self, faces: NDArray[np.int64], pattern: tuple[int, int, int]
    ) -> list[NDArray[np.int64]]:
        """What is left of faces whose corners have the signs of `pattern`."""
        if not len(faces):
            return []
        a, b, c = faces.T
        if pattern == (1, -1, -1):
            return [np.stack([a, self._cut(a, b), self._cut(a, c)], 1)]
        if pattern == (1, 0, -1):
            return [np.stack([a, b, self._cut(a, c)], 1)]
        if pattern == (1, -1, 0):
            return [np.stack([a, self._cut(a, b), c], 1)]
        first, second = self._cut(a, b), self._cut(a, c)
        return [np.stack([first, b, c], 1), np.stack([first, c, second], 1)]

    def edges(self) -> NDArray[np.int64]:
        """(k, 2) the edges cut, in the order of their new vertices."""
        return np.array(list(self._made), np.int64).reshape(-1, 2)

    def _cut(self, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
        pairs = zip(np.minimum(a, b).tolist(), np.maximum(a, b).tolist(), strict=True)
        made = self._made
        return np.array([made.setdefault(pair, self._count + len(made)) for pair in pairs])


def tidy(cloth: Cloth) -> Cloth:
    """The cloth without vertices that no face uses."""
    used, flat = np.unique(cloth.faces, return_inverse=True)
    return Cloth(cloth.rows[used], flat.reshape(cloth.faces.shape))


def _snapped(cloth: Cloth, field: Floats) -> tuple[Cloth, Floats]:
    """Move vertices that are close to the cut onto it, each along its nearest crossed edge."""
    faces = cloth.faces
    ends = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    rim = np.zeros(len(field), bool)
    border = np.zeros(0, np.int64)
    for loop in openings(faces):
        rim[loop] = True
        after = np.roll(loop, -1)
        border = np.concatenate(
            [border, np.minimum(loop, after) * len(field) + np.maximum(loop, after)]
        )
    ends = np.concatenate([ends, ends[:, ::-1]])
    along = np.isin(ends.min(axis=1) * len(field) + ends.max(axis=1), border)
    ends = ends[~rim[ends[:, 0]] | along]  # an opening keeps its line
    ends = ends[(field[ends[:, 0]] < 0) != (field[ends[:, 1]] < 0)]
    share = field[ends[:, 0]] / (field[ends[:, 0]] - field[ends[:, 1]])
    near = share < CLOSE
    ends, share = ends[near], share[near]
    order = np.argsort(share, kind="stable")
    at, first = np.unique(ends[order, 0], return_index=True)
    best = order[first]
    stays = np.ones(len(field))
    stays[at] = 0.0
    k = len(at)
    into = sparse.csr_matrix((np.ones(k), (at, np.arange(k))), shape=(len(field), k))
    moved = sparse.diags(stays) @ cloth.rows + into @ _between(cloth.rows, ends[best], share[best])
    field = field.copy()
    field[at] = 0.0
    return Cloth(moved.tocsr(), faces), field


def _between(rows: sparse.csr_matrix, edges: NDArray[np.int64], share: Floats) -> sparse.csr_matrix:
    """Rows of the points that lie `share` of the way along edges."""
    first = sparse.diags(1 - share) @ rows[edges[:, 0]]
    found: sparse.csr_matrix = (first + sparse.diags(share) @ rows[edges[:, 1]]).tocsr()
    return found
