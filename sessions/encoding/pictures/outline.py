"""What shape a picture shows, without any model: edges by direction and place.

Histograms of oriented gradients (Dalal and Triggs 2005), of the thing and of its silhouette.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sessions.encoding.base import Vectors, unit
from sessions.encoding.pictures.look import Mask, Pixels, square

SIDE: Final = 96
CELLS: Final = 6
TURNS: Final = 9
DIM: Final = 2 * CELLS * CELLS * TURNS

Floats = NDArray[np.float64]


class Outline:
    """Forms by their edges."""

    name: Final = "outline"
    version: Final = "outline-1"
    dim: Final = DIM

    def forms(self, pictures: Sequence[tuple[Pixels, Mask]]) -> Vectors:
        """(n, DIM), each of length 1."""
        return np.stack([_form(pixels, mask) for pixels, mask in pictures])


def _form(pixels: Pixels, mask: Mask) -> Vectors:
    grey = square(pixels, SIDE).astype(np.float64).mean(axis=2)
    filled = square(np.repeat(mask[..., None], 3, axis=2).astype(np.uint8) * 255, SIDE)[..., 0]
    both = np.concatenate([_edges(grey), _edges(filled.astype(np.float64))])
    return unit(both[None]).ravel()


def _edges(grey: Floats) -> Floats:
    """(CELLS * CELLS * TURNS,): strength of edges by cell and direction (0..180 degrees)."""
    down, across = np.gradient(grey)
    strength = np.hypot(down, across)
    turn = np.floor(np.arctan2(down, across) % np.pi / np.pi * TURNS).astype(int) % TURNS
    cell = np.arange(SIDE) * CELLS // SIDE
    at = (cell[:, None] * CELLS + cell[None, :]) * TURNS + turn
    found = np.bincount(at.ravel(), strength.ravel(), CELLS * CELLS * TURNS)
    root = np.sqrt(found)
    return root / max(float(np.linalg.norm(root)), 1e-9)
