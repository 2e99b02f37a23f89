"""Recent interactions as one direction u in product space, and what it predicts.

``u = sum_i w_i v_i`` over the last interactions, newest last, with
``w_i = s_i r^(age_i) / (d + sum_j |s_j| r^(age_j))``: `s` the strength of the interaction
(`strengths`), `r` the recency, age counted in interactions, `d` the doubt. With one more
interaction (v, s) both sums go on as ``U' = r U + s v`` and ``D' = r D + |s|``, so the state of a
visit is two running sums. The ranker computes the closed form from the 50 interactions of the Job
each time (a 50 x 64 product), so that nothing can drift, and remembers only what is the same at
every age: rows and strengths.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sessions.messages.jobs import Interaction
from sessions.recommend.strengths import strength
from sessions.recommend.weights import Weights
from sessions.state import RECENT

VISITS = 4096
"""Visits whose rows are remembered."""

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]


class Done(NamedTuple):
    """Interactions as arrays, oldest first: product rows, signed strengths. Both (k,)."""

    recent: tuple[Interaction, ...]
    rows: Rows
    strengths: Floats


class Interests:
    """Turns the interactions of a Job into arrays, faster when it has seen all but the last.

    The memory is a pure cache: it is used only where the interactions are equal to those of the
    Job, and what it holds does not depend on the visit.
    """

    def __init__(self, rows: Mapping[str, int], weights: Weights) -> None:
        """Rows of products by id; products that are not there count as never touched."""
        self._rows = rows
        self._nowhere = len(rows)
        self._known: dict[int, Done] = {}
        self._doubt = weights.doubt
        ages = np.arange(RECENT - 1, -1, -1, dtype=np.float64)
        self._recency = np.power(weights.recency, ages).astype(np.float32)

    def done(self, visit: int, recent: tuple[Interaction, ...]) -> Done:
        """The last `RECENT` interactions as arrays; unknown products get the row after the last."""
        recent = recent[-RECENT:]
        known = self._known.pop(visit, None)
        if known is None or known.recent != recent:
            start = shared(known.recent, recent) if known else 0
            known = self._extended(known, recent, start)
        self._known[visit] = known
        if len(self._known) > VISITS:
            del self._known[next(iter(self._known))]
        return known

    def shares(self, done: Done) -> Floats:
        """The weights w of the interactions, (k,): newer ones weigh more, together less than 1."""
        recency = self._recency[RECENT - len(done.strengths) :]
        total = float(np.abs(done.strengths) @ recency)
        weights: Floats = done.strengths * recency
        weights *= np.float32(1.0 / (self._doubt + total))
        return weights

    def _extended(self, known: Done | None, recent: tuple[Interaction, ...], start: int) -> Done:
        fresh = recent[start:]
        at = [self._rows.get(did.product, self._nowhere) for did in fresh]
        rows = np.array(at, np.intp)
        nowhere = self._nowhere
        said = [
            strength(did) if row != nowhere else 0.0 for did, row in zip(fresh, at, strict=True)
        ]
        strengths = np.array(said, np.float32)
        if known is not None and start:
            rows = np.concatenate((known.rows[-start:], rows))
            strengths = np.concatenate((known.strengths[-start:], strengths))
        return Done(recent, rows, strengths)


def shared(known: tuple[Interaction, ...], recent: tuple[Interaction, ...]) -> int:
    """How many of the first of `recent` are the last of `known`."""
    start = len(recent)
    last = known[-1] if known else None
    while start and recent[start - 1] != last:
        start -= 1
    return start if start and known[-start:] == recent[:start] else 0


def likelihood(z: float, said: float = 0.0) -> float:
    """``p = G(z, a)``: chance that the shopper keeps a product of score z after action a.

    ``G = sigmoid(z + s(a, ms, size))``, the strength s being linear in bias, log duration and
    size (facts/recommend.md section 6). What was not touched yet has s = 0. The numbers are
    priors: the order of p means something, its level is not calibrated yet.
    """
    return 1.0 / (1.0 + math.exp(-z - said))
