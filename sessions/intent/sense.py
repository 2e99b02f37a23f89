"""A sentence vector as features of a linear head: near in meaning is near in all of them.

Random Fourier features (Rahimi and Recht 2007) of the kernel `SHARE exp(-GAMMA |u - v|^2)`: their
scalar product is that kernel, up to about 2 %. In the folds of `train` acts are right in 84.6 and
84.2 % (en, zh) at a width of 2,048, 86.5 and 84.8 % at 4,096, and 87.8 and 86.4 % by the exact
kernel, which would have to keep every sentence's vector; without any sense in 70.1 and 74.0 %.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WIDTH = 4_096
GAMMA = 1.0
SHARE = 2.0
"""What meaning counts for beside words: chosen by the folds of `train`, not by the held-out sets."""
_SEED = 20_261_126


class Sense:
    """The features of vectors of one dimension."""

    def __init__(self, dim: int, width: int = WIDTH) -> None:
        draw = np.random.default_rng(_SEED)
        waves = draw.normal(size=(dim, width)) * np.sqrt(2.0 * GAMMA)
        self._waves = waves.astype(np.float32)
        self._shifts = draw.uniform(0.0, 2.0 * np.pi, width)
        self._size = np.sqrt(2.0 * SHARE / width) if width else 0.0

    def __call__(self, vectors: NDArray[np.float32]) -> NDArray[np.float64]:
        """Features (n, width) of unit vectors (n, dim)."""
        return np.asarray(self._size * np.cos(vectors @ self._waves + self._shifts))
