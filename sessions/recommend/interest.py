"""Recent interactions as one direction u in product space, and what it predicts.

``u = sum_i w_i v_i`` over the last `NEWEST` interactions, newest last, with
``w_i = s_i r^(age_i) / (d + sum_j |s_j| r^(age_j))``: `s` the strength of the interaction
(`strengths`), `r` the recency, age counted in interactions, `d` the doubt. With one more
interaction (v, s) both sums go on as ``U' = r U + s v`` and ``D' = r D + |s|``, so the state of a
visit is two running sums. The ranker computes the closed form from the interactions of the Job each
time (`kernel.shares`), so that nothing can drift, and remembers only what is the same at every age:
rows and strengths. What is older than `NEWEST` interactions would weigh less than a twelfth of the
newest, and is left out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sessions.messages.jobs import Interaction
from sessions.recommend.strengths import strength

NEWEST = 24
"""Interactions that count."""

VISITS = 4096
"""Visits whose rows are remembered (1 KB each)."""

TAPE = 4 * NEWEST

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]


class Done(NamedTuple):
    """Interactions as arrays, oldest first, both (k,): product rows and signed strengths.

    Views of a buffer that the next Job of the same visit writes on.
    """

    recent: tuple[Interaction, ...]
    rows: Rows
    strengths: Floats


class Interests:
    """Turns the interactions of a Job into arrays, faster when it has seen all but the last.

    The memory is a pure cache: it is used only where the interactions are equal to those of the
    Job, and what it holds does not depend on the visit.
    """

    def __init__(self, rows: Mapping[str, int]) -> None:
        """Rows of products by id; products that are not there count as never touched."""
        self._rows = rows
        self._known: dict[int, _Tape] = {}

    def done(self, visit: int, recent: tuple[Interaction, ...]) -> Done:
        """The last `NEWEST` interactions as arrays; unknown products get the row after the last."""
        recent = recent[-NEWEST:]
        tape = self._known.pop(visit, None)
        if tape is None:
            tape = _Tape()
        self._known[visit] = tape
        if len(self._known) > VISITS:
            del self._known[next(iter(self._known))]
        return tape.show(recent, self._rows)


class _Tape:
    """The interactions of a visit, written one after the other; anew when the tape is full."""

    __slots__ = ("end", "recent", "rows", "strengths")

    def __init__(self) -> None:
        self.recent: tuple[Interaction, ...] = ()
        self.end = 0
        self.rows = np.zeros(TAPE, np.intp)
        self.strengths = np.zeros(TAPE, np.float32)

    def show(self, recent: tuple[Interaction, ...], rows: Mapping[str, int]) -> Done:
        """The arrays of `recent`: what is on the tape already is not written again."""
        if recent != self.recent:
            kept = shared(self.recent, recent)
            if self.end + len(recent) - kept > TAPE:
                kept = 0
            if not kept:
                self.end = 0
            self._write(recent[kept:], rows)
            self.recent = recent
        here = slice(self.end - len(recent), self.end)
        return Done(recent, self.rows[here], self.strengths[here])

    def _write(self, fresh: tuple[Interaction, ...], rows: Mapping[str, int]) -> None:
        end = self.end
        nowhere = len(rows)
        for did in fresh:
            row = rows.get(did.product, nowhere)
            self.rows[end] = row
            self.strengths[end] = strength(did) if row != nowhere else 0.0
            end += 1
        self.end = end


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
