"""Solids as fields: a function of place that is negative inside and near metres at its surface.

A body is a smooth union of tubes with elliptical cross-sections; a garment is the same tubes with
ease added to their radii, so it encloses the body by construction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Self

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter1d

from assets_pipeline.demo.mesh import Array, unit

Field = Callable[[Array], Array]
Ease = float | tuple[tuple[float, float], ...]


@cache
def profile(table: tuple[tuple[float, ...], ...]) -> Callable[[Array], Array]:
    """Soft curve by rows (place, value...), held constant beyond its ends; answers (n, values).

    A monotone cubic, then blurred a little: its kinks in curvature would show as bands of light.
    """
    rows = np.array(table, dtype=np.float64)
    places = np.linspace(rows[0, 0], rows[-1, 0], 240)
    values = PchipInterpolator(rows[:, 0], rows[:, 1:])(places)
    soft = gaussian_filter1d(values, 5.0, axis=0, mode="nearest")
    return lambda place: np.stack([np.interp(place, places, column) for column in soft.T], -1)


def _eased(
    table: tuple[tuple[float, ...], ...],
    ease: Ease,
    columns: int,
) -> tuple[tuple[float, ...], ...]:
    if isinstance(ease, (int, float)):
        ease = ((table[0][0], ease), (table[0][0] + 1e-3, ease))
    curve = profile(ease)
    places = sorted({row[0] for row in table} | {row[0] for row in ease})
    places = [place for place in places if table[0][0] <= place <= table[-1][0]]
    base = profile(table)(np.array(places))
    base[:, -columns:] += curve(np.array(places))
    return tuple((place, *map(float, row)) for place, row in zip(places, base, strict=True))


@dataclass(frozen=True)
class Stack:
    """Horizontal cross-sections piled up: rows (y, centre z, half width, front, back depth).

    `power` 2 is an ellipse, more is squarer.
    """

    table: tuple[tuple[float, ...], ...]
    power: float = 2.0

    def grown(self, ease: Ease) -> Self:
        """The same sections, wider on all sides by `ease`, a number or rows (y, metres)."""
        return replace(self, table=_eased(self.table, ease, 3))

    def hanging(self, start: float, drop: float) -> Self:
        """Below height `start`, sections narrow no more than (1 - drop) of what they would."""
        rows = [list(row) for row in self.table]
        top = profile(self.table)(np.array([start]))[0]
        widest = top[1:].copy()
        for row in reversed([row for row in rows if row[0] < start]):
            widest = np.maximum(widest, row[2:])
            row[2:] = list((1 - drop) * np.array(row[2:]) + drop * widest)
        return replace(self, table=tuple(tuple(row) for row in rows))

    def __call__(self, points: Array) -> Array:
        """Field values, shape (n,), for points of shape (n, 3)."""
        low, high = self.table[0][0], self.table[-1][0]
        height = np.clip(points[:, 1], low, high)
        centre, width, front, back = profile(self.table)(height).T
        depth_of = points[:, 2] - centre
        depth = np.where(depth_of > 0, front, back)
        over = points[:, 1] - height
        return elliptic(
            np.stack([points[:, 0], depth_of, over], 1),
            np.stack([width, depth, np.minimum(width, depth)], 1),
            self.power,
        )


def elliptic(offset: Array, radii: Array, power: float) -> Array:
    """First-order distance to a (super)ellipsoid: k0 (k0 - 1) / |grad k0^2| / 2."""
    scaled = np.abs(offset / radii)
    level = (scaled**power).sum(1) ** (1 / power) + 1e-9
    slope = np.linalg.norm((scaled / level[:, None]) ** (power - 1) / radii, axis=1) + 1e-9
    return np.asarray(np.maximum((level - 1) / slope, -radii.min(1)))


@dataclass(frozen=True)
class Limb:
    """A tube along a broken line of joints: rows (way 0..1, half width, half depth).

    Half depth lies along `face`, half width across it.
    """

    joints: tuple[tuple[float, float, float], ...]
    table: tuple[tuple[float, ...], ...]
    power: float = 2.0
    face: tuple[float, float, float] = (0.0, 0.0, 1.0)

    def grown(self, ease: Ease) -> Self:
        """The same tube, wider by `ease`, a number or rows (way, metres)."""
        return replace(self, table=_eased(self.table, ease, 2))

    def along(self, points: Array) -> tuple[Array, Array, Array]:
        """For each point: way 0..1 along the limb, the nearest axis point and the direction."""
        joints = np.array(self.joints)
        lengths = np.linalg.norm(np.diff(joints, axis=0), axis=1)
        best = np.full(len(points), np.inf)
        way, foot, direction = (
            np.zeros(len(points)),
            np.zeros((len(points), 3)),
            np.zeros_like(points),
        )
        for index, length in enumerate(lengths):
            ray = (joints[index + 1] - joints[index]) / length
            step = np.clip((points - joints[index]) @ ray, 0, length)
            near = joints[index] + step[:, None] * ray
            gap = np.linalg.norm(points - near, axis=1)
            won = gap < best
            best = np.where(won, gap, best)
            way = np.where(won, (lengths[:index].sum() + step) / lengths.sum(), way)
            foot, direction = (
                np.where(won[:, None], near, foot),
                np.where(won[:, None], ray, direction),
            )
        return way, foot, direction

    def __call__(self, points: Array) -> Array:
        """Field values, shape (n,), for points of shape (n, 3)."""
        way, foot, direction = self.along(points)
        width, depth = profile(self.table)(way).T
        offset = points - foot
        side = unit(np.cross(direction, self.face))
        front = np.cross(side, direction)
        parts = np.stack([(offset * axis).sum(1) for axis in (side, front, direction)], 1)
        return elliptic(parts, np.stack([width, depth, np.minimum(width, depth)], 1), self.power)


def blend(softness: float, *fields: Field) -> Field:
    """Smooth union: never smaller than the plain union, rounded over `softness` metres."""

    def value(points: Array) -> Array:
        result = fields[0](points)
        for field in fields[1:]:
            other = field(points)
            near = np.maximum(softness - np.abs(result - other), 0) / softness
            result = np.minimum(result, other) - near**2 * softness / 4
        return result

    return value


def mirror(field: Field) -> Field:
    """What the field is at x > 0, on both sides."""

    def value(points: Array) -> Array:
        folded = points.copy()
        folded[:, 0] = np.abs(folded[:, 0])
        return field(folded)

    return value


def puffed(field: Field, swell: Field) -> Field:
    """The solid let out by `swell(points)` metres (folds, quilting, seams)."""
    return lambda points: field(points) - swell(points)


def raised(field: Field, by: float) -> Field:
    """The field, as if its solid stood `by` metres further out."""
    return lambda points: field(points) - by


def gradient(field: Field, points: Array, step: float = 2e-3) -> Array:
    """Unit outward normals, shape (n, 3), by central differences."""
    shifts = np.eye(3) * step
    slopes = [field(points + shift) - field(points - shift) for shift in shifts]
    return unit(np.stack(slopes, 1))
