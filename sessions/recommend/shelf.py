"""The shelf's twelve places: diversity, and one place shown to learn.

Places are filled greedily; each pick lowers all that is like it by ``diversity * max(0, cosine)``
(maximal marginal relevance, Carbonell and Goldstein 1998, with the sum over the picks in place of
the greatest, which costs one subtraction per pick). The last place goes to a product drawn evenly
from all that could stand there, with its chance beside it, so that later visits can be learned
from. The draw is a hash (splitmix64, Steele et al. 2014) of the visit's seed and the block of
`REDRAW` events: the same in a replay, and steady enough not to flicker at every gesture.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sessions.recommend.reach import PLACED

PLACES = 12

POOL = 60
"""Best products among which a large shop's picks are made."""

DENSE = 4000
"""Up to so many products, all likenesses are kept (64 MB), and the pool is the whole shop."""

REDRAW = 32
"""Log events for which the explored product stays."""

MASK = 2**64 - 1

Floats = NDArray[np.float32]


class Likeness:
    """What a pick takes from each other product: ``diversity * max(0, cosine)``."""

    def __init__(self, points: Floats, diversity: float) -> None:
        """From unit rows (n + 1, axes)."""
        self._points = points
        self._diversity = np.float32(diversity)
        self._dense = self._of(points) if len(points) <= DENSE else None

    def pick(self, placed: Floats, count: int) -> list[int]:
        """At most `count` rows, best first; ties go to the lower row. `placed` is used up."""
        if self._dense is not None:
            return greedy(placed, self._dense, count)
        pool = best(placed, POOL)
        picks = greedy(placed[pool], self._of(self._points[pool]), count)
        return [int(pool[place]) for place in picks]

    def _of(self, points: Floats) -> Floats:
        like: Floats = points @ points.T
        np.maximum(like, 0.0, out=like)
        like *= self._diversity
        return like


def greedy(placed: Floats, like: Floats, count: int) -> list[int]:
    """Pick the best, lower what is like it, again. Changes `placed`, (n,); `like` is (n, n)."""
    picks: list[int] = []
    never = -np.inf
    for _ in range(count):
        row = int(placed.argmax())
        if placed[row] == never:
            break
        picks.append(row)
        placed -= like[row]
        placed[row] = never
    return picks


def best(placed: Floats, count: int) -> NDArray[np.intp]:
    """Rows of the `count` best, ascending; ties at the edge go to the lower rows."""
    if len(placed) <= count:
        return np.arange(len(placed))
    edge = np.partition(placed, len(placed) - count)[len(placed) - count]
    rows: NDArray[np.intp] = (placed >= edge).nonzero()[0]
    if len(rows) > count:
        rows = np.sort(rows[np.argsort(-placed[rows], kind="stable")[:count]])
    return rows


def explored(open_rows: NDArray[np.intp], picks: list[int], seed: int, seq: int) -> int:
    """One of `open_rows` that is not among `picks`, each with the same chance."""
    state = mixed(seed ^ mixed(seq // REDRAW))
    while (row := int(open_rows[state % len(open_rows)])) in picks:
        state = mixed(state)
    return row


def mixed(state: int) -> int:
    """One step of splitmix64."""
    state = (state + 0x9E3779B97F4A7C15) & MASK
    state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & MASK
    return state ^ (state >> 31)


def open_to_all(placed: Floats) -> NDArray[np.intp]:
    """Rows that nothing hides or demotes."""
    rows: NDArray[np.intp] = (placed > PLACED).nonzero()[0]
    return rows
