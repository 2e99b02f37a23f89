"""Girths of a garment: the length of a section around one part of it.

Unlike the tape about a body, which spans hollows, a garment's girth follows the cloth: the sum, over
the triangles that a level plane crosses on the middle figure, of the pieces of the section in them.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from assets_pipeline.body.measure import LEVELS
from assets_pipeline.garments.frame import Frame
from assets_pipeline.garments.suit import Cloth

Floats = NDArray[np.float64]

TRUNK, ARM, LEG = 0, 1, 2
MEASURED: Final = {
    "bust": TRUNK,
    "waist": TRUNK,
    "hips": TRUNK,
    "upper_arm": ARM,
    "wrist": ARM,
    "thigh": LEG,
    "knee": LEG,
    "calf": LEG,
    "ankle": LEG,
}
"""Zones of a garment, and the part each goes around."""


class Ring(NamedTuple):
    """Ends of the pieces of a section, (2 k, vertices) rows: two for each crossed triangle."""

    ends: sparse.csr_matrix

    def points(self, cloth: Floats) -> Floats:
        """(k, 2, 3) of the cloth's vertices (m, 3)."""
        found: Floats = (self.ends @ cloth).reshape(-1, 2, 3)
        return found

    def girth(self, cloth: Floats) -> float:
        """Metres."""
        points = self.points(cloth)
        return float(np.linalg.norm(points[:, 0] - points[:, 1], axis=1).sum())


def rings(frame: Frame, cloth: Cloth) -> dict[str, Ring]:
    """The sections of a garment that go all the way round."""
    points, zones = frame.points(cloth), frame.zones(cloth)
    found = {}
    for name, part in MEASURED.items():
        field = _level(frame, points, name)
        own = (
            zones[:, part]
            if part == ARM
            else zones[:, part] + (zones[:, 0] if part == LEG else zones[:, 2])
        )
        faces = cloth.faces[own[cloth.faces].min(1) > 0.5]
        if part != TRUNK:
            faces = faces[points[faces][:, :, 0].min(1) > 0]
        ring = _crossed(faces, field, len(points))
        if ring is not None:
            found[name] = ring
    return found


def _level(frame: Frame, points: Floats, name: str) -> Floats:
    level = LEVELS[name]
    if not level.bone:
        found: Floats = points[:, 1] - level.height * frame.stature
        return found
    start, end = frame.joint(level.bone), frame.joint(level.to)
    along = (end - start) / np.linalg.norm(end - start)
    beyond: Floats = (points - start - level.way * (end - start)) @ along
    return beyond


def _crossed(faces: NDArray[np.int64], field: Floats, count: int) -> Ring | None:
    """The section through `faces` where `field` is 0, if it is closed."""
    above = field[faces] >= 0
    faces = faces[(above.sum(1) > 0) & (above.sum(1) < 3)]
    if not len(faces):
        return None
    edges = np.stack([faces, np.roll(faces, -1, axis=1)], axis=-1)
    crossed = (field[edges[:, :, 0]] >= 0) != (field[edges[:, :, 1]] >= 0)
    ends = edges[crossed].reshape(-1, 2)
    _, times = np.unique(np.sort(ends, axis=1), axis=0, return_counts=True)
    if (times != 2).any():
        return None
    a, b = field[ends].T
    share = a / (a - b)
    row = np.repeat(np.arange(len(ends)), 2)
    weights = np.stack([1 - share, share], axis=1).ravel()
    return Ring(sparse.csr_matrix((weights, (row, ends.ravel())), shape=(len(ends), count)))
