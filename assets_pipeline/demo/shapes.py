"""Plain shapes: sheets, sweeps, turned profiles, prisms and rounded boxes, with UVs in metres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.interpolate import CubicSpline

from assets_pipeline.demo.mesh import Array, Mesh, join, shade, unit

ROUND = 10
"""Sides from which a round bar needs no help to look round."""


def sheet(grid: Array, crease: float = 40.0) -> Mesh:
    """A surface through a grid of points, shape (rows, columns, 3); rows run up, columns right."""
    rows, columns = grid.shape[:2]
    across = np.linalg.norm(np.diff(grid, axis=1), axis=2).mean(0)
    up = np.linalg.norm(np.diff(grid, axis=0), axis=2).mean(1)
    u = np.concatenate([[0], np.cumsum(across)])
    v = np.concatenate([[0], np.cumsum(up)])
    uvs = np.stack(np.meshgrid(u - u[-1] / 2, v), -1).reshape(-1, 2)
    corner = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = corner[:-1, :-1], corner[:-1, 1:], corner[1:, 1:], corner[1:, :-1]
    faces = np.concatenate(
        [np.stack([a, b, c], -1).reshape(-1, 3), np.stack([a, c, d], -1).reshape(-1, 3)]
    )
    return shade(grid.reshape(-1, 3), uvs, faces, crease)


def smooth_path(points: Array, steps: int, closed: bool = False) -> Array:
    """A cubic curve through points, `steps` pieces to each span."""
    if closed:
        points = np.concatenate([points, points[:1]])
    way = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1) ** 0.5)])
    curve = CubicSpline(way, points, bc_type="periodic" if closed else "natural")
    return np.asarray(
        curve(
            np.interp(
                np.linspace(0, len(way) - 1, steps * (len(way) - 1) + 1), np.arange(len(way)), way
            )
        )
    )


def sweep(
    points: Sequence[Sequence[float]] | Array,
    radius: float | Sequence[float],
    *,
    sides: int = 10,
    steps: int = 6,
    closed: bool = False,
    profile: Sequence[tuple[float, float]] | None = None,
    up: Sequence[float] = (0.0, 0.0, 1.0),
    crease: float = 40.0,
) -> Mesh:
    """A bar along a smooth curve, its ends closed.

    Args:
        points: the curve's knots.
        radius: metres, or one scale per knot (of the profile, where one is given).
        sides: corners of a round bar.
        steps: pieces per span; 0 keeps the broken line.
        closed: the curve comes back to its start.
        profile: cross-section (sideways, up) counter-clockwise, instead of a circle.
        up: roughly where the profile's second axis points.
        crease: degrees.

    U runs along the bar, so that wood grain does.
    """
    knots = np.array(points, dtype=np.float64)
    path = smooth_path(knots, steps, closed) if steps else knots
    size = np.interp(
        np.linspace(0, 1, len(path)),
        np.linspace(0, 1, 1 if isinstance(radius, (int, float)) else len(radius)),
        np.atleast_1d(np.array(radius, dtype=np.float64)),
    )
    angular = profile is not None
    if profile is None:
        turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)
        profile = list(zip(np.cos(turn), np.sin(turn), strict=True))
    shape = np.array([*profile, profile[0]]) * [1.0, 1.0]
    side, high = _frames(path, np.array(up, dtype=np.float64), closed)
    rings = path[:, None] + size[:, None, None] * (
        shape[None, :, :1] * side[:, None] + shape[None, :, 1:] * high[:, None]
    )
    if not closed:
        rings = np.concatenate([_cap(rings[0], path[0]), rings, _cap(rings[-1], path[-1])])
    bar = sheet(rings, crease if len(shape) > ROUND or angular else 75)
    return replace(bar, uvs=bar.uvs[:, ::-1])


def _cap(ring: Array, centre: Array) -> Array:
    return np.broadcast_to(centre, (1, *ring.shape))


def _frames(path: Array, up: Array, closed: bool) -> tuple[Array, Array]:
    """Sideways and up vectors along a path, carried on with the least turning."""
    ahead = np.gradient(path, axis=0)
    if closed:
        ahead[0] = ahead[-1] = path[1] - path[-2]
    ahead = unit(ahead)
    high = np.zeros_like(path)
    last = up if abs(unit(up) @ ahead[0]) < 0.95 else np.array([0.0, 1.0, 0.0])
    for index, direction in enumerate(ahead):
        last = unit(last - (last @ direction) * direction)
        high[index] = last
    return np.cross(high, ahead), high


def revolve(
    profile: Sequence[tuple[float, float]], segments: int = 32, crease: float = 40.0
) -> Mesh:
    """A turned solid: (radius, height) from the top down on the outside, hence counter-clockwise."""
    outline = np.array(profile, dtype=np.float64)[::-1]
    turn = np.linspace(0, 2 * np.pi, segments + 1)
    ring = np.stack([np.sin(turn), np.zeros_like(turn), np.cos(turn)], -1)
    ring[-1] = ring[0]
    grid = outline[:, None, :1] * ring + outline[:, None, 1:] * np.array([0.0, 1.0, 0.0])
    return sheet(grid, crease)


def rounded(points: Sequence[tuple[float, float]], steps: int = 4) -> list[tuple[float, float]]:
    """A profile with its bends turned into curves."""
    path = smooth_path(np.array(points, dtype=np.float64), steps)
    return [(float(x), float(y)) for x, y in path]


def box(
    size: tuple[float, float, float], radius: float = 0.004, steps: int = 1, bevel: int = 2
) -> Mesh:
    """A box with rounded edges, centred at the origin; `steps` quads along each flat side."""
    half = np.array(size) / 2
    radius = min(radius, *half)
    faces = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        a, b = _stops(half[u], radius, steps, bevel), _stops(half[v], radius, steps, bevel)
        for sign in (1.0, -1.0):
            grid = np.zeros((len(b), len(a), 3))
            grid[..., axis] = sign * half[axis]
            grid[..., u] = a[None, :] * sign
            grid[..., v] = b[:, None]
            core = np.clip(grid, radius - half, half - radius)
            grid = core + radius * unit(grid - core)
            side = sheet(grid, 30)
            faces.append(side if half[u] >= half[v] else replace(side, uvs=side.uvs[:, ::-1]))
    whole = join(faces)
    return shade(whole.positions, whole.uvs, whole.faces, 50)


def _stops(half: float, radius: float, steps: int, bevel: int) -> Array:
    """Grid places across one side: equal angles over the rounded edges, equal steps between."""
    turn = np.tan(np.linspace(0, np.pi / 4, bevel + 1)) * radius
    inner = np.linspace(radius - half, half - radius, steps + 1)
    return np.concatenate([(radius - half - turn)[:0:-1], inner, (half - radius + turn)[1:]])


def cushion(
    size: tuple[float, float, float], puff: float, steps: int = 6, radius: float = 0.03
) -> Mesh:
    """An upholstered box whose faces swell by `puff` metres in their middles."""
    half = np.array(size) / 2
    block = box(size, radius, steps, 2)

    def place(points: Array) -> Array:
        share = np.clip(points / half, -1, 1)
        room = 1 - share**2
        swell = np.stack(
            [room[:, 1] * room[:, 2], room[:, 0] * room[:, 2], room[:, 0] * room[:, 1]], 1
        )
        return np.asarray(points + puff * np.sqrt(np.maximum(swell, 0)) * share)

    return block.bent(place)


def prism(
    outline: Sequence[tuple[float, float]] | Array, low: float, high: float, bevel: float = 0.002
) -> Mesh:
    """A flat body over an outline (x, z), clockwise seen from above, with rounded rims."""
    shape = np.array(outline, dtype=np.float64)
    shape = np.concatenate([shape, shape[:1]])
    centre = shape[:-1].mean(0)
    inward = unit(centre - shape)
    rows = [(low, 1e9), (low, bevel), (low + bevel, 0.0)]
    rows += [(high - bevel, 0.0), (high, bevel), (high, 1e9)]
    if bevel > 0.003:
        rows[2:2] = [(low + 0.3 * bevel, 0.3 * bevel)]
        rows[-2:-2] = [(high - 0.3 * bevel, 0.3 * bevel)]
    grid = np.zeros((len(rows), len(shape), 3))
    for row, (height, step) in zip(grid, rows, strict=True):
        row[:, [0, 2]] = np.where(step > 1, centre, shape + inward * min(step, 1))
        row[:, 1] = height
    mesh = sheet(grid, 42)
    if mesh.normals[mesh.positions[:, 1] >= high - 1e-6][:, 1].mean() < 0:
        mesh = sheet(grid[:, ::-1], 42)
    caps = np.abs(mesh.normals[:, 1]) > 0.8
    uvs = np.where(caps[:, None], mesh.positions[:, [0, 2]] * [1.0, -1.0], mesh.uvs)
    return Mesh(mesh.positions, mesh.normals, uvs, mesh.faces)


def leg(
    top: Sequence[float], foot: Sequence[float], wide: float, narrow: float, sides: int = 14
) -> Mesh:
    """A round leg that tapers to its foot."""
    ends = np.array([top, foot], dtype=np.float64)
    places = np.array([0.0, 0.02, 0.5, 0.985, 1.0])[:, None]
    path = ends[0] * (1 - places) + ends[1] * places
    scale = [wide * 0.9, wide, (wide + narrow) / 2, narrow, narrow * 0.85]
    return sweep(path, scale, sides=sides, steps=0)
