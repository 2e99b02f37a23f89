"""How a garment sits, in numbers: girths, ease and strain by zone, and whether it cuts the skin."""

from __future__ import annotations

import hashlib
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.drape.dress import Dressed, Worn

Floats = NDArray[np.float64]

SAMPLES: Final = 20_000


class Zone(NamedTuple):
    """One zone of a fit; metres, strain as a share of the cloth's length around."""

    body: float
    garment: float
    strain: float

    @property
    def ease(self) -> float:
        """Room between the body's girth and the garment's in its pattern; less than 0 is stretched."""
        return self.garment - self.body


class Penetration(NamedTuple):
    """Vertices inside the skin, the share of surface samples inside, and how deep, metres."""

    vertices: int
    samples: float
    max_m: float


def zones(dressed: Dressed, worn: Worn) -> dict[str, Zone]:
    """The zones that the garment covers; its girth is that of the pattern of its size.

    What the cloth measures on the body is `worn.piece.pattern.rings[zone].girth(worn.cloth)`; where
    the garment is tight that is the body's girth, and says nothing about room.
    """
    piece = worn.piece
    sewn = piece.size(worn.build, worn.size)
    found = {}
    for name, ring in piece.pattern.rings.items():
        on, cut = ring.girth(worn.cloth), ring.girth(sewn.placed)
        found[name] = Zone(dressed.body.measures[name], cut, on / cut - 1)
    return found


def tightness(worn: Worn) -> NDArray[np.uint8]:
    """(m,) strain of each vertex: 128 is none, 255 a fifth longer, 0 a fifth shorter."""
    sewn = worn.piece.size(worn.build, worn.size)
    strain = worn.piece.solver.strain(worn.cloth, sewn.lengths)
    return np.clip(128 + strain * (127 / 0.2), 0, 255).round().astype(np.uint8)


def penetration(dressed: Dressed, worn: Worn, samples: int = SAMPLES) -> Penetration:
    """Vertices, and points spread evenly over the cloth, against the skin."""
    points = _spread(worn.cloth, worn.piece.pattern.faces, samples)
    own, inner = dressed.outside(worn.cloth), dressed.outside(points)
    deepest = max(0.0, -float(min(own.min(), inner.min())))
    return Penetration(int((own < 0).sum()), float((inner < 0).mean()), deepest)


def _spread(cloth: Floats, faces: NDArray[np.int64], count: int) -> Floats:
    """(count, 3) points, as many on each triangle as its area asks for; the same ones every time."""
    a, b, c = (cloth[faces[:, corner]] for corner in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    seed = hashlib.sha256(np.ascontiguousarray(faces).tobytes()).digest()[:8]
    rng = np.random.default_rng(int.from_bytes(seed, "little"))
    at = rng.choice(len(faces), count, p=area / area.sum())
    u = rng.random((count, 2))
    u = np.where(u.sum(1, keepdims=True) > 1, 1 - u, u)
    found: Floats = a[at] + u[:, :1] * (b - a)[at] + u[:, 1:] * (c - a)[at]
    return found
