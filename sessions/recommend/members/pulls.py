"""One item pulls others: a sparse matrix, asked with the newest items of a history.

``score(j) = sum_i decay^age(i) M[i, j]``, age 0 for the newest. Three such matrices:

- rules: both ways within `GAP` steps, as `sessions.recommend.neighbours` counts them;
- follows: only what came after, as a share of all that came after i (Ludewig and Jannach 2018);
- likeness: cosine of who took i and who took j (Sarwar et al. 2001).

The score is a sum over the history, so `contributions` tells exactly who speaks for an item.
"""

from __future__ import annotations

from collections.abc import Sequence

import numba
import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from sessions.recommend.members import Floats
from sessions.recommend.members.histories import Histories, Ints
from sessions.recommend.neighbours import BACK, DAMPING, DECAY, GAP, LAST

NEAR = 200
"""Strongest pulls kept per item in `likeness`."""

LIKE_DECAY = 0.75
FOLLOW_DECAY = 0.4


class Pulls:
    """A matrix of pulls and how fast they fade with age."""

    def __init__(self, matrix: sp.csr_array, decay: float, last: int = LAST) -> None:
        """`matrix`: (items, items), pull of the row on the column."""
        self.matrix, self._decay, self._last = matrix, decay, last

    def scores(self, histories: Histories) -> Floats:
        """Summed pulls, (histories, items)."""
        newest = histories.newest(self._last)
        weights = (self._decay**newest.ages).astype(np.float32)
        asked = newest.matrix(weights, self.matrix.shape[0])
        return np.asarray((asked @ self.matrix).toarray(), np.float32)

    def contributions(self, history: Sequence[int], item: int) -> Floats:
        """What each place of the history adds to the score of `item`, (places,)."""
        ages = np.arange(len(history))[::-1]
        weights = np.where(ages < self._last, self._decay**ages, 0.0)
        column = self.matrix[:, [item]].toarray().ravel()
        return np.asarray(weights * column[np.asarray(history, np.int64)], np.float32)


def rules(histories: Histories, items: int) -> Pulls:
    """Sequential rules, both ways: ``c(i, j) / (n_i n_j) ** DAMPING``."""
    earlier, later, weights = _pairs(histories.flat, histories.starts, GAP)
    forth = sp.coo_array((weights, (earlier, later)), shape=(items, items)).tocsr()
    both = (forth + BACK * forth.T).tocsr()
    scale = sp.dia_array((_seen(histories, items) ** -DAMPING, 0), shape=(items, items))
    return Pulls((scale @ both @ scale).tocsr().astype(np.float32), DECAY)


def follows(histories: Histories, items: int) -> Pulls:
    """What came after, by ``1 / gap``, as a share of all that came after."""
    earlier, later, weights = _pairs(histories.flat, histories.starts, GAP)
    forth = sp.coo_array((weights, (earlier, later)), shape=(items, items)).tocsr()
    total = np.maximum(forth.sum(axis=1), 1.0)
    share = sp.dia_array((1.0 / total, 0), shape=(items, items))
    return Pulls((share @ forth).tocsr().astype(np.float32), FOLLOW_DECAY)


def likeness(histories: Histories, items: int) -> Pulls:
    """Cosine of the histories that hold both; `NEAR` strongest of each row, itself not."""
    held = histories.newest(100).held(items)
    scale = sp.dia_array((np.maximum(held.sum(axis=0), 1.0) ** -0.5, 0), shape=(items, items))
    held = (held @ scale).tocsr()
    cosines = (held.T @ held).tocsr()
    cosines.setdiag(0.0)
    _keep(cosines.data, cosines.indptr, NEAR)
    cosines.eliminate_zeros()
    return Pulls(cosines.astype(np.float32), LIKE_DECAY)


def _seen(histories: Histories, items: int) -> NDArray[np.float64]:
    return np.maximum(np.bincount(histories.flat, minlength=items), 1).astype(np.float64)


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def _pairs(flat: Ints, starts: Ints, gap: int) -> tuple[Ints, Ints, Floats]:
    """(earlier, later, 1 / steps between) for all different items at most `gap` steps apart."""
    count = 0
    for history in range(len(starts) - 1):
        for at in range(starts[history + 1] - starts[history]):
            count += min(at, gap)
    earlier, later = np.zeros(count, np.int64), np.zeros(count, np.int64)
    weights = np.zeros(count, np.float32)
    found = 0
    for history in range(len(starts) - 1):
        for at in range(starts[history], starts[history + 1]):
            for before in range(max(starts[history], at - gap), at):
                if flat[before] != flat[at]:
                    earlier[found], later[found] = flat[before], flat[at]
                    weights[found] = 1.0 / (at - before)
                    found += 1
    return earlier[:found], later[:found], weights[:found]


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def _keep(data: Floats, starts: Ints, most: int) -> None:
    """Zero all but the `most` greatest of each row."""
    for row in range(len(starts) - 1):
        part = data[starts[row] : starts[row + 1]]
        if len(part) > most:
            least = np.sort(part)[-most]
            for at in range(len(part)):
                if part[at] < least:
                    part[at] = 0.0
