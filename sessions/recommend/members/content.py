"""Where a new item stands: learned vectors from what is known of a product before it is taken.

``v = W a``, W the ridge regression of known items' learned vectors on their attributes, words or
text vectors a (so the learned part of a new item, v - W a, starts at nothing). How much W is held
back is chosen on a tenth of the known items, by the cosine of what it says to what was learned.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from sessions.recommend.members import Floats

HELD_BACK = (0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
"""Ridge penalties that are tried."""

SEED = 13


def placed_by(known: sp.csr_array, vectors: Floats, new: sp.csr_array) -> Floats:
    """Vectors of new items, (new, axes).

    Args:
        known: (items, attributes) of the items that `vectors` stand for.
        vectors: (items, axes), learned.
        new: (new, attributes).
    """
    weighing = _rarity(known)
    known, new = _unit(known @ weighing), _unit(new @ weighing)
    centre = vectors.mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1])
    aside = np.random.default_rng(SEED).random(len(vectors)) < 0.1
    best = HELD_BACK[len(HELD_BACK) // 2]
    if aside.any() and not aside.all():
        learned = vectors[aside] - centre
        best = max(
            HELD_BACK,
            key=lambda penalty: _agreement(
                known[aside] @ _ridge(known[~aside], vectors[~aside] - centre, penalty), learned
            ),
        )
    return np.asarray(new @ _ridge(known, vectors - centre, best) + centre, np.float32)


def _ridge(rows: sp.csr_array, wanted: NDArray[np.float64], penalty: float) -> NDArray[np.float64]:
    """``(A'A + penalty)^-1 A' V``, (attributes, axes)."""
    left = (rows.T @ rows).toarray() + penalty * np.eye(rows.shape[1])
    return np.asarray(np.linalg.solve(left, rows.T @ wanted), np.float64)


def _rarity(rows: sp.csr_array) -> sp.dia_array:
    """What few have tells more: log idf, on the diagonal; at least a little of each."""
    having = np.bincount(rows.indices, minlength=rows.shape[1])
    rarity = np.log1p(rows.shape[0] / (1.0 + having))
    return sp.dia_array((rarity, 0), shape=(rows.shape[1], rows.shape[1]))


def _unit(rows: sp.csr_array) -> sp.csr_array:
    lengths = np.sqrt(np.asarray((rows * rows).sum(axis=1)).ravel())
    scale = sp.dia_array((1.0 / np.maximum(lengths, 1e-12), 0), shape=(len(lengths), len(lengths)))
    unit: sp.csr_array = (scale @ rows).tocsr()
    return unit


def _agreement(said: NDArray[np.float64], learned: NDArray[np.float64]) -> float:
    lengths = np.linalg.norm(said, axis=1) * np.linalg.norm(learned, axis=1)
    return float(((said * learned).sum(axis=1) / np.maximum(lengths, 1e-12)).mean())
