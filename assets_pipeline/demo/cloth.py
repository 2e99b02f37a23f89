"""Cloth: shells of fields with openings, hems of some thickness, bands, folds and panels' UVs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assets_pipeline.demo.field import Field, Limb
from assets_pipeline.demo.mesh import Array, Faces, Mesh, join, unit, welded
from assets_pipeline.demo.nets import cut

THICK = 0.004
"""Metres from which an edge is worth rounding."""


def wrinkles(points: Array, seed: int, scale: tuple[float, float, float]) -> Array:
    """Soft irregular waves between 0 and 1; `scale` is waves per metre along x, y, z."""
    rng = np.random.default_rng(seed)
    place = points * np.array(scale) * 2 * np.pi
    value = np.zeros(len(points))
    for _ in range(5):
        ray = rng.normal(1, 0.45, 3) * rng.choice([-1, 1], 3)
        bend = np.sin(place @ rng.normal(0, 0.6, 3) + rng.uniform(0, 6.3))
        value += np.sin(place @ ray + rng.uniform(0, 6.3) + 1.2 * bend)
    return np.asarray(0.5 + 0.5 * np.tanh(value * 0.55))


def between(value: Array, start: float, end: float) -> Array:
    """A soft step from 0 at `start` to 1 at `end` (which may be the lower)."""
    share = np.clip((value - start) / (end - start), 0, 1)
    return np.asarray(share * share * (3 - 2 * share))


def border(mesh: Mesh) -> Faces:
    """Directed edges, shape (n, 2), that belong to one triangle only."""
    place = welded(mesh.positions)[mesh.faces]
    edges = np.concatenate([mesh.faces[:, [0, 1]], mesh.faces[:, [1, 2]], mesh.faces[:, [2, 0]]])
    ends = np.sort(np.concatenate([place[:, [0, 1]], place[:, [1, 2]], place[:, [2, 0]]]), 1)
    _, index, count = np.unique(ends, axis=0, return_inverse=True, return_counts=True)
    alone = (count[index.reshape(-1)] == 1) & (ends[:, 0] != ends[:, 1])
    return np.asarray(edges[alone])


def hemmed(mesh: Mesh, thickness: float, fold: float = 0.012) -> Mesh:
    """The shell with every open edge rounded over and folded in by `fold` metres."""
    edges = border(mesh)
    used, index = np.unique(edges, return_inverse=True)
    index = index.reshape(-1, 2)
    place, normal = mesh.positions[used], unit(mesh.normals[used])
    out = _outward(place, normal, index, welded(place))
    half = thickness / 2
    rows = [(place, normal), (place - thickness * normal, unit(out - normal))]
    if thickness >= THICK:
        rows[1:] = [(place + half * (out - normal), out), (place - thickness * normal, -normal)]
    rows.append((place - thickness * normal - fold * out, -normal))
    count = len(used)
    a, b = index[:, 0], index[:, 1]
    quads = [
        np.stack([b + k * count, a + k * count, a + (k + 1) * count, b + (k + 1) * count], 1)
        for k in range(len(rows) - 1)
    ]
    ring = np.concatenate(quads)
    faces = np.concatenate([ring[:, [0, 1, 2]], ring[:, [0, 2, 3]]])
    positions, normals = (np.concatenate(list(part)) for part in zip(*rows, strict=True))
    rim = Mesh(positions, normals, np.tile(mesh.uvs[used], (len(rows), 1)), faces)
    return join([mesh, rim])


def _outward(place: Array, normal: Array, edges: Faces, same: Faces) -> Array:
    """Unit vectors along the surface, out of it, at border vertices."""
    along = place[edges[:, 1]] - place[edges[:, 0]]
    away = np.cross(along, normal[edges[:, 0]])
    total = np.zeros((same.max() + 1, 3))
    for end in (0, 1):
        np.add.at(total, same[edges[:, end]], away)
    return unit(total[same])


def swollen(mesh: Mesh, thickness: float) -> Mesh:
    """The shell moved out along its normals."""
    return replace(mesh, positions=mesh.positions + thickness * unit(mesh.normals))


def band(
    shell: Mesh, line: Field, width: float, thickness: float, hem: float = 0.004
) -> tuple[Mesh, Mesh]:
    """Part a shell at `line(p) = width`: (the rest, a hemmed thicker band of what lies below)."""
    rest, strip = cut(shell, lambda points: line(points) - width, 0.005)
    return rest, hemmed(swollen(strip, thickness), hem, 0.006)


def around(mesh: Mesh, radius: float, centre_z: float = 0.0) -> Mesh:
    """UVs wrapped about a vertical axis, front in the middle; parted along the back."""
    halves = []
    for sign, half in zip((1.0, -1.0), cut(mesh, lambda points: points[:, 0]), strict=True):
        x, y, z = half.positions.T
        angle = np.arctan2(np.maximum(sign * x, 0), z - centre_z) * sign
        halves.append(replace(half, uvs=np.stack([angle * radius, y], 1)))
    return join(halves)


def along_limb(mesh: Mesh, limb: Limb, radius: float) -> Mesh:
    """UVs wrapped about both limbs of a pair, parted along their inner sides."""
    parts = []
    for half in cut(mesh, lambda points: _frame(limb, points)[1]):
        _, front, out, way = _frame(limb, half.positions)
        sign = 1.0 if np.median(front) > 0 else -1.0
        angle = np.arctan2(np.maximum(sign * front, 0), out) * sign * np.sign(half.positions[:, 0])
        parts.append(replace(half, uvs=np.stack([angle * radius, -way], 1)))
    return join(part for part in parts if len(part.faces))


def _frame(limb: Limb, points: Array) -> tuple[Array, Array, Array, Array]:
    """(distance, front, outward, way in metres) of points about the nearer limb of a pair."""
    folded = points * np.array([1.0, 1.0, 1.0])
    folded[:, 0] = np.abs(folded[:, 0])
    way, foot, _ = limb.along(folded)
    offset = folded - foot
    bones = np.diff(np.array(limb.joints), axis=0)
    lengths = np.linalg.norm(bones, axis=1)
    before = np.minimum((folded - limb.joints[0]) @ (bones[0] / lengths[0]), 0)  # a sleeve's cap
    along = way * lengths.sum() + before
    return np.linalg.norm(offset, axis=1), offset[:, 2], offset[:, 0], along


def flat(mesh: Mesh, axes: tuple[int, int] = (0, 1)) -> Mesh:
    """UVs seen along an axis."""
    return replace(mesh, uvs=mesh.positions[:, axes])
