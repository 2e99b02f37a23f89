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

TRIES = 1
"""Further tries to come without flipped triangles; the best of all counts."""
_NARROW = 0
"""So many tries hold only the corners of what was flipped, the later ones also what is around."""
_STUCK = 1.15
_MORE = 1.1
"""A try may have so many times the triangles of the one before it."""


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
    """Simplify, take flipped triangles out; hold what stood around those that are left, again."""
    winding = _Windings(part)
    best, wrong = _tried(part, locks, winding, tool, goal)
    most, held = _MORE * len(best.indices), locks.copy()
    fewest, last = len(wrong), wrong
    for again in range(TRIES):
        if not len(last):
            break
        around = np.unique(last) if again < _NARROW else winding.around(np.unique(last))
        held[np.isin(part.place, part.place[around])] = seams.FIXED
        found, last = _tried(part, held, winding, tool, goal)
        if len(last) < fewest and len(found.indices) <= most:
            best, fewest = found, len(last)
    return best


def _tried(
    part: Part, locks: NDArray[np.uint8], winding: _Windings, tool: Simplifier, goal: Goal
) -> tuple[Simplified, NDArray[np.uint32]]:
    """One try: the surface, and its triangles (t, 3) that are still flipped."""
    surface = part.surface._replace(locks=locks)
    found = tool.simplify(
        surface, target=3 * goal.triangles, error=goal.error, flags=PERMISSIVE, move=goal.move
    )
    flipped = functools.partial(winding.flipped, found.shading)
    side = float((surface.positions.max(axis=0) - surface.positions.min(axis=0)).max())
    triangles = mend.mend(
        found.indices.reshape(-1, 3), found.positions, part.place, flipped, error=found.error * side
    )
    return found._replace(indices=triangles.reshape(-1)), triangles[flipped(triangles)]


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

    def around(self, vertices: Array) -> NDArray[np.intp]:
        """These vertices of the part and all that share a triangle with one of them."""
        return self._all[0][1].around(vertices)

    def flipped(self, shading: Array, triangles: Array) -> NDArray[np.bool_]:
        """Triangles (t,) that lie the wrong way round in any texture."""
        bad = np.zeros(len(triangles), np.bool_)
        for name, winding in self._all:
            bad |= winding.flipped(self._part.columns(name, shading), triangles)
        return bad
