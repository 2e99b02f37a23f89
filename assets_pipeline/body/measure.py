"""The tape measure: girths and lengths of a figure.

A girth is the length of a tape pulled tight about one part of the body: the perimeter of the convex
hull of the skin's section there. Where the section lies is fixed on the skin once, on the middle
figure (heights as shares of stature, ISO 8559-1 landmarks), as crossings of mesh edges
``(1 - t) a + t b``; on every other figure the crossings move with the skin.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.body import shape
from assets_pipeline.body.bones import BONES
from assets_pipeline.body.figure import Figure
from assets_pipeline.pictures.machine import compiled

Floats = NDArray[np.float64]
Reading = Callable[[Floats], Floats]
"""Parameter vectors (b, p) -> measurements (b, names), metres."""


class Level(NamedTuple):
    """Where a girth is taken: a share of stature, or a share of the way along a bone."""

    part: str
    height: float = 0.0
    bone: str = ""
    to: str = ""
    way: float = 0.5


LEVELS: Final = {
    "neck": Level("neck", 0.865),
    "bust": Level("trunk", 0.735),
    "underbust": Level("trunk", 0.697),
    "waist": Level("trunk", 0.635),
    "hips": Level("trunk", 0.515),
    "thigh": Level("leg", 0.455),
    "knee": Level("leg", 0.280),
    "calf": Level("leg", 0.205),
    "ankle": Level("leg", 0.062),
    "upper_arm": Level("arm", bone="upperarm_l", to="lowerarm_l", way=0.45),
    "wrist": Level("arm", bone="lowerarm_l", to="hand_l", way=0.93),
}
"""Where each girth is taken; limbs are measured on the left."""

LENGTHS: Final = ("height", "inseam", "shoulder", "sleeve")
MEASURES: Final = (*LENGTHS, *LEVELS)
"""All that is measured, metres."""

ACROMION_M: Final = 0.025
"""How far outside the joint's centre the shoulder's tip is taken."""

_TRUNK: Final = ("pelvis", "spine", "clavicle", "neck", "head", "thigh")
_PARTS: Final = {
    "neck": ("spine", "clavicle", "neck", "head"),
    "trunk": _TRUNK,
    "leg": ("pelvis", "thigh_l", "calf_l", "foot_l", "ball_l"),
    "arm": ("upperarm_l", "lowerarm_l", "hand_l"),
}


class Ring(NamedTuple):
    """A section of the skin: edges (k, 2), shares (k,) along them, two axes (2, 3) of its plane."""

    edges: NDArray[np.int32]
    shares: Floats
    axes: Floats


class Tape:
    """Measures figures; made once."""

    def __init__(self, figure: Figure) -> None:
        self._figure = figure
        middle = figure.vertices(shape.DEFAULT)
        self.rings = {name: _ring(figure, middle, level) for name, level in LEVELS.items()}
        self._marks = _marks(figure, middle)

    def of(self, vertices: Floats) -> dict[str, float]:
        """All `MEASURES` of a figure's vertices (n, 3), metres."""
        everything = np.arange(len(vertices), dtype=np.int32)
        found = self._measured(vertices[None], everything, MEASURES)[0]
        return dict(zip(MEASURES, found.tolist(), strict=True))

    def reading(self, names: tuple[str, ...]) -> Reading:
        """A quick way to take some measurements of many bodies."""
        edges = [self.rings[name].edges.ravel() for name in names if name in self.rings]
        rows = np.unique(np.concatenate([*edges, self._marks.ravel()])).astype(np.int32)
        place = np.zeros(len(self._figure.template), np.int32)
        place[rows] = np.arange(len(rows), dtype=np.int32)
        part = self._figure.some(rows)
        return lambda parameters: self._measured(part.at(parameters), place, names)

    def _measured(self, bodies: Floats, place: NDArray[np.int32], names: tuple[str, ...]) -> Floats:
        found = self._lengths(bodies, place)
        for name, ring in self.rings.items():
            if name in names:
                ends = bodies[:, place[ring.edges]]
                shares = ring.shares[:, None]
                line = ends[:, :, 0] * (1 - shares) + ends[:, :, 1] * shares
                found[name] = _hulls(np.ascontiguousarray(line @ ring.axes.T))
        return np.stack([found[name] for name in names], axis=1)

    def _lengths(self, bodies: Floats, place: NDArray[np.int32]) -> dict[str, Floats]:
        points = bodies[:, place[self._marks]].mean(axis=2)
        crown, sole, crotch, left, right = points[:, :5].swapaxes(0, 1)
        return {
            "height": (crown - sole)[:, 1],
            "inseam": (crotch - sole)[:, 1],
            "shoulder": np.linalg.norm(left - right, axis=1),
            "sleeve": np.linalg.norm(np.diff(points[:, 5:], axis=1), axis=2).sum(1),
        }


def _marks(figure: Figure, middle: Floats) -> NDArray[np.int32]:
    """(8, 8) vertices whose means are crown, sole, crotch, two shoulder tips, shoulder to wrist."""
    skin = figure.skin
    ys = middle[skin, 1]
    midline = skin[np.abs(middle[skin, 0]) < 1e-4]
    low = middle[midline]
    crotch = midline[np.argmin(np.where(low[:, 1] > 0.35 * ys.max(), low[:, 1], 9.0))]
    heads = figure.heads(middle)
    tips = []
    for side in ("l", "r"):
        joint = heads[list(BONES).index(f"upperarm_{side}")]
        joint = joint * [1 + ACROMION_M / abs(joint[0]), 1, 1]
        beside = skin[np.hypot(*(middle[skin] - joint)[:, [0, 2]].T) < 0.03]
        tips.append(beside[np.argmax(middle[beside, 1])])
    single = [skin[np.argmax(ys)], skin[np.argmin(ys)], crotch, *tips]
    arm = [figure.cube(name) for name in ("upperarm_l", "lowerarm_l", "hand_l")]
    return np.stack([*(np.full(8, one) for one in single), *arm]).astype(np.int32)


def _ring(figure: Figure, middle: Floats, level: Level) -> Ring:
    heads = figure.heads(middle)
    names = list(BONES)
    if level.bone:
        start, end = heads[names.index(level.bone)], heads[names.index(level.to)]
        origin = start + level.way * (end - start)
        normal = (end - start) / np.linalg.norm(end - start)
    else:
        stature = middle[figure.skin, 1].max()
        origin, normal = np.array([0.0, level.height * stature, 0.0]), np.array([0.0, 1.0, 0.0])
    wanted = _PARTS[level.part]
    allowed = np.array([name.startswith(wanted) for name in names])
    strongest = allowed[figure.joints[:, 0]]
    edges = np.unique(np.sort(_edges(figure.body), axis=1), axis=0)
    edges = edges[strongest[edges].all(axis=1)]
    far = (middle - origin) @ normal
    a, b = far[edges[:, 0]], far[edges[:, 1]]
    crossing = (a < 0) != (b < 0)
    edges, a, b = edges[crossing], a[crossing], b[crossing]
    shares = a / (a - b)
    side = np.array([1.0, 0.0, 0.0]) if abs(normal[0]) < 0.9 else np.array([0.0, 1.0, 0.0])
    first = np.cross(normal, side)
    first /= np.linalg.norm(first)
    return Ring(edges.astype(np.int32), shares, np.stack([first, np.cross(normal, first)]))


def _edges(quads: NDArray[np.int32]) -> NDArray[np.int32]:
    return np.stack([quads, np.roll(quads, -1, axis=1)], axis=-1).reshape(-1, 2)


@compiled
def _hulls(lines: Floats) -> Floats:
    """(b,) perimeters of the convex hulls of (b, k, 2) points: Andrew's monotone chain."""
    found = np.zeros(len(lines))
    for index in range(len(lines)):
        points = lines[index]
        order = np.argsort(points[:, 0] + 1e-9 * points[:, 1])
        total = 0.0
        for way in range(2):
            hull = np.zeros((len(order), 2))
            size = 0
            for step in range(len(order)):
                p = points[order[step if way == 0 else len(order) - 1 - step]]
                while size > 1:
                    a, b = hull[size - 2], hull[size - 1]
                    turn = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
                    if turn > 0:
                        break
                    size -= 1
                hull[size] = p
                size += 1
            for step in range(1, size):
                total += np.hypot(
                    hull[step, 0] - hull[step - 1, 0], hull[step, 1] - hull[step - 1, 1]
                )
        found[index] = total
    return found
