"""The nearest point of a surface to each cloth vertex, and on which side of it the vertex lies.

From where a vertex was nearest before, the search walks over the surface's vertices to a nearer one
until there is none, then takes the closest point of the triangles about it (C. Ericson, Real-Time
Collision Detection, 2005, section 5.1.5). The local nearest is what is wanted: a sleeve belongs to
its arm, however close the trunk may come. The side is told by the interpolated normal, which turns
smoothly, so that cloth slides over edges.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial import cKDTree

from assets_pipeline.garments import edges
from assets_pipeline.pictures.machine import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

BESIDE_SQ = 0.001**2
"""Square metres beside an opening from which a point counts as beyond it."""
FAR_SQ = 0.03**2
"""Square metres from the nearest vertex beyond which the exact point is not looked for."""


class Contacts(NamedTuple):
    """Tangent planes: (m, 3) nearest points, (m, 3) unit normals, (m,) metres outside (< 0 inside)."""

    points: Floats
    normals: Floats
    distance: Floats


class Surface:
    """A triangle mesh that cloth lies on; its topology stays, its vertices move.

    It may be open, as an inner garment is: nothing lies on it beyond its hem.
    """

    def __init__(self, faces: Ints, count: int) -> None:
        """From (t, 3) triangles over `count` vertices; vertices that no face uses are never near."""
        self._faces = np.ascontiguousarray(faces, np.int64)
        self._count = count
        self.used = np.unique(faces)
        self._rim = np.zeros(count, np.bool_)
        for loop in edges.openings(faces):
            self._rim[loop] = True
        self._beside = _lists(
            np.concatenate([edges.unique(faces), edges.unique(faces)[:, ::-1]]), count
        )
        at = np.stack([faces.ravel(), np.repeat(np.arange(len(faces)), 3)], axis=1)
        self._around = _lists(at, count)

    def stand(self, points: Floats) -> Standing:
        """The surface at some positions (n, 3)."""
        return Standing(self, np.ascontiguousarray(points), edges.normals(points, self._faces))

    @property
    def arrays(self) -> tuple[Ints, NDArray[np.bool_], Ints, Ints, Ints, Ints]:
        """Faces, which vertices lie on an opening, and two adjacency lists (offsets, values)."""
        return (self._faces, self._rim, *self._beside, *self._around)


class Standing:
    """A surface where it is now: `points` and `normals`, both (n, 3)."""

    def __init__(self, surface: Surface, points: Floats, normals: Floats) -> None:
        self.surface = surface
        self.points = points
        self.normals = normals

    def start(self, cloth: Floats) -> Ints:
        """(m,) the nearest vertex to each cloth vertex, from nothing."""
        used = self.surface.used
        return np.ascontiguousarray(used[self._tree.query(cloth)[1]], np.int64)

    @cached_property
    def _tree(self) -> cKDTree:
        return cKDTree(self.points[self.surface.used], balanced_tree=False, compact_nodes=False)

    def near(self, cloth: Floats, last: Ints) -> Contacts:
        """Nearest points of cloth vertices (m, 3); `last` (m,) is where the walks begin, and is updated."""
        cloth = np.ascontiguousarray(cloth)
        return Contacts(*_near(cloth, last, self.points, self.normals, *self.surface.arrays))


def _lists(pairs: Ints, count: int) -> tuple[Ints, Ints]:
    """(offsets (n + 1,), values): the second of each pair by the first."""
    matrix = sparse.csr_matrix(
        (np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, int(pairs[:, 1].max()) + 1)
    )
    matrix.sort_indices()
    return matrix.indptr.astype(np.int64), matrix.indices.astype(np.int64)


# The rest is compiled; the arguments of `_near` are those of `Standing.near` and `Surface.arrays`.


@compiled
def _near(  # noqa: C901, PLR0912, PLR0917 - compiled: a call inside would cost what it saves
    cloth: Floats,
    last: Ints,
    points: Floats,
    normals: Floats,
    faces: Ints,
    rim: Flags,
    first: Ints,
    beside: Ints,
    start: Ints,
    around: Ints,
) -> tuple[Floats, Floats, Floats]:
    m = len(cloth)
    near, out, far = np.zeros((m, 3)), np.zeros((m, 3)), np.zeros(m)
    for i in range(m):
        p = cloth[i]
        at = last[i]
        best = _square(p, points[at])
        moved = True
        while moved:
            moved = False
            for k in range(first[at], first[at + 1]):
                d = _square(p, points[beside[k]])
                if d < best:
                    best, at, moved = d, beside[k], True
        last[i] = at
        if best > FAR_SQ:  # no triangle can touch it this time: the vertex stands for its plane
            out[i] = normals[at]
            near[i] = p - normals[at] if rim[at] else points[at]
            far[i] = _dot(
                p[0] - near[i, 0],
                p[1] - near[i, 1],
                p[2] - near[i, 2],
                out[i, 0],
                out[i, 1],
                out[i, 2],
            )
            continue
        second, close = at, 1e30
        for k in range(first[at], first[at + 1]):
            d = _square(p, points[beside[k]])
            if d < close:
                close, second = d, beside[k]
        best = 1e30
        for vertex in (at, second):
            for k in range(start[vertex], start[vertex + 1]):
                a, b, c = faces[around[k]]
                u, v, w = _closest(p, points[a], points[b], points[c])
                x = u * points[a, 0] + v * points[b, 0] + w * points[c, 0]
                y = u * points[a, 1] + v * points[b, 1] + w * points[c, 1]
                z = u * points[a, 2] + v * points[b, 2] + w * points[c, 2]
                d = (p[0] - x) ** 2 + (p[1] - y) ** 2 + (p[2] - z) ** 2
                if d < best:
                    best = d
                    near[i, 0], near[i, 1], near[i, 2] = x, y, z
                    for axis in range(3):
                        out[i, axis] = (
                            u * normals[a, axis] + v * normals[b, axis] + w * normals[c, axis]
                        )
        length = np.sqrt(out[i, 0] ** 2 + out[i, 1] ** 2 + out[i, 2] ** 2)
        side = 0.0
        for axis in range(3):
            out[i, axis] /= length
            side += (p[axis] - near[i, axis]) * out[i, axis]
        far[i] = side
        if rim[at] and best - side * side > BESIDE_SQ:  # beyond an opening nothing is lain on
            for axis in range(3):
                near[i, axis] = p[axis] - out[i, axis]
            far[i] = 1.0
    return near, out, far


@compiled
def _square(p: Floats, q: Floats) -> float:
    found: float = (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 + (p[2] - q[2]) ** 2
    return found


@compiled
def _dot(ax: float, ay: float, az: float, bx: float, by: float, bz: float) -> float:  # noqa: PLR0917 - scalars stay in registers
    return ax * bx + ay * by + az * bz


@compiled
def _closest(  # noqa: PLR0911 - one return for each region of the plane
    p: Floats, a: Floats, b: Floats, c: Floats
) -> tuple[float, float, float]:
    """Barycentric coordinates of the closest point of a triangle."""
    abx, aby, abz = b[0] - a[0], b[1] - a[1], b[2] - a[2]
    acx, acy, acz = c[0] - a[0], c[1] - a[1], c[2] - a[2]
    apx, apy, apz = p[0] - a[0], p[1] - a[1], p[2] - a[2]
    d1 = _dot(abx, aby, abz, apx, apy, apz)
    d2 = _dot(acx, acy, acz, apx, apy, apz)
    if d1 <= 0 and d2 <= 0:
        return 1.0, 0.0, 0.0
    bpx, bpy, bpz = p[0] - b[0], p[1] - b[1], p[2] - b[2]
    d3 = _dot(abx, aby, abz, bpx, bpy, bpz)
    d4 = _dot(acx, acy, acz, bpx, bpy, bpz)
    if d3 >= 0 and d4 <= d3:
        return 0.0, 1.0, 0.0
    vc = d1 * d4 - d3 * d2
    if vc <= 0 and d1 >= 0 and d3 <= 0:
        v = d1 / (d1 - d3)
        return 1 - v, v, 0.0
    cpx, cpy, cpz = p[0] - c[0], p[1] - c[1], p[2] - c[2]
    d5 = _dot(abx, aby, abz, cpx, cpy, cpz)
    d6 = _dot(acx, acy, acz, cpx, cpy, cpz)
    if d6 >= 0 and d5 <= d6:
        return 0.0, 0.0, 1.0
    vb = d5 * d2 - d1 * d6
    if vb <= 0 and d2 >= 0 and d6 <= 0:
        w = d2 / (d2 - d6)
        return 1 - w, 0.0, w
    va = d3 * d6 - d5 * d4
    if va <= 0 and d4 - d3 >= 0 and d5 - d6 >= 0:
        w = (d4 - d3) / ((d4 - d3) + (d5 - d6))
        return 0.0, 1 - w, w
    total = 1.0 / (va + vb + vc)
    return va * total, vb * total, vc * total
