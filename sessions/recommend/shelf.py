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

from sessions.recommend import kernel
from sessions.recommend.reach import PLACED

PLACES = 12

POOL = 32
"""Best products among which the picks are made."""

REDRAW = 32
"""Log events for which the explored product stays."""

MASK = 2**64 - 1

Floats = NDArray[np.float32]


def picked(placed: Floats, points: Floats, diversity: float, count: int) -> list[int]:
    """At most `count` rows, best first; ties go to the lower row.

    Args:
        placed: (n,), ``-inf`` for what is never shown.
        points: (n, axes), unit rows.
        diversity: what a pick takes from a product just like it.
        count: how many.
    """
    pool = kernel.best(placed, POOL)
    rows: list[int] = pool[
        kernel.diverse(placed[pool], points.take(pool, 0), diversity, count)
    ].tolist()
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
