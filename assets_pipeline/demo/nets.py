"""Surfaces of fields: quads by dual contouring's simplest kin, cut along lines of other fields.

Surface nets: Gibson, "Constrained elastic surface nets", 1998: one vertex in every cell of a grid
that the surface crosses, one quad around every crossing edge; the vertices are then moved onto
the surface by Newton steps along its gradient.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets_pipeline.demo.field import Field, gradient
from assets_pipeline.demo.mesh import Array, Faces, Mesh, unit

Mask = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
Box = tuple[tuple[float, float, float], tuple[float, float, float]]


def surface(field: Field, box: Box, cell: float) -> Mesh:
    """The zero surface of `field` inside `box` (lowest, highest corner), with cells of `cell` m."""
    low = np.array(box[0])
    counts = np.ceil((np.array(box[1]) - low) / cell).astype(int) + 1
    axes = [low[i] + cell * np.arange(counts[i]) for i in range(3)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), -1)
    values = field(grid.reshape(-1, 3)).reshape(grid.shape[:3])
    crossed = _crossed(values < 0)
    number = np.cumsum(crossed.reshape(-1)).reshape(crossed.shape) - 1
    positions = low + (np.argwhere(crossed) + 0.5) * cell
    faces = _triangles(values < 0, number)
    for _ in range(4):
        positions = positions - np.clip(field(positions), -cell, cell)[:, None] * gradient(
            field, positions
        )
    return Mesh(positions, gradient(field, positions), np.zeros((len(positions), 2)), faces)


def _crossed(inside: Mask) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Cells that have corners on both sides."""
    corners = np.stack(
        [
            inside[i : i - 1 or None, j : j - 1 or None, k : k - 1 or None]
            for i, j, k in np.ndindex(2, 2, 2)
        ]
    )
    return np.asarray(corners.any(0) & ~corners.all(0))


def _triangles(inside: Mask, number: Faces) -> Faces:
    """Two triangles for every inner grid edge that the surface crosses."""
    found = []
    for axis in range(3):
        here = np.moveaxis(inside, axis, 0)
        cells = np.moveaxis(number, axis, 0)
        start, end = here[:-1, 1:-1, 1:-1], here[1:, 1:-1, 1:-1]
        edge = np.argwhere(start != end)
        i, j, k = edge.T
        ring = np.stack(
            [cells[i, j, k], cells[i, j + 1, k], cells[i, j + 1, k + 1], cells[i, j, k + 1]], 1
        )
        outward = start[tuple(edge.T)] ^ (axis == 1)
        ring = np.where(outward[:, None], ring, ring[:, ::-1])
        found += [ring[:, [0, 1, 2]], ring[:, [0, 2, 3]]]
    return np.concatenate(found)


def cut(mesh: Mesh, line: Field, snap: float = 0.0) -> tuple[Mesh, Mesh]:
    """The mesh where `line` is positive, and where it is negative, parted exactly along it.

    Vertices within `snap` metres of the line slide onto it, so that no slivers arise.
    """
    side = line(mesh.positions)
    near = np.abs(side) < snap
    if near.any():
        mesh, side = _slid(mesh, line, side, near), np.where(near, 0.0, side)
    return _half(mesh, side), _half(mesh, -side)


def _slid(mesh: Mesh, line: Field, side: Array, near: Mask) -> Mesh:
    """The vertices that are `near` moved along the surface onto the line."""
    places, normals = mesh.positions[near], mesh.normals[near]
    slope = (
        np.stack([line(places + step) - line(places - step) for step in np.eye(3) * 5e-4], 1) / 1e-3
    )
    slope -= (slope * normals).sum(1, keepdims=True) * normals
    length = np.maximum((slope**2).sum(1), 0.2)
    moved = mesh.positions.copy()
    moved[near] -= np.where(length > 4, 0.0, side[near] / length)[:, None] * slope
    return replace(mesh, positions=moved)


def _half(mesh: Mesh, side: Array) -> Mesh:
    """Sutherland-Hodgman on every triangle, new vertices shared along edges."""
    faces, up = mesh.faces, side[mesh.faces] > 0
    count = up.sum(1)
    one, two = (
        _rolled(faces[count == 1], up[count == 1]),
        _rolled(faces[count == 2], ~up[count == 2]),
    )
    edges = np.sort(
        np.concatenate([one[:, [0, 1]], one[:, [0, 2]], two[:, [0, 1]], two[:, [0, 2]]]), 1
    )
    pairs, index = np.unique(edges, axis=0, return_inverse=True)
    new = index.reshape(-1) + len(mesh.positions)
    a, b = new[: len(one)], new[len(one) : 2 * len(one)]
    c, d = new[2 * len(one) : 2 * len(one) + len(two)], new[2 * len(one) + len(two) :]
    kept = [
        faces[count == 3],
        np.stack([one[:, 0], a, b], 1),
        np.stack([c, two[:, 1], two[:, 2]], 1),
        np.stack([c, two[:, 2], d], 1),
    ]
    whole = _with_edges(mesh, pairs, side)
    return whole.keep(_merged(whole, np.concatenate(kept)))


def _merged(mesh: Mesh, faces: Faces) -> Faces:
    """Triangles over one vertex per place, without those that have lost their area."""
    key = np.column_stack([np.round(mesh.positions, 6), np.round(mesh.normals, 2)])
    _, first, index = np.unique(key, axis=0, return_index=True, return_inverse=True)
    faces = first[index.reshape(-1)][faces]
    a, b, c = faces.T
    return np.asarray(faces[(a != b) & (b != c) & (c != a)])


def _rolled(faces: Faces, alone: Mask) -> Faces:
    """Each triangle turned so that its lonely corner comes first."""
    first = alone.argmax(1)
    return np.asarray(np.take_along_axis(faces, (first[:, None] + np.arange(3)) % 3, 1))


def _with_edges(mesh: Mesh, pairs: Faces, side: Array) -> Mesh:
    """The mesh with one more vertex on each of these edges, where `side` passes zero."""
    a, b = pairs.T
    share = (side[a] / (side[a] - side[b]))[:, None]

    def mixed(values: Array) -> Array:
        return np.concatenate([values, values[a] * (1 - share) + values[b] * share])

    return Mesh(mixed(mesh.positions), unit(mixed(mesh.normals)), mixed(mesh.uvs), mesh.faces)
