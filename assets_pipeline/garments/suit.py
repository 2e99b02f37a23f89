"""The bodysuit that garments are cut from, refined, as rows over the figure's vertices.

A row is one cloth vertex as a weighted sum of the figure's vertices, so that the same cut lies on
any body: ``cloth = rows @ figure``. The suit is refined once by Catmull and Clark's rules (1978),
which are such sums; at its openings the boundary rules keep the edge a smooth curve.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Faces = NDArray[np.int64]


class Cloth(NamedTuple):
    """A triangle mesh over the figure.

    Attributes:
        rows: (m, n) CSR, each row summing to 1.
        faces: (t, 3), seen from outside.
    """

    rows: sparse.csr_matrix
    faces: Faces


def refined(quads: NDArray[np.int32], count: int) -> tuple[sparse.csr_matrix, Faces]:
    """One Catmull-Clark step.

    Args:
        quads: (f, 4) over the figure's `count` vertices.
        count: of the figure.

    Returns:
        rows (m, count) of the refined vertices, and (4 f, 4) quads over them.
    """
    used, flat = np.unique(quads.astype(np.int64), return_inverse=True)
    old = flat.reshape(quads.shape)
    v, f = len(used), len(old)
    ends = np.stack([old, np.roll(old, -1, axis=1)], axis=-1).reshape(-1, 2)
    edges, which, sharing = np.unique(
        np.sort(ends, axis=1), axis=0, return_inverse=True, return_counts=True
    )
    which = which.reshape(f, 4)
    e = len(edges)
    face = _matrix(np.repeat(np.arange(f), 4), old.ravel(), 0.25, (f, v))
    middle = _matrix(np.repeat(np.arange(e), 2), edges.ravel(), 0.5, (e, v))
    beside = _matrix(which.ravel(), np.repeat(np.arange(f), 4), 1.0, (e, f))
    inner = sharing == 2
    own = sparse.diags(np.where(inner, 0.5, 1.0)) @ middle
    edge = own + sparse.diags(np.where(inner, 0.25, 0.0)) @ beside @ face
    corner = _corners(old, edges, inner, face, middle)
    rows = sparse.vstack([corner, edge, face]).tocsr()
    lift = _matrix(np.arange(v), used, 1.0, (v, count))
    middles = v + which
    centre = np.repeat(v + e + np.arange(f)[:, None], 4, axis=1)
    fine = np.stack([old, middles, centre, np.roll(middles, 1, axis=1)], axis=-1).reshape(-1, 4)
    return (rows @ lift).tocsr(), fine


def _corners(
    old: Faces,
    edges: Faces,
    inner: NDArray[np.bool_],
    face: sparse.csr_matrix,
    middle: sparse.csr_matrix,
) -> sparse.csr_matrix:
    """Where the old vertices go: (F + 2R + (n - 3) P) / n inside, (M + P) / 2 on the boundary."""
    v = face.shape[1]
    faces_at = _matrix(old.ravel(), np.repeat(np.arange(len(old)), 4), 1.0, (v, len(old)))
    ends = edges.ravel()
    number = np.repeat(np.arange(len(edges)), 2)
    edges_at = _matrix(ends, number, 1.0, (v, len(edges)))
    n = np.maximum(np.asarray(faces_at.sum(1)).ravel(), 1)
    around = np.maximum(np.asarray(edges_at.sum(1)).ravel(), 1)
    smooth = (
        (faces_at @ face).multiply((1 / n**2)[:, None])
        + (edges_at @ middle).multiply((2 / (around * n))[:, None])
        + sparse.diags((n - 3) / n)
    )
    rim = ~inner[number]
    rim_at = _matrix(ends[rim], number[rim], 1.0, (v, len(edges)))
    on_rim = np.asarray(rim_at.sum(1)).ravel() > 0
    border = (rim_at @ middle) * 0.25 + sparse.identity(v) * 0.5
    keep = sparse.diags(on_rim.astype(float))
    found: sparse.csr_matrix = (keep @ border + (sparse.identity(v) - keep) @ smooth).tocsr()
    return found


def _matrix(
    rows: NDArray[np.int64], columns: NDArray[np.int64], value: float, shape: tuple[int, int]
) -> sparse.csr_matrix:
    return sparse.csr_matrix((np.full(len(rows), value), (rows, columns)), shape=shape)


def triangles(quads: Faces, points: NDArray[np.float64]) -> Faces:
    """(2 f, 3): each quad split along its shorter diagonal."""
    corners = points[quads]
    first = np.linalg.norm(corners[:, 0] - corners[:, 2], axis=1)
    second = np.linalg.norm(corners[:, 1] - corners[:, 3], axis=1)
    turned = np.where((first <= second)[:, None], quads, np.roll(quads, -1, axis=1))
    return turned[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3)
