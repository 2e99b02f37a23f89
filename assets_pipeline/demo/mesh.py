"""Triangle meshes of the demo catalogue: metres, +Y up, +Z front, UVs in metres of cloth."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Array = NDArray[np.float64]
Faces = NDArray[np.int64]

SPLIT = 24
"""Corner normals that differ by less than about 1 / SPLIT share a vertex."""


@dataclass(frozen=True)
class Mesh:
    """Vertices with their normals and UVs, and triangles over them.

    Attributes:
        positions: (n, 3) metres.
        normals: (n, 3) unit vectors.
        uvs: (n, 2) metres along the surface.
        faces: (m, 3) counter-clockwise seen from outside.
    """

    positions: Array
    normals: Array
    uvs: Array
    faces: Faces

    def moved(self, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Self:
        """The mesh, carried along."""
        return replace(self, positions=self.positions + np.array([x, y, z]))

    def turned(self, axis: str, degrees: float) -> Self:
        """The mesh, turned about an axis through the origin."""
        turn = rotation(axis, degrees)
        return replace(self, positions=self.positions @ turn.T, normals=self.normals @ turn.T)

    def mirrored(self) -> Self:
        """The mesh seen in the plane x = 0, its outside still outside."""
        flip = np.array([-1.0, 1.0, 1.0])
        return replace(
            self,
            positions=self.positions * flip,
            normals=self.normals * flip,
            faces=self.faces[:, ::-1],
        )

    def bent(self, place: Callable[[Array], Array]) -> Mesh:
        """The mesh with its positions put elsewhere, shaded anew."""
        return shade(place(self.positions), self.uvs, self.faces)

    def keep(self, faces: Faces) -> Self:
        """Only these triangles, and the vertices they need."""
        used, index = np.unique(faces, return_inverse=True)
        return replace(
            self,
            positions=self.positions[used],
            normals=self.normals[used],
            uvs=self.uvs[used],
            faces=index.reshape(-1, 3),
        )


def rotation(axis: str, degrees: float) -> Array:
    """A right-handed turn about `x`, `y` or `z`, as a 3x3 matrix."""
    angle = np.radians(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    turn = np.eye(3)
    i, j = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
    turn[i, i] = turn[j, j] = cos
    turn[i, j], turn[j, i] = -sin, sin
    return turn


def join(meshes: Iterable[Mesh]) -> Mesh:
    """One mesh of many."""
    parts = list(meshes)
    starts = np.cumsum([0] + [len(part.positions) for part in parts[:-1]])
    return Mesh(
        np.concatenate([part.positions for part in parts]),
        np.concatenate([part.normals for part in parts]),
        np.concatenate([part.uvs for part in parts]),
        np.concatenate([part.faces + start for part, start in zip(parts, starts, strict=True)]),
    )


def pair(mesh: Mesh) -> Mesh:
    """The mesh and its mirror image."""
    return join([mesh, mesh.mirrored()])


def unit(vectors: Array) -> Array:
    """Vectors of length one; a zero vector stays zero."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-12))


def welded(positions: Array) -> Faces:
    """For each vertex the number of its place, the same for all vertices within 10 micrometres."""
    return np.asarray(np.unique(np.round(positions, 5), axis=0, return_inverse=True)[1]).reshape(-1)


def shade(positions: Array, uvs: Array, faces: Faces, crease: float = 40.0) -> Mesh:
    """Smooth normals, broken where two faces meet at more than `crease` degrees.

    Each corner takes the area-weighted mean over those faces at its place that lie within the
    crease angle of its own face; a vertex is doubled where its corners disagree.
    """
    faces, cross, area = _without_slivers(positions, faces)
    flat = cross / area[:, None]
    corners = np.arange(3 * len(faces))
    owner = corners // 3
    place = welded(positions)[faces].reshape(-1)
    ones = np.ones(len(corners))
    shape = (len(corners), int(place.max()) + 1)
    at_place = sparse.csr_matrix((ones, (corners, place)), shape)
    faces_at = sparse.csr_matrix((ones, (place, owner)), (shape[1], len(faces)))
    meet = sparse.coo_matrix(at_place @ faces_at)
    corner, face = meet.row, meet.col
    near = (flat[owner[corner]] * flat[face]).sum(1) > np.cos(np.radians(crease))
    soft = sparse.csr_matrix((np.ones(near.sum()), (corner[near], face[near])), meet.shape)
    normals = unit(np.asarray(soft @ cross))
    return _doubled(positions, normals, uvs, faces)


def _without_slivers(positions: Array, faces: Faces) -> tuple[Faces, Array, Array]:
    cross = np.cross(
        positions[faces[:, 1]] - positions[faces[:, 0]],
        positions[faces[:, 2]] - positions[faces[:, 0]],
    )
    area = np.linalg.norm(cross, axis=1)
    good = area > 1e-11
    return faces[good], cross[good], area[good]


def _doubled(positions: Array, normals: Array, uvs: Array, faces: Faces) -> Mesh:
    """One vertex for each vertex number and corner normal that occur together."""
    corner = faces.reshape(-1)
    key = np.column_stack([corner, np.round(normals * SPLIT).astype(np.int64)])
    _, first, index = np.unique(key, axis=0, return_index=True, return_inverse=True)
    kept = corner[first]
    return Mesh(positions[kept], normals[first], uvs[kept], index.reshape(-1, 3))
