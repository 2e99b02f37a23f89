"""One surface with fewer triangles: escalate where it gets stuck, mend where the texture flips."""

from __future__ import annotations

import functools
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assets_pipeline import mend, seams
from assets_pipeline.accessors import Array
from assets_pipeline.simplify import PERMISSIVE, Simplified, Simplifier
from assets_pipeline.surfaces import Part

_STUCK = 1.15


class Goal(NamedTuple):
    """How far to go."""

    triangles: int
    """Where to stop."""
    error: float
    """Largest deviation, as a share of the largest side; shading counts by its weight."""
    move: bool
    """Whether vertices may move."""


def reduce(part: Part, tool: Simplifier, goal: Goal) -> Simplified:
    """Simplify to about the goal, or as far as its error lets it.

    Texture seams are kept. Where that stops it well before the goal they may be crossed too, at the
    price that their textures' slip has by its weight.

    Raises:
        wasmtime.Trap: out of fuel or memory.
    """
    found = _mended(part, part.surface.locks, tool, goal)
    if len(found.indices) <= _STUCK * 3 * goal.triangles:
        return found
    loose = np.where(part.surface.locks == seams.SEAM, seams.FREE, part.surface.locks)
    other = _mended(part, loose.astype(np.uint8), tool, goal)
    return other if _STUCK * len(other.indices) < len(found.indices) else found


def _mended(part: Part, locks: NDArray[np.uint8], tool: Simplifier, goal: Goal) -> Simplified:
    """Simplify, and take flipped triangles out again where that costs no more than was reached."""
    surface = part.surface._replace(locks=locks)
    found = tool.simplify(
        surface, target=3 * goal.triangles, error=goal.error, flags=PERMISSIVE, move=goal.move
    )
    flipped = functools.partial(_Windings(part).flipped, found.shading)
    side = float((surface.positions.max(axis=0) - surface.positions.min(axis=0)).max())
    triangles = mend.mend(
        found.indices.reshape(-1, 3), found.positions, part.place, flipped, error=found.error * side
    )
    return found._replace(indices=triangles.reshape(-1))


class _Windings:
    """`seams.Winding` for all textures of a part."""

    def __init__(self, part: Part) -> None:
        self._part = part
        triangles = part.surface.indices.reshape(-1, 3)
        self._all = [
            (name, seams.Winding(part.columns(name, part.surface.shading), triangles))
            for name, _ in part.names
            if name.startswith("TEXCOORD_")
        ]

    def flipped(self, shading: Array, triangles: Array) -> NDArray[np.bool_]:
        """Triangles (t,) that lie the wrong way round in any texture."""
        bad = np.zeros(len(triangles), np.bool_)
        for name, winding in self._all:
            bad |= winding.flipped(self._part.columns(name, shading), triangles)
        return bad
