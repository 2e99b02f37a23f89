"""Cutting cloth along a line: what lies where a field is negative falls away.

The cut runs through the triangles, exactly where the field, linear along each edge, is 0. Where it
would pass close to a vertex, the vertex is moved onto it instead, so that no sliver is left.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from assets_pipeline.garments.suit import Cloth

Floats = NDArray[np.float64]

CLOSE: Final = 0.25
"""Share of an edge within which the cut takes its end."""


def clip(cloth: Cloth, field: Floats) -> Cloth:
    """The part of `cloth` where `field` (m,) is not negative, with its unused vertices gone."""
    field = field.copy()
    field[field == 0.0] = 1e-12
    cloth, field = _snapped(cloth, field)
    faces = cloth.faces
    inside = field[faces] >= 0
    number = inside.sum(1)
    crossing = (number > 0) & (number < 3) & (field[faces].min(1) < 0)
    whole = faces[number == 3]
    cut = faces[crossing]
    keep_one = (field[cut] >= 0).sum(1) == 1
    lone = np.argmax((field[cut] >= 0) == keep_one[:, None], axis=1)
    turned = np.take_along_axis(cut, (lone[:, None] + np.arange(3)) % 3, axis=1)
    a, b, c = turned.T
    ends = np.concatenate([np.stack([a, b], 1), np.stack([a, c], 1)])
    edges, which = np.unique(np.sort(ends, axis=1), axis=0, return_inverse=True)
    share = field[edges[:, 0]] / (field[edges[:, 0]] - field[edges[:, 1]])
    first = len(field) + which[: len(cut)]
    second = len(field) + which[len(cut) :]
    tips = np.stack([a, first, second], axis=1)[keep_one]
    one = np.stack([first, b, c], axis=1)[~keep_one]
    two = np.stack([first, c, second], axis=1)[~keep_one]
    rows = sparse.vstack([cloth.rows, _between(cloth.rows, edges, share)]).tocsr()
    joined = np.concatenate([whole, tips, one, two])
    flat = (joined[:, 0] == joined[:, 1]) | (joined[:, 1] == joined[:, 2])
    return tidy(Cloth(rows, joined[~flat]))


def tidy(cloth: Cloth) -> Cloth:
    """The cloth without vertices that no face uses."""
    used, flat = np.unique(cloth.faces, return_inverse=True)
    return Cloth(cloth.rows[used], flat.reshape(cloth.faces.shape))


def _snapped(cloth: Cloth, field: Floats) -> tuple[Cloth, Floats]:
    """Move vertices that are close to the cut onto it, each along its nearest crossed edge."""
    faces = cloth.faces
    ends = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    ends = np.concatenate([ends, ends[:, ::-1]])
    ends = ends[(field[ends[:, 0]] < 0) != (field[ends[:, 1]] < 0)]
    share = field[ends[:, 0]] / (field[ends[:, 0]] - field[ends[:, 1]])
    near = share < CLOSE
    ends, share = ends[near], share[near]
    order = np.argsort(share, kind="stable")
    at, first = np.unique(ends[order, 0], return_index=True)
    best = order[first]
    moved = cloth.rows.tolil(copy=True)
    moved[at] = _between(cloth.rows, ends[best], share[best])
    field = field.copy()
    field[at] = 0.0
    return Cloth(moved.tocsr(), faces), field


def _between(rows: sparse.csr_matrix, edges: NDArray[np.int64], share: Floats) -> sparse.csr_matrix:
    """Rows of the points that lie `share` of the way along edges."""
    first = sparse.diags(1 - share) @ rows[edges[:, 0]]
    return (first + sparse.diags(share) @ rows[edges[:, 1]]).tocsr()
