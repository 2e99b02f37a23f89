"""Matrix factorisation for implicit feedback: alternating least squares with fold-in.

A history is taken with confidence ``1 + ALPHA`` for what it holds and 1 for the rest (Hu, Koren
and Volinsky 2008); the regularisation of a row grows with the square root of its count (Rendle et
al. 2022 show how much of the quality of ALS lies there). A new history is one solve:
``x = (Y'Y + ALPHA sum_i w_i y_i y_i' + reg)^-1 (1 + ALPHA) sum_i w_i y_i``, w fading with age; so
``<x, y_j>`` is a sum over its items, and each one's share is exact.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from sessions.recommend.members import Floats
from sessions.recommend.members.histories import Histories

AXES = 64
ALPHA = 8.0
REGULAR = 2.0
ROUNDS = 5
FADE = 0.85
"""What is left of an item's weight with each newer one, at fold-in."""

LAST = 30
BLOCK = 4096
"""Rows that are solved at once."""


class Factors:
    """Item vectors, (items, AXES)."""

    def __init__(self, items: Floats) -> None:
        self.items = items
        self._gram = items.T @ items

    def folded(self, histories: Histories) -> Floats:
        """A vector for each history, (histories, AXES)."""
        newest = histories.newest(LAST)
        weights = (FADE**newest.ages).astype(np.float32)
        return _solved(newest.matrix(weights, len(self.items)), self.items, self._gram)

    def scores(self, histories: Histories) -> Floats:
        """``<x, y>``, (histories, items); what is below 0 speaks for nothing."""
        return np.asarray(np.maximum(self.folded(histories) @ self.items.T, 0.0))

    def contributions(self, history: Sequence[int], item: int) -> Floats:
        """What each place of the history adds to ``<x, y_item>``, (places,)."""
        newest = np.asarray(history, np.int64)[-LAST:]
        weights = (FADE ** np.arange(len(newest))[::-1]).astype(np.float32)
        asked = Histories.of([newest.tolist()]).matrix(weights, len(self.items))
        pull = np.linalg.solve(_left(asked, self.items, self._gram)[0], self.items[item])
        adds = np.zeros(len(history), np.float32)
        adds[len(history) - len(newest) :] = (1.0 + ALPHA) * weights * (self.items[newest] @ pull)
        return adds


def factors(histories: Histories, items: int) -> Factors:
    """Fit by `ROUNDS` rounds from a seeded start."""
    held = histories.held(items)
    back = held.T.tocsr()
    axes = min(AXES, max(1, items))
    rng = np.random.default_rng(5)
    these = (rng.standard_normal((items, axes)) / np.sqrt(axes)).astype(np.float32)
    for _ in range(ROUNDS):
        those = _solved(held, these, these.T @ these)
        these = _solved(back, those, those.T @ those)
    return Factors(these)


def _solved(held: sp.csr_array, others: Floats, gram: Floats) -> Floats:
    """The least-squares vector of each row of `held` against the vectors of its columns."""
    out = np.zeros((held.shape[0], others.shape[1]), np.float32)
    for start in range(0, held.shape[0], BLOCK):
        out[start : start + BLOCK] = _block(held[start : start + BLOCK], others, gram)
    return out


def _block(rows: sp.csr_array, others: Floats, gram: Floats) -> Floats:
    right = (1.0 + ALPHA) * (rows @ others)
    solved = np.linalg.solve(_left(rows, others, gram), right[:, :, None])
    return np.asarray(solved[:, :, 0], np.float32)


def _left(rows: sp.csr_array, others: Floats, gram: Floats) -> Floats:
    """``Y'Y + ALPHA sum_i w_i y_i y_i' + reg`` of each row, (rows, axes, axes)."""
    axes = np.arange(others.shape[1])
    left = gram + ALPHA * _outer(rows, others)
    counts = np.maximum(rows.sum(axis=1), 1.0)
    left[:, axes, axes] += REGULAR * np.sqrt(counts)[:, None]
    return np.asarray(left, np.float32)


def _outer(rows: sp.csr_array, others: Floats) -> NDArray[np.float32]:
    """``sum_i w_i y_i y_i'`` of each row, (rows, axes, axes)."""
    out = np.zeros((rows.shape[0], others.shape[1], others.shape[1]), np.float32)
    for row in range(rows.shape[0]):
        part = slice(rows.indptr[row], rows.indptr[row + 1])
        taken = others[rows.indices[part]]
        out[row] = (taken * rows.data[part, None]).T @ taken
    return out
