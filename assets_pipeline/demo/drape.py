"""Things laid on a garment: patches, strips, buttons, cords; found by marching to its field."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assets_pipeline.demo.field import Field, gradient
from assets_pipeline.demo.mesh import Array, Mesh, unit
from assets_pipeline.demo.shapes import revolve, sheet, sweep

FRONT, BACK = (0.0, 0.0, 1.0), (0.0, 0.0, -1.0)
RIGHT, LEFT, TOP = (1.0, 0.0, 0.0), (-1.0, 0.0, 0.0), (0.0, 1.0, 0.0)


def land(field: Field, points: Array, side: Sequence[float], far: float = 0.4) -> Array:
    """Points moved along one axis until they lie on the field, coming from `side`."""
    ray = np.array(side)
    start = points * (1 - np.abs(ray)) + ray * far
    for _ in range(34):
        start = start - np.clip(field(start), -0.04, 0.04)[:, None] * 0.8 * ray
    return np.asarray(start)


def cleared(field: Field, points: Array, gap: float) -> Array:
    """Points pushed out of a field until they are `gap` metres off it."""
    flat = points.reshape(-1, 3)
    for _ in range(8):
        short = np.maximum(gap - field(flat), 0)
        flat = flat + short[:, None] * gradient(field, flat)
    return flat.reshape(points.shape)


def patch(
    field: Field,
    corners: Sequence[tuple[float, float]],
    side: Sequence[float],
    thickness: float = 0.002,
    steps: tuple[int, int] = (12, 12),
) -> Mesh:
    """A four-sided piece of cloth lying on the garment.

    Args:
        field: what it lies on.
        corners: four corners in the plane seen from `side`, (x, y) from front or back, (z, y) from
            the sides, counter-clockwise as seen in those coordinates from the lower left.
        side: from where the piece is laid on.
        thickness: metres.
        steps: quads across and up.
    """
    a, b, c, d = np.array(corners)
    across = np.linspace(0, 1, steps[0] + 1)[None, :, None]
    up = np.linspace(0, 1, steps[1] + 1)[:, None, None]
    plane = (a * (1 - across) + b * across) * (1 - up) + (d * (1 - across) + c * across) * up
    return laid(field, plane, side, thickness)


def between_curves(
    field: Field,
    left: Sequence[tuple[float, float]],
    right: Sequence[tuple[float, float]],
    side: Sequence[float],
    *,
    thickness: float = 0.002,
    steps: tuple[int, int] = (6, 16),
) -> Mesh:
    """A piece of cloth between two broken lines with as many corners, from bottom to top."""
    place = np.linspace(0, len(left) - 1, steps[1] + 1)
    knots = np.arange(len(left))
    sides = [
        np.stack([np.interp(place, knots, np.array(line)[:, i]) for i in (0, 1)], -1)
        for line in (left, right)
    ]
    across = np.linspace(0, 1, steps[0] + 1)[None, :, None]
    plane = sides[0][:, None] * (1 - across) + sides[1][:, None] * across
    return laid(field, plane, side, thickness)


def laid(field: Field, plane: Array, side: Sequence[float], thickness: float) -> Mesh:
    """A grid of plane points, shape (rows, columns, 2), laid on as a slab with turned edges."""
    rows, columns = plane.shape[:2]
    spread = np.zeros((rows * columns, 3))
    horizontal = 2 if side[0] else 0
    vertical = 2 if side[1] else 1
    spread[:, horizontal], spread[:, vertical] = plane.reshape(-1, 2).T
    ground = land(field, spread, side)
    normal = gradient(field, ground)
    top = (ground + thickness * normal).reshape(rows, columns, 3)
    under = (ground - 0.5 * thickness * normal).reshape(rows, columns, 3)
    mesh = slab(top, under)
    facing = (mesh.normals @ np.array(side)).mean() > 0
    return mesh if facing else slab(top[:, ::-1], under[:, ::-1])


def slab(top: Array, under: Array) -> Mesh:
    """A grid surface whose edges reach down to another grid of the same shape."""

    def ringed(grid: Array) -> Array:
        return np.pad(grid, ((1, 1), (1, 1), (0, 0)), mode="edge")

    whole = ringed(top)
    low = ringed(under)
    whole[0], whole[-1], whole[:, 0], whole[:, -1] = low[0], low[-1], low[:, 0], low[:, -1]
    return sheet(whole, crease=50)


def strip(
    field: Field,
    line: Sequence[tuple[float, float]],
    side: Sequence[float],
    width: float,
    *,
    thickness: float = 0.002,
    steps: int = 24,
) -> Mesh:
    """A narrow band of cloth along a broken line."""
    points = np.array(line, dtype=np.float64)
    way = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    place = np.linspace(0, way[-1], steps + 1)
    path = np.stack([np.interp(place, way, points[:, i]) for i in (0, 1)], -1)
    direction = unit(np.gradient(path, axis=0))
    across = np.stack([direction[:, 1], -direction[:, 0]], -1) * width / 2
    return laid(field, np.stack([path - across, path, path + across], 1), side, thickness)


def stitches(field: Field, line: Sequence[tuple[float, float]], side: Sequence[float]) -> Mesh:
    """A raised seam of thread, 1.6 mm wide."""
    return strip(field, line, side, 0.0018, thickness=0.0016, steps=20)


def button(
    field: Field, place: tuple[float, float], side: Sequence[float], radius: float = 0.0055
) -> Mesh:
    """A sewn-on button with a rim."""
    outline = [(0.0, 0.45), (0.6, 0.45), (0.72, 0.62), (0.9, 0.6), (1.0, 0.3), (1.0, -0.3)]
    disc = revolve([(r * radius, y * radius * 0.8) for r, y in outline], 12, crease=50)
    return seated(field, disc, place, side)


def seated(
    field: Field, mesh: Mesh, place: tuple[float, float], side: Sequence[float], lift: float = 0.001
) -> Mesh:
    """A mesh standing along +Y at the origin, set upright on the garment."""
    start = np.zeros((1, 3))
    start[0, 2 if side[0] else 0], start[0, 2 if side[1] else 1] = place
    ground = land(field, start, side)
    up = gradient(field, ground)[0]
    ahead = np.array([0.0, 1.0, 0.0]) if abs(up[1]) < 0.8 else np.array([0.0, 0.0, 1.0])
    across = unit(np.cross(up, ahead))
    frame = np.stack([across, up, np.cross(across, up)], 1)
    return Mesh(
        mesh.positions @ frame.T + ground[0] + lift * up,
        mesh.normals @ frame.T,
        mesh.uvs,
        mesh.faces,
    )


def cord(
    field: Field,
    line: Sequence[tuple[float, float]],
    side: Sequence[float],
    radius: float,
    lift: float = 0.0,
) -> Mesh:
    """A round cord along a broken line on the garment."""
    plane = np.array(line, dtype=np.float64)
    points = np.zeros((len(plane), 3))
    points[:, 2 if side[0] else 0], points[:, 2 if side[1] else 1] = plane.T
    ground = land(field, points, side)
    return sweep(ground + (lift + radius * 0.6) * gradient(field, ground), radius, sides=6, steps=2)


def zipper(
    field: Field, line: Sequence[tuple[float, float]], side: Sequence[float], width: float = 0.010
) -> tuple[Mesh, Mesh]:
    """(tape, teeth) of a closed zip."""
    tape = strip(field, line, side, width * 1.7, thickness=0.0012)
    teeth = strip(field, line, side, width * 0.42, thickness=0.0032, steps=40)
    return tape, teeth
