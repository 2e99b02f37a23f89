"""A sentence vector as features of a linear head: how near it is to sentences that were learned.

The features are a Gaussian kernel `SHARE exp(-GAMMA |u - v|^2)` between a text's vector and those of
some thousand `marks` (Nyström's method: Williams and Seeger 2001), all of them brought to the few
axes on which the shop's sentences differ (principal components). In five folds over the voices acts
were right in 84.6 % with 800 marks, in 85.6 % with 3,000, and in 86.0 % with all 7,000 sentences.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DEPTH = 96
"""Axes that are kept."""
WIDTH = 3_000
GAMMA = 1.0
SHARE = 1.0
"""What meaning counts for beside words: chosen by the folds of `train`, not by the held-out sets."""

Floats = NDArray[np.float32]


class Sense(NamedTuple):
    """The features of vectors of one dimension.

    Attributes:
        middle: of the vectors, (dim,).
        axes: (dim, depth).
        marks: on the axes, (width, depth).
    """

    middle: Floats
    axes: Floats
    marks: Floats

    def __call__(self, vectors: Floats) -> NDArray[np.float64]:
        """Features (n, width) of unit vectors (n, dim)."""
        return near(self.flat(vectors), self.marks)

    def flat(self, vectors: Floats) -> Floats:
        """Places of vectors (n, dim) on the axes, (n, depth)."""
        return np.asarray((vectors - self.middle) @ self.axes)

    def pulled(self, weights: Floats) -> Floats:
        """Weights (width, n) of the features as `sums` wants them: with each mark's own length."""
        lengths = (self.marks * self.marks).sum(axis=1, keepdims=True)
        return np.asarray(SHARE * np.exp(-GAMMA * lengths) * weights)

    def sums(self, vector: Floats, pulled: Floats) -> Floats:
        """`self(vector) @ weights` of one vector (dim,), in a quarter of the time."""
        place = self.flat(vector)
        pull = np.exp(2.0 * GAMMA * (self.marks @ place))
        return np.asarray(np.exp(-GAMMA * (place @ place)) * (pull @ pulled))


def near(some: Floats, others: Floats) -> NDArray[np.float64]:
    """The kernel of each of `some` (n, depth) with each of `others` (m, depth)."""
    squares = (some * some).sum(axis=1)[:, None] + np.einsum("ij,ij->i", others, others)
    apart = np.maximum(squares - 2.0 * (some @ others.T), 0.0)
    return np.asarray(SHARE * np.exp(-GAMMA * apart), np.float64)


def choose(vectors: Floats, draw: np.random.Generator) -> Sense:
    """The axes on which `vectors` differ most, stretched to their old spread, and marks of them."""
    middle = vectors.mean(axis=0)
    away = vectors - middle
    axes = np.linalg.svd(away, full_matrices=False)[2][:DEPTH].T
    kept = away @ axes
    axes = axes * np.sqrt((away**2).sum() / (kept**2).sum())
    some = np.sort(draw.permutation(len(vectors))[:WIDTH])
    return Sense(middle, axes, (away @ axes)[some])
