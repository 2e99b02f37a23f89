"""Product vectors in few dimensions around their mean.

Vectors of one shop all point much the same way (they are all furniture, all English), which makes
every cosine high and every reason the same. Around their mean only the differences are left:
"more like this than the average product is". The first 32 principal axes keep most of them, and 1,000
products then fit into a processor's second cache beside all else that a gesture runs through.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

AXES = 32

FLAT = 1e-9
"""Of the greatest variance: what varies less is rounding."""

Floats = NDArray[np.float32]


class Space:
    """Products as unit rows, (n + 1, axes) float32; the last row is zero and stands for no product.

    Attributes:
        points: unit rows, or zero where a product is just the average one.
        axes: (dim, axes) orthonormal columns, by falling variance; zero where nothing varies.
        mean: (dim,) of all vectors.
    """

    def __init__(self, vectors: Floats) -> None:
        """From product vectors, (n, dim), finite.

        Raises:
            ValueError: the vectors are not (n, dim).
        """
        if vectors.ndim != 2:
            raise ValueError(f"vectors must be (n, dim), not {vectors.shape}")
        wide = np.asarray(vectors, np.float64)
        count, dim = wide.shape
        mean = wide.mean(axis=0) if count else np.zeros(dim)
        centred = wide - mean
        spread, axes = np.linalg.eigh(centred.T @ centred)
        # Few products span few axes; the others would be whatever this machine's eigh makes up.
        axes[:, spread <= FLAT * max(spread[-1], 0.0)] = 0.0
        self._axes = axes[:, ::-1][:, :AXES]
        self._mean = mean
        points = np.zeros((count + 1, self._axes.shape[1]), np.float32)
        points[:count] = _unit(centred @ self._axes)
        self.points: Floats = points
        self.columns: Floats = np.ascontiguousarray(points.T)
        """(axes, n + 1): a score of all products is ``direction @ columns``."""
        self._narrow = np.ascontiguousarray(self._axes, np.float32)
        self._shift = (mean @ self._axes).astype(np.float32)
        self.dim = dim

    def place(self, vector: Floats) -> Floats:
        """A text's vector (dim,) as a unit direction (axes,) of this space, or zeros.

        Raises:
            ValueError: another dimension than the products have.
        """
        if vector.shape != (self.dim,):
            raise ValueError(f"a vector of {vector.shape} where products have ({self.dim},)")
        placed: Floats = vector @ self._narrow - self._shift
        length = float(placed @ placed) ** 0.5
        if not TINY < length < HUGE:
            return np.zeros_like(placed)
        placed *= np.float32(1.0 / length)
        return placed


TINY = 1e-6
"""Shorter than this around the mean is rounding, not a direction."""
HUGE = 1e12


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    known = lengths > TINY
    scaled: NDArray[np.float64] = np.where(known, rows, 0.0) / np.where(known, lengths, 1.0)
    return scaled
