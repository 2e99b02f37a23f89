"""Triangles that stayed flipped in texture space show a line of their texture, not a mirrored face.

What `mend` cannot take out without bending the shape gets a corner of its own, whose texture
coordinates are those of its nearest neighbour: the triangle then covers nothing of the texture.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from assets_pipeline import deviation, seams
from assets_pipeline.accessors import Array
from assets_pipeline.simplify import Simplified
from assets_pipeline.surfaces import TEXTURES, Part

_NEAR = (4, 10)
"""Triangles of the source that are looked at for each new one: against so many it must not lie."""


def unfold(part: Part, found: Simplified) -> Simplified:
    """The same surface, without triangles that lie as nothing of the source does near them.

    Args:
        part: the source.
        found: made of it, over the same numbering of vertices; new ones come behind them.
    """
    names = [name for name, _ in part.names if name in TEXTURES]
    if not names:
        return found
    whole = part.surface.indices.reshape(-1, 3)
    triangles = found.indices.reshape(-1, 3)
    near = _Near(part.surface.positions, whole, found.positions, triangles)
    for name in names:
        before = seams.turn(part.columns(name, part.surface.shading), whole)
        after = seams.turn(part.columns(name, found.shading), found.indices.reshape(-1, 3))
        found = _opened(part, found, name, np.flatnonzero(near.against(before, after)))
    return found


def _opened(part: Part, found: Simplified, name: str, wrong: NDArray[np.intp]) -> Simplified:
    """The same, with a corner of its own for each of the wrong triangles."""
    triangles = found.indices.reshape(-1, 3).copy()
    corner, onto = _shortest(part.columns(name, found.shading)[triangles[wrong]])
    old, beside = triangles[wrong, corner], triangles[wrong, onto]
    triangles[wrong, corner] = len(found.positions) + np.arange(len(wrong))
    fresh = found.shading[old].copy()
    part.columns(name, fresh)[:] = part.columns(name, found.shading)[beside]
    origin = np.concatenate([np.arange(len(part.vertices)), found.copies])
    return found._replace(
        indices=triangles.reshape(-1),
        positions=np.concatenate([found.positions, found.positions[old]]),
        shading=np.concatenate([found.shading, fresh]),
        copies=np.concatenate([found.copies, origin[old]]),
    )


def _shortest(corners: Array) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Corner and next corner of the shortest side of flat triangles (t, 3, 2)."""
    sides = ((corners - np.roll(corners, -1, axis=1)) ** 2).sum(axis=2)
    corner = sides.argmin(axis=1)
    return corner, (corner + 1) % 3


class _Near:
    """For each new triangle (t,) the source's that lie near it and face the same way."""

    def __init__(self, old: Array, whole: Array, new: Array, triangles: Array) -> None:
        corners, fresh = old.astype(np.float64)[whole], new.astype(np.float64)[triangles]
        owner, places = deviation.strewn(corners)
        middles = corners.mean(axis=1)
        owner = np.concatenate([owner, np.arange(len(middles))])
        tree = cKDTree(np.concatenate([places, middles]))
        _, at = tree.query(fresh.mean(axis=1), k=min(_NEAR[-1], len(owner)))
        self._near = owner[at].reshape(len(fresh), -1)
        normals, own = deviation.normals(corners), deviation.normals(fresh)
        self._alike = (normals[self._near] * own[:, None]).sum(axis=2) > 0

    def against(self, old: Array, new: Array) -> NDArray[np.bool_]:
        """New triangles whose turn (t,) is against that of all of the source's near them."""
        turn = np.sign(old[self._near]) * np.sign(new)[:, None]
        against, along = ((side & self._alike) for side in (turn < 0, turn >= 0))
        found = np.zeros(len(new), np.bool_)
        for count in _NEAR:
            found |= against[:, :count].any(axis=1) & ~along[:, :count].any(axis=1)
        return found
