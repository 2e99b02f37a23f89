"""A garment as it is sewn: its cloth over the figure, and where each vertex lies on a given body.

Placed on the body of a size chart, the distances between vertices are the pattern of that size;
placed on the shopper, the same vertices are where the fit begins. The suit is let out along its
normals until each girth is the body's plus the ease; loose cloth falls straight from the bust to the
hips and from the thigh to the hem instead of following the body in; a hem below the hips is let down
from the hip line.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from assets_pipeline.body.measure import LEVELS
from assets_pipeline.garments import edges, rings
from assets_pipeline.garments.cuts import HIP_LINE, cut, seams
from assets_pipeline.garments.frame import Frame
from assets_pipeline.garments.spec import LEGS, Spec

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROW_M: Final = 0.022
"""Distance of the rows that are let down."""
LOOSE: Final = (0.02, 0.14)
"""Ease, metres, at which cloth begins to fall straight, and at which it does wholly."""
SHARE: Final = {rings.TRUNK: 1.0, rings.ARM: 0.4, rings.LEG: 0.55}
"""Of the ease, for each part."""
HEMMING: Final = 4
"""Times that an opening is drawn to the mean of its neighbours along it."""
SMOOTHING: Final = 14
COLLAR_PANEL: Final = 100
COLLARS: Final = {
    "collar": (
        *((-0.004, 0.012), (-0.006, 0.024), (-0.001, 0.031), (0.009, 0.026)),
        *((0.018, 0.013), (0.026, -0.002), (0.033, -0.017)),
    ),
    "turtle": ((0.000, 0.012), (0.004, 0.018), (0.008, 0.010), (0.009, -0.006), (0.010, -0.024)),
    "hood": (
        *((0.004, 0.016), (0.018, 0.034), (0.042, 0.040), (0.064, 0.028), (0.078, 0.004)),
        *((0.084, -0.024), (0.080, -0.054), (0.068, -0.082), (0.048, -0.100)),
    ),
}
"""What stands on a neckline: metres outward and up from it, row by row."""
TAPER: Final = {rings.ARM: 0.25, rings.LEG: 0.28}
"""How much narrower straight sleeves and legs are at their end."""
FLARE_M: Final = 0.14
"""Added to the radius of a leg's hem by a flare of 1."""
_BONES: Final = {rings.ARM: ("upperarm", "lowerarm", "hand"), rings.LEG: ("thigh", "calf", "foot")}
_WIDEST: Final = {rings.ARM: "upper_arm", rings.LEG: "thigh"}


class Pattern:
    """One garment.

    Attributes:
        spec: what it was cut from.
        faces: (t, 3) of the cloth, seen from outside.
        panels: (t,) the piece of cloth that each triangle belongs to.
        zones: (m, 3) shares of trunk, arm, leg.
        rings: where its girths are taken.
        level: (m,) height of each vertex on the middle figure, share of stature.
    """

    def __init__(self, frame: Frame, spec: Spec) -> None:
        self.spec = spec
        self._frame = frame
        base, panels = seams(frame, cut(frame, spec), spec)
        self._base = base
        self._columns = self._let_down(base.faces)
        self.rows = 0
        self.faces = base.faces
        if len(self._columns):
            self.rows = max(1, round((HIP_LINE - spec.hem) * frame.stature / ROW_M))
            below = _grid(self._columns, base.rows.shape[0], self.rows)
            self.faces = np.concatenate([base.faces, below])
            panels = np.concatenate(
                [panels, np.tile(_above(self._columns, base.faces, panels), 2 * self.rows)]
            )
        self.count = base.rows.shape[0] + self.rows * len(self._columns)
        self._neck, self._collar = self._neckline(base.faces), COLLARS.get(spec.neckline, ())
        if self._collar:
            above = _grid(self._neck, self.count, len(self._collar))
            sides = 2 * (frame.points(base)[self._neck, 0] > 0)
            both = np.maximum(sides, np.roll(sides, -1))
            panels = np.concatenate([panels, np.tile(COLLAR_PANEL + both, 2 * len(self._collar))])
            self.faces = np.concatenate([self.faces, above])
            self.count += len(self._collar) * len(self._neck)
        self.panels = panels
        self.zones = self._with_rows(frame.zones(base), 0.0)
        height = frame.points(base)[:, 1] / frame.stature
        rows = [height, np.repeat(self._heights, len(self._columns))]
        rows += [height[self._neck]] * len(self._collar)
        self.level = np.concatenate(rows)
        self.rings = {
            name: rings.Ring(_widened(ring.ends, self.count))
            for name, ring in rings.rings(frame, base).items()
        }

    def place(
        self, body: Floats, girths: Mapping[str, float], least: float = -1.0, stature: float = 0.0
    ) -> Floats:
        """(m, 3) the cloth about a body.

        Args:
            body: (n, 3) the figure's vertices.
            girths: of the body, metres, as the tape takes them; larger ones make room.
            least: metres that the suit is let out at least.
            stature: whose lengths the rows below the hips have; by default the body's own.
        """
        spec, base = self.spec, self._base
        points = base.rows @ body
        out = np.maximum(self._outward(points, girths), least)
        points = points + out[:, None] * self._smooth_normals(points)
        loose = _smooth(*LOOSE, spec.ease)
        if loose > 0:
            points = self._spanned(points, loose)
            if "bust" in self.rings:
                points = self._fallen(points, loose)
            for part in (rings.ARM, rings.LEG):
                points = self._straight(points, body, part, girths)
        if spec.flare and spec.kind not in LEGS:
            points = self._flared(points, body)
        for _ in range(HEMMING):
            points[self._rim] += 0.5 * (self._average[self._rim] @ points - points[self._rim])
        made = self._down(points, stature or float(body[:, 1].max())) if self.rows else points
        return np.concatenate([made, *self._turned(points)]) if self._collar else made

    def skin(self) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
        """(m, 4) bones that move each vertex, and their weights, which sum to 1."""
        figure = self._frame.figure
        full = np.zeros((len(figure.template), int(figure.joints.max()) + 1))
        for slot in range(figure.joints.shape[1]):
            np.add.at(full, (np.arange(len(full)), figure.joints[:, slot]), figure.weights[:, slot])
        own = self._base.rows @ full
        below = np.tile(own[self._columns], (self.rows, 1))
        own = np.concatenate([own, below, np.tile(own[self._neck], (len(self._collar), 1))])
        strongest = np.argsort(-own, axis=1, kind="stable")[:, :4]
        weights = np.take_along_axis(own, strongest, axis=1)
        weights /= weights.sum(1, keepdims=True)
        return strongest.astype(np.uint8), weights.astype(np.float32)

    @cached_property
    def _heights(self) -> Floats:
        """(rows,) of what is let down, share of stature."""
        steps = np.arange(1, self.rows + 1) / max(self.rows, 1)
        found: Floats = HIP_LINE + (self.spec.hem - HIP_LINE) * steps
        return found

    def _let_down(self, faces: Ints) -> Ints:
        """The opening at the hip line, empty where the cloth ends above it."""
        if self.spec.kind in LEGS or self.spec.hem >= HIP_LINE - 0.5 * ROW_M:
            return np.zeros(0, np.int64)
        heights = self._frame.points(self._base)[:, 1]
        return min(edges.openings(faces), key=lambda loop: float(heights[loop].mean()))

    def _with_rows(self, values: Floats, fill: float) -> Floats:
        more = np.zeros((self.count - len(values), values.shape[1])) + fill
        more[:, 0] = 1.0
        return np.concatenate([values, more])

    def _outward(self, points: Floats, girths: Mapping[str, float]) -> Floats:
        """(m,) metres along the normals, so that each girth is the body's plus the ease."""
        shares = self._frame.zones(self._base)
        level = self.level[: len(points)]
        total = np.zeros(len(points))
        for part in (rings.TRUNK, rings.ARM, rings.LEG):
            ease = self.spec.ease * SHARE[part]
            known = []
            for name, ring in self.rings.items():
                if rings.MEASURED[name] == part:
                    short = (
                        girths[name] + ease - rings.Ring(ring.ends[:, : len(points)]).girth(points)
                    )
                    known.append((LEVELS[name].height, short / (2 * math.pi)))
            known.sort()
            if not known:
                continue
            at, out = np.array(known).T
            total += shares[:, part] * (
                np.interp(level, at, out) if part != rings.ARM else out.mean()
            )
        covered = sum(
            shares[:, part]
            for part in (rings.TRUNK, rings.ARM, rings.LEG)
            if any(rings.MEASURED[name] == part for name in self.rings)
        )
        return total / np.maximum(covered, 0.05)

    @cached_property
    def _average(self) -> sparse.csr_matrix:
        return edges.averaging(self._base.faces, self._base.rows.shape[0])

    @cached_property
    def _rim(self) -> Ints:
        """Vertices on the openings."""
        loops = edges.openings(self._base.faces)
        return np.unique(np.concatenate(loops))

    def _smooth_normals(self, points: Floats) -> Floats:
        """Normals that a narrow fold of the body does not turn towards each other."""
        found = edges.normals(points, self._base.faces)
        for _ in range(SMOOTHING):
            found = self._average @ found
        unit: Floats = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
        return unit

    def _spanned(self, points: Floats, loose: float) -> Floats:
        """Cloth bridges hollows: it is moved outward to the mean of its neighbours, never inward."""
        out = edges.normals(points, self._base.faces)
        for number in range(round(4 + 16 * loose)):
            if number and number % 5 == 0:
                out = edges.normals(points, self._base.faces)
            ahead = np.einsum("md,md->m", self._average @ points - points, out)
            points = points + np.maximum(ahead, 0.0)[:, None] * out
        return points

    def _fallen(self, points: Floats, loose: float) -> Floats:
        """The trunk below the bust falls along straight lines to the hips, or to the hem."""
        level = self.level[: len(points)]
        hips = LEVELS["hips"].height if "hips" in self.rings else float(level.min())
        bust = LEVELS["bust"].height
        share = np.clip((bust - level) / (bust - hips), 0, 1)
        axis = np.array([0.0, 0.0, points[:, 2].mean()])
        upper = self._around("bust", points, axis)
        lower = self._around("hips", points, axis) if "hips" in self.rings else upper
        flat = (points - axis)[:, [0, 2]]
        radius = np.linalg.norm(flat, axis=1)
        line = upper * (1 - share) + lower * share
        trunk = self._frame.zones(self._base)[:, 0] + self._frame.zones(self._base)[:, 2]
        more = (
            np.maximum(line - radius, 0.0)
            * loose
            * np.clip(share * 6, 0, 1)
            * np.clip(trunk * 2 - 1, 0, 1)
        )
        moved = points.copy()
        moved[:, [0, 2]] += flat / np.maximum(radius, 1e-9)[:, None] * more[:, None]
        return moved

    def _around(self, name: str, points: Floats, axis: Floats) -> Floats:
        """(m,) radius of a ring in each vertex's direction from the axis."""
        ring = (
            rings.Ring(self.rings[name].ends[:, : len(points)]).points(points).reshape(-1, 3) - axis
        )
        turn = np.arctan2(ring[:, 0], ring[:, 2])
        order = np.argsort(turn)
        own = np.arctan2(points[:, 0], points[:, 2] - axis[2])
        found: Floats = np.interp(
            own, turn[order], np.hypot(ring[:, 0], ring[:, 2])[order], period=2 * math.pi
        )
        return found

    def _straight(
        self, points: Floats, body: Floats, part: int, girths: Mapping[str, float]
    ) -> Floats:
        """Loose sleeves and legs are tubes that narrow evenly."""
        share = self._frame.zones(self._base)[:, part]
        if not (share > 0.5).any():
            return points
        ease = self.spec.ease * SHARE[part]
        loose = min(1.0, self.spec.ease / 0.12)
        widest = loose * (girths[_WIDEST[part]] + ease) / (2 * math.pi)
        moved = points.copy()
        heads = self._frame.figure.heads(body)
        for side, sign in (("l", 1.0), ("r", -1.0)):
            own = np.clip(share * 2 - 1, 0, 1) * (np.sign(points[:, 0]) == sign)
            joints = [heads[self._frame.bone(f"{bone}_{side}")] for bone in _BONES[part]]
            way, foot = _along(points, joints)
            away = points - foot
            radius = np.linalg.norm(away, axis=1)
            wide = widest * (1 - TAPER[part] * way)
            if part == rings.LEG:
                wide = wide + self.spec.flare * FLARE_M * np.clip((way - 0.45) / 0.5, 0, 1) ** 1.5
            more = np.maximum(wide - radius, 0.0) * own
            moved += away / np.maximum(radius, 1e-6)[:, None] * more[:, None]
        return moved

    def _slope(self) -> float:
        flare = self.spec.flare
        return flare * (0.35 + 0.65 * flare)

    def _flared(self, points: Floats, body: Floats) -> Floats:
        """Skirts widen from the waist down."""
        waist = self.spec.waist if self.spec.kind in ("skirt", "dress") else LEVELS["bust"].height
        stature = float(body[:, 1].max())
        below = np.maximum(waist * stature - points[:, 1], 0.0)
        arm = self._frame.zones(self._base)[:, 1]
        moved = points.copy()
        moved[:, [0, 2]] += (
            _radial(points) * (below * self._slope() * np.clip(1 - 2 * arm, 0, 1))[:, None]
        )
        return moved

    def _neckline(self, faces: Ints) -> Ints:
        """The opening that lies highest."""
        heights = self._frame.points(self._base)[:, 1]
        return max(edges.openings(faces), key=lambda loop: float(heights[loop].mean()))

    def _turned(self, points: Floats) -> list[Floats]:
        """The rows of what stands on the neckline, from its foot: collar, hood, roll neck."""
        loop = points[self._neck]
        middle = loop.mean(axis=0)
        out = (loop - middle) * [1, 0, 1]
        out /= np.linalg.norm(out, axis=1, keepdims=True)
        ahead = (1 + out[:, 2]) / 2
        hood = self.spec.neckline == "hood"
        size = 0.15 + 0.85 * (1 - ahead) ** 0.8 if hood else 1 + 0.5 * ahead**4
        made = []
        for away, up in self._collar:
            row = loop + (away * size)[:, None] * out
            row[:, 1] += up * size
            made.append(row)
        return made

    def _down(self, points: Floats, stature: float) -> Floats:
        """The rows below the hip line."""
        loop = points[self._columns]
        middle = loop.mean(axis=0)
        out = (loop - middle)[:, [0, 2]]
        radius = np.linalg.norm(out, axis=1)
        out = out / radius[:, None]
        for _ in range(60):
            radius = np.maximum(radius, (np.roll(radius, 1) + np.roll(radius, -1)) / 2)
        made = [points]
        for number, height in enumerate(self._heights, start=1):
            share = number / self.rows
            row = loop.copy()
            uneven = (loop[:, 1] - middle[1]) * share  # the hem is level, whatever the hip line is
            row[:, 1] -= (HIP_LINE - height) * stature + uneven
            fall = loop[:, 1] - row[:, 1]
            settle = min(1.0, number / 4)
            own = np.linalg.norm((loop - middle)[:, [0, 2]], axis=1)
            wide = own + (radius - own) * settle + fall * self._slope()
            row[:, [0, 2]] = middle[[0, 2]] + out * wide[:, None]
            made.append(row)
        return np.concatenate(made)


def _along(points: Floats, joints: list[Floats]) -> tuple[Floats, Floats]:
    """(m,) 0..1 along a bent limb, and (m, 3) the nearest point of its axis."""
    first, second = joints[1] - joints[0], joints[2] - joints[1]
    upper, lower = np.linalg.norm(first), np.linalg.norm(second)
    s = np.clip((points - joints[0]) @ first / upper**2, -0.2, 1)
    t = np.clip((points - joints[1]) @ second / lower**2, 0, 1.2)
    on_first = joints[0] + s[:, None] * first
    on_second = joints[1] + t[:, None] * second
    nearer = np.linalg.norm(points - on_second, axis=1) < np.linalg.norm(points - on_first, axis=1)
    way = np.where(nearer, upper + t * lower, s * upper) / (upper + lower)
    return way, np.where(nearer[:, None], on_second, on_first)


def _radial(points: Floats) -> Floats:
    """(m, 2) unit directions in x and z from the trunk's axis."""
    flat = points[:, [0, 2]] - [0.0, points[:, 2].mean()]
    found: Floats = flat / np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-9)
    return found


def _smooth(low: float, high: float, value: float) -> float:
    share = min(max((value - low) / (high - low), 0.0), 1.0)
    return share * share * (3 - 2 * share)


def _grid(loop: Ints, first: int, rows: int) -> Ints:
    """Triangles of the rows below an opening; `first` is the index of the first new vertex."""
    k = len(loop)
    lines = [loop, *(first + row * k + np.arange(k) for row in range(rows))]
    made = []
    for number, (upper, lower) in enumerate(itertools.pairwise(lines)):
        a, b = upper, np.roll(upper, -1)
        c, d = lower, np.roll(lower, -1)
        if number % 2:
            made += [np.stack([b, a, d], 1), np.stack([a, c, d], 1)]
        else:
            made += [np.stack([b, a, c], 1), np.stack([b, c, d], 1)]
    return np.concatenate(made)


def _above(loop: Ints, faces: Ints, panels: Ints) -> Ints:
    """(k,) panel of the triangle above each edge (loop[i], loop[i + 1])."""
    of: dict[tuple[int, ...], int] = {}
    for side in ((0, 1), (1, 2), (2, 0)):
        of |= dict(zip(map(tuple, faces[:, side].tolist()), panels.tolist(), strict=True))
    pairs = zip(loop.tolist(), np.roll(loop, -1).tolist(), strict=True)
    return np.array([of[pair] for pair in pairs], np.int64)


def _widened(rows: sparse.csr_matrix, count: int) -> sparse.csr_matrix:
    return sparse.csr_matrix((rows.data, rows.indices, rows.indptr), shape=(rows.shape[0], count))
