"""Triangles that a simplifier turned over in texture space are taken out again, one by one.

A flipped triangle shows its texture mirrored, folded over its neighbours'. Turning one of its edges,
or drawing one of its corners onto a neighbour, mends most of them at hardly any cost in shape.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assets_pipeline import deviation
from assets_pipeline.accessors import Array
from assets_pipeline.patchwork import Patchwork, Triangle

MOST = 2_000
"""So many flipped triangles are looked at; a file with more has no sound texture to begin with."""

_PASSES = 2
_FACING = 0.3
"""Cosine of the most that a new triangle may turn against those it takes the place of."""

Flipped = Callable[[Array], NDArray[np.bool_]]


class _Change(NamedTuple):
    gone: list[int]
    new: list[Triangle]


def mend(
    triangles: Array, positions: Array, place: Array, flipped: Flipped, *, error: float
) -> NDArray[np.uint32]:
    """Triangles without most of the flipped ones; seams and borders stay.

    Args:
        triangles: shape (t, 3).
        positions: shape (n, 3).
        place: shape (n,), equal where vertices coincide.
        flipped: which of some triangles (k, 3) are the wrong way round.
        error: the largest distance, in the positions' unit, that any vertex may come to lie off.
    """
    wrong = np.flatnonzero(flipped(triangles))[:MOST].tolist()
    if not wrong:
        return triangles.astype(np.uint32)
    cloth = Patchwork(triangles, positions, place)
    for _ in range(_PASSES):
        left = [number for number in wrong if not _mend_one(cloth, number, flipped, error)]
        if len(left) == len(wrong):
            break
        wrong = left
    return np.array(list(cloth.triangles.values()), np.uint32).reshape(-1, 3)


def _mend_one(cloth: Patchwork, number: int, flipped: Flipped, error: float) -> bool:
    """Whether a flipped triangle is gone; done by the change that costs least."""
    if number not in cloth.triangles:
        return True
    best, least = None, error
    for change in _changes(cloth, cloth.triangles[number]):
        cost = _cost(cloth, change, flipped)
        if cost <= least:
            best, least = change, cost
    if best is None:
        return False
    for old in best.gone:
        cloth.remove(old)
    for triangle in best.new:
        cloth.add(triangle)
    return True


def _changes(cloth: Patchwork, triangle: Triangle) -> Iterator[_Change]:
    """What could be done: draw a corner onto one of its neighbours, or turn an edge."""
    for turn in range(3):
        corner, one, two = triangle[turn:] + triangle[:turn]
        for pairs in _ways(cloth, corner):
            yield _drawn(cloth, pairs)
        both = cloth.beside(one, two)
        if len(both) == 2:
            tips = [next(v for v in cloth.triangles[n] if v not in {one, two}) for n in both]
            if tips[0] != tips[1] and not cloth.beside(*tips):
                yield _turned(cloth, both, (one, two), tips)


def _ways(cloth: Patchwork, corner: int) -> Iterator[list[tuple[int, int]]]:
    """Where a corner may be drawn: anywhere, or only along the border or seam that it lies on.

    On a seam both sides go together: each way is a list of vertices and what each is drawn onto.
    """
    wedges = cloth.wedges(corner)
    rings = [cloth.ring(wedge) for wedge in wedges]
    ends = [sorted(other for other, count in ring.items() if count == 1) for ring in rings]
    inner = not ends[0]
    if any(len(end) != 2 * (not inner) for end in ends) or len(wedges) > 2 - inner:
        return
    sides = [{cloth.place[other]: other for other in end} for end in ends]
    if sides[0].keys() != sides[-1].keys():  # a border and a seam that ends there
        return
    for onto in sorted(rings[0]) if inner else ends[0]:
        others = zip(wedges[1:], sides[1:], strict=True)
        shared = len(cloth.near(corner) & cloth.near(onto))
        if shared == (2 if inner or len(wedges) == 2 else 1):  # else the surface would pinch
            yield [(corner, onto), *((w, side[cloth.place[onto]]) for w, side in others)]


def _drawn(cloth: Patchwork, pairs: list[tuple[int, int]]) -> _Change:
    gone, new = [], []
    for corner, onto in pairs:
        for number in cloth.star(corner):
            gone.append(number)
            if onto not in cloth.triangles[number]:
                a, b, c = (onto if v == corner else v for v in cloth.triangles[number])
                new.append((a, b, c))
    return _Change(gone, new)


def _turned(cloth: Patchwork, both: list[int], edge: tuple[int, int], tips: list[int]) -> _Change:
    """The edge between two triangles runs between their tips instead."""
    own = cloth.triangles[both[0]]
    start = own[(own.index(tips[0]) + 1) % 3]  # the way round of the first: tip, start, end
    end = edge[0] if start == edge[1] else edge[1]
    return _Change(both, [(tips[0], start, tips[1]), (tips[0], tips[1], end)])


def _cost(cloth: Patchwork, change: _Change, flipped: Flipped) -> float:
    """How far the old corners lie off the new triangles; infinite for what must not be."""
    if not change.new:
        return np.inf
    new, old = change.new, [cloth.triangles[number] for number in change.gone]
    if flipped(np.array(new)).any():
        return np.inf
    was, now = cloth.normals(old), cloth.normals(new)
    if (now @ was.sum(axis=0) < _FACING * np.linalg.norm(was.sum(axis=0))).any():
        return np.inf
    corners = sorted({v for triangle in old for v in triangle})
    left = [v for v in corners if not any(v in triangle for triangle in new)]
    points = cloth.positions[left or corners]
    each = np.repeat(cloth.positions[new][:, None], len(points), axis=1)
    off = deviation.distance(np.tile(points, (len(new), 1)), each.reshape(-1, 3, 3))
    off = off.reshape(len(new), -1)
    return float(off.min(axis=0).max()) if left else _fold(cloth, change)


def _fold(cloth: Patchwork, change: _Change) -> float:
    """How far apart the old and the new edge of a turned pair run, at most: from tip to plane."""
    old = cloth.positions[cloth.triangles[change.gone[0]][0]]
    normal = cloth.normals([cloth.triangles[change.gone[0]]])[0]
    corners = cloth.positions[sorted({v for triangle in change.new for v in triangle})]
    return float(np.abs((corners - old) @ normal).max())
