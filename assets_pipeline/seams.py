"""Where a surface may not be torn or turned: texture seams, shared borders, flipped triangles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assets_pipeline import weld
from assets_pipeline.accessors import Array

FREE, FIXED, SEAM = 0, 1, 2
"""Values of `simplify.Surface.locks`."""


def places(positions: Array) -> NDArray[np.intp]:
    """One number per place: equal where vertices (n, 3) coincide."""
    _, kind = weld.weld(np.ascontiguousarray(positions, np.float32) + np.float32(0))
    return kind


def of_texture(place: NDArray[np.intp], uvs: list[Array]) -> NDArray[np.bool_]:
    """Vertices (n,) at places where texture coordinates differ.

    Args:
        place: shape (n,), as `places` gives.
        uvs: each of shape (n, 2).
    """
    if not uvs:
        return np.zeros(len(place), np.bool_)
    rows = np.hstack([place[:, None].astype(np.float32), *uvs])
    first, _ = weld.weld(np.ascontiguousarray(rows, np.float32) + np.float32(0))
    return np.bincount(place[first], minlength=len(place))[place] > 1


def border(place: NDArray[np.intp], triangles: Array) -> NDArray[np.intp]:
    """Places on an edge that only one triangle has."""
    corners = place[triangles]
    edges = np.sort(np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [2, 0]]]))
    edges = edges[edges[:, 0] != edges[:, 1]]
    key = edges[:, 0] * (int(place.max()) + 1) + edges[:, 1]
    _, at, count = np.unique(key, return_index=True, return_counts=True)
    return np.unique(edges[at[count == 1]])


class Winding:
    """Which way round the texture lies on each side of a surface's vertices."""

    def __init__(self, uv: Array, triangles: Array) -> None:
        """Look at a surface: `uv` of shape (n, 2), `triangles` of shape (t, 3)."""
        turns = turn(uv, triangles)
        self._left, self._right = np.zeros((2, len(uv)), np.bool_)
        self._left[triangles[turns > 0]] = True
        self._right[triangles[turns < 0]] = True

    def flipped(self, uv: Array, triangles: Array) -> NDArray[np.bool_]:
        """Triangles (t,) over the same vertices that lie as none around their corners did."""
        turns = turn(uv, triangles)
        left, right = self._left[triangles], self._right[triangles]
        only_left, only_right = ~right.any(axis=1), ~left.any(axis=1)
        found: NDArray[np.bool_] = ((turns < 0) & only_left) | ((turns > 0) & only_right)
        return found


def turn(uv: Array, triangles: Array) -> NDArray[np.float64]:
    """Twice the signed area (t,) of each triangle in texture space."""
    corners = uv[triangles].astype(np.float64)
    one, two = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    found: NDArray[np.float64] = one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]
    return found
