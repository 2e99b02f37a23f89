"""Surfaces of GLBs, measured: sampled distances, texture slips, borders, flipped textures.

Independent of the pipeline's own measuring: samples are random, and distances are trimesh's.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import trimesh
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from assets_pipeline import scene
from assets_pipeline.document import Document

Floats = NDArray[np.float64]
SAMPLES = 40_000
DENSE = 200_000
NEAR = 10
SLIP = 0.02
SIZE = 1000.0
"""Diagonal that surfaces are scaled to: trimesh's tolerances are absolute."""


class Surface(NamedTuple):
    """Triangles (t, 3) over points (n, 3) and, where there are any, UVs (n, 2)."""

    points: Floats
    triangles: NDArray[np.int64]
    uv: Floats | None
    name: str


class Gap(NamedTuple):
    """How two surfaces differ; distances in the unit of the points."""

    mean: float
    worst: float
    slipped: float
    """Share of samples whose texture is off by more than `SLIP` of its extent."""


def surfaces(document: Document) -> list[Surface]:
    """All shown primitives, in the world; skinned ones as they are bound."""
    found = []
    for number, world in sorted(scene.world_matrices(document.json).items()):
        node = document.json["nodes"][number]
        own = document.json["meshes"][node["mesh"]]["primitives"] if "mesh" in node else ()
        plain = [each for each in own if each.get("mode", 4) == 4]
        found += [_surface(document, node, each, world) for each in plain]
    return found


def _surface(document: Document, node: Any, primitive: Any, world: Floats) -> Surface:
    attributes = primitive["attributes"]
    points = scene.floats(document, attributes["POSITION"]).astype(np.float64)
    if "skin" not in node:
        points = points @ world[:3, :3].T + world[:3, 3]
    index = np.arange(len(points))
    if "indices" in primitive:
        index = document.accessor(primitive["indices"])
    uv = None
    if "TEXCOORD_0" in attributes:
        uv = scene.floats(document, attributes["TEXCOORD_0"]).astype(np.float64)
    material = document.json["materials"][primitive["material"]] if "material" in primitive else {}
    triangles = index[: len(index) // 3 * 3].astype(np.int64).reshape(-1, 3)
    return Surface(points, triangles, uv, material.get("name", ""))


def diagonal(found: list[Surface]) -> float:
    """Diagonal of the box around all of them."""
    used = np.concatenate([each.points[np.unique(each.triangles)] for each in found])
    return float(np.linalg.norm(np.ptp(used, axis=0)))


def doubled(surface: Surface) -> Floats:
    """Twice the area of each triangle, as a vector (t, 3)."""
    a, b, c = surface.points[surface.triangles].transpose(1, 0, 2)
    return np.cross(b - a, c - a)


def area(surface: Surface) -> float:
    return float(np.linalg.norm(doubled(surface), axis=1).sum() / 2)


def sample(surface: Surface, count: int, seed: int) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Evenly strewn points: their triangle (n,), their weights of its corners (n, 3), their place."""
    dice = np.random.default_rng(seed)
    size = np.linalg.norm(doubled(surface), axis=1)
    pick = dice.choice(len(size), count, p=size / size.sum())
    u, v = dice.random((2, count))
    u, v = np.where(u + v > 1, 1 - u, u), np.where(u + v > 1, 1 - v, v)
    weights = np.stack([1 - u - v, u, v], axis=1)
    return pick, weights, _mixed(surface.points, surface.triangles[pick], weights)


def _mixed(values: Floats, corners: NDArray[np.int64], weights: Floats) -> Floats:
    mixed: Floats = np.einsum("ni,nij->nj", weights, values[corners])
    return mixed


class Target:
    """A surface on which nearest places are looked up."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        owner, _, places = sample(surface, DENSE, 99)
        middles = surface.points[surface.triangles].mean(axis=1)
        self.owner = np.concatenate([owner, np.arange(len(middles))])
        self.tree = cKDTree(np.concatenate([places, middles]))

    def near(self, points: Floats) -> NDArray[np.int64]:
        """Triangles (n, NEAR) near each point."""
        return self.owner[self.tree.query(points, k=NEAR)[1]]

    def nearest(self, points: Floats) -> tuple[Floats, NDArray[np.int64], Floats]:
        """Distance (n,), triangle (n,) and place (n, 3) of the nearest point to each."""
        best = np.full(len(points), np.inf)
        triangle, place = np.zeros(len(points), np.int64), np.zeros_like(points)
        for column in self.near(points).T:
            corners = self.surface.points[self.surface.triangles[column]]
            there = trimesh.triangles.closest_point(corners, points)
            distance = np.linalg.norm(there - points, axis=1)
            better = distance < best
            best[better], triangle[better] = distance[better], column[better]
            place[better] = there[better]
        return best, triangle, place

    def uv(self, triangle: NDArray[np.int64], place: Floats) -> Floats:
        """Texture coordinates (n, 2) at places on triangles."""
        assert self.surface.uv is not None
        corners = self.surface.triangles[triangle]
        with np.errstate(all="ignore"):  # triangles that are lines
            weights = trimesh.triangles.points_to_barycentric(self.surface.points[corners], place)
        weights = np.nan_to_num(weights).clip(0, 1)
        weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)
        return _mixed(self.surface.uv, corners, weights)


def scaled(surface: Surface, factor: float) -> Surface:
    return surface._replace(points=surface.points * factor)


def compare(source: Surface, other: Surface, count: int = SAMPLES) -> Gap:
    """Two-sided, `count` samples on each."""
    factor = SIZE / diagonal([source])
    one, two = scaled(source, factor), scaled(other, factor)
    distances, slips = [], []
    for seed, (start, goal) in enumerate(((one, two), (two, one))):
        pick, weights, points = sample(start, count, seed)
        target = Target(goal)
        distance, triangle, place = target.nearest(points)
        distances.append(distance)
        if start.uv is not None and goal.uv is not None:
            own = _mixed(start.uv, start.triangles[pick], weights)
            slips.append(np.linalg.norm(own - target.uv(triangle, place), axis=1))
    far = np.concatenate(distances) / factor
    slipped = 0.0
    if slips and source.uv is not None:
        extent = float(np.ptp(source.uv[np.unique(source.triangles)], axis=0).max())
        slipped = float((np.concatenate(slips) > SLIP * extent).mean())
    return Gap(float(far.mean()), float(far.max()), slipped)


def borders(surface: Surface) -> int:
    """Edges that only one triangle has; vertices at one place count as one."""
    place = np.unique(surface.points.astype(np.float32) + 0, axis=0, return_inverse=True)[1]
    corners = place.reshape(-1)[surface.triangles]
    a, b, c = corners.T
    corners = corners[(a != b) & (b != c) & (c != a)]
    edges = np.sort(np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [2, 0]]]))
    return int((np.unique(edges, axis=0, return_counts=True)[1] == 1).sum())


def _turn(surface: Surface) -> Floats:
    assert surface.uv is not None
    a, b, c = surface.uv[surface.triangles].transpose(1, 0, 2)
    one, two = b - a, c - a
    turn: Floats = one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]
    return turn


def flipped(source: Surface, other: Surface) -> tuple[int, float]:
    """Triangles whose texture lies as on none of the source's near them; their share of the area."""
    if source.uv is None or other.uv is None:
        return 0, 0.0
    factor = SIZE / diagonal([source])
    one, two = scaled(source, factor), scaled(other, factor)
    near = Target(one).near(two.points[two.triangles].mean(axis=1))
    alike = (doubled(one)[near] * doubled(two)[:, None]).sum(axis=2) > 0
    turn = np.sign(_turn(one)[near] * _turn(two)[:, None])
    wrong = ((turn < 0) & alike).any(axis=1) & ~((turn >= 0) & alike).any(axis=1)
    size = np.linalg.norm(doubled(two), axis=1)
    return int(wrong.sum()), float(size[wrong].sum() / size.sum())
