"""Cloth laid flat: each panel as close to its true size as it goes, all in one square.

Panels are flattened as rigidly as possible (L. Liu et al., A Local/Global Approach to Mesh
Parameterization, 2008) from their front or back view, then laid side by side. The texture of a
cloth repeats in metres, so UVs are metres over the side of the square.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUNDS: Final = 16
GAP_M: Final = 0.01
UNFOLDING: Final = 120
LEAST_AREA: Final = 1e-8
LEAST_COT: Final = 0.05
"""Weights stay positive, so that a step cannot turn a triangle over by itself."""


class Flat(NamedTuple):
    """Cloth with its seams opened.

    Attributes:
        source: (k,) the cloth's vertex that each corner vertex is.
        faces: (t, 3) over them, in the order of the cloth's.
        uvs: (k, 2) in 0..1, v up.
        side: metres that 1 stands for.
    """

    source: Ints
    faces: Ints
    uvs: Floats
    side: float


def flatten(points: Floats, faces: Ints, panels: Ints) -> Flat:
    """Open the seams and lay the panels flat.

    Args:
        points: (m, 3) the cloth in its own size, metres.
        faces: (t, 3).
        panels: (t,) which panel each triangle belongs to.
    """
    sources, laid, numbered, count = [], [], np.zeros_like(faces), 0
    pieces = [np.flatnonzero(panels == panel) for panel in np.unique(panels)]
    while pieces:
        own = pieces.pop()
        used, local = np.unique(faces[own], return_inverse=True)
        local = local.reshape(-1, 3)
        flat = _flat(points[used], local)
        over = _over(flat, local)
        if over.any():  # what will not lie flat is a piece of its own
            pieces += [own[~over], *own[over, None]]
            continue
        sources.append(used)
        laid.append(flat)
        numbered[own] = local + count
        count += len(used)
    placed, side = _packed(laid)
    return Flat(np.concatenate(sources), numbered, np.concatenate(placed) / side, side)


def _flat(points: Floats, faces: Ints) -> Floats:
    """(k, 2) metres: local rotations and one global solve, in turns."""
    corners = points[faces]
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    first = b - a
    length = np.linalg.norm(first, axis=1)
    first = first / length[:, None]
    normal = np.cross(first, c - a)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    x, y = (
        np.einsum("ij,ij->i", c - a, first),
        np.einsum("ij,ij->i", c - a, np.cross(normal, first)),
    )
    zero = np.zeros_like(x)
    own = np.stack([np.stack([zero, zero], 1), np.stack([length, zero], 1), np.stack([x, y], 1)], 1)
    back = normal[:, 2].mean() < 0
    flat = points[:, :2] * ([-1.0, 1.0] if back else [1.0, 1.0])
    edges = np.roll(own, -1, axis=1) - own  # edge k runs from corner k to k + 1
    opposite = np.roll(own, -2, axis=1)
    u, v = own - opposite, np.roll(own, -1, axis=1) - opposite
    area = np.abs(u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0])
    weight = np.maximum((u * v).sum(-1) / np.maximum(area, 1e-12), LEAST_COT) / 2
    i, j = faces.ravel(), np.roll(faces, -1, axis=1).ravel()
    n, w = len(points), weight.ravel()
    laplacian = sparse.coo_matrix(
        (np.r_[w, w, -w, -w], (np.r_[i, j, i, j], np.r_[i, j, j, i])), shape=(n, n)
    ).tocsc()
    solve = splu(
        laplacian + 1e-8 * sparse.identity(n, format="csc"), permc_spec="MMD_AT_PLUS_A"
    ).solve
    for _ in range(ROUNDS):
        now = flat[np.roll(faces, -1, axis=1)] - flat[faces]
        spin = np.einsum("tk,tki,tkj->tij", weight, now, edges)
        turn = np.stack([spin[:, 0, 0] + spin[:, 1, 1], spin[:, 1, 0] - spin[:, 0, 1]], axis=1)
        turn /= np.maximum(np.linalg.norm(turn, axis=1, keepdims=True), 1e-12)
        cos, sin = turn[:, 0, None], turn[:, 1, None]
        want = np.stack(
            [cos * edges[..., 0] - sin * edges[..., 1], sin * edges[..., 0] + cos * edges[..., 1]],
            -1,
        )
        pull = (weight[..., None] * want).reshape(-1, 2)
        right = np.stack(
            [np.bincount(j, pull[:, d], n) - np.bincount(i, pull[:, d], n) for d in (0, 1)], 1
        )
        flat = solve(right)
    return _unfolded(flat, faces)


def _unfolded(flat: Floats, faces: Ints) -> Floats:
    """Triangles that are turned over are drawn out: their corners move to their neighbours' mean."""
    n = len(flat)
    i, j = faces.ravel(), np.roll(faces, -1, axis=1).ravel()
    beside = sparse.csr_matrix((np.ones(2 * len(i)), (np.r_[i, j], np.r_[j, i])), shape=(n, n))
    beside.data[:] = 1.0
    mean = sparse.csr_matrix(sparse.diags(1 / np.asarray(beside.sum(1)).ravel()) @ beside)
    for _ in range(UNFOLDING):
        over = _over(flat, faces)
        if not over.any():
            break
        at = np.unique(faces[over])
        flat[at] += 0.5 * (mean[at] @ flat - flat[at])
    return flat


def _over(flat: Floats, faces: Ints) -> NDArray[np.bool_]:
    """(t,) which triangles lie face down, or have no area."""
    a, b, c = flat[faces[:, 0]], flat[faces[:, 1]], flat[faces[:, 2]]
    u, v = b - a, c - a
    found: NDArray[np.bool_] = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0] <= LEAST_AREA
    return found


def _packed(laid: list[Floats]) -> tuple[list[Floats], float]:
    """Panels moved side by side in rows, the tallest first, into the smallest square that is tried."""
    sizes = [np.ptp(flat, axis=0) + GAP_M for flat in laid]
    order = sorted(range(len(laid)), key=lambda panel: -sizes[panel][1])
    side = max(float(size.max()) for size in sizes)
    while True:
        corner, found = np.zeros(2), {}
        tall = 0.0
        for panel in order:
            width, height = sizes[panel]
            if corner[0] + width > side:
                corner = np.array([0.0, corner[1] + tall])
                tall = 0.0
            found[panel] = corner.copy()
            corner = corner + np.array([width, 0.0])
            tall = max(tall, float(height))
        if corner[1] + tall <= side:
            break
        side *= 1.04
    return [flat - flat.min(0) + found[panel] + GAP_M / 2 for panel, flat in enumerate(laid)], side
