"""The loops of a ranking, compiled (numba): scores, places, reasons.

Each is some ten small array operations, of which numpy would spend nearly all the time on calling.
A Job gives the same bits whatever else is done beside it.
Compiled once, kept beside this file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """`function` as machine code; numba itself is untyped."""
    return cast("Function", numba.njit(cache=True)(function))


def regrouped(function: Function) -> Function:
    """`compiled`, but a sum may be added up in another order, the same for every Job."""
    how = {"reassoc", "contract", "nsz"}
    return cast("Function", numba.njit(cache=True, fastmath=how)(function))


@compiled
def scored(  # noqa: PLR0917 - compiled code is called by place
    points: Floats,
    columns: Floats,
    base: Floats,
    direction: Floats,
    rows: Rows,
    shares: Floats,
) -> Floats:
    """``base + <direction + sum_i shares_i points[rows_i], point>`` for every point, (n,).

    Args:
        points: (n, axes).
        columns: the same, transposed: (axes, n).
        base: (n,), what stands for each product already.
        direction: (axes,) of the request, or zeros; used up.
        rows: (k,) products that were handled.
        shares: (k,) their weights.
    """
    for at in range(len(rows)):
        share, point = shares[at], points[rows[at]]
        for axis in range(len(direction)):
            direction[axis] += share * point[axis]
    scores = base.copy()
    for axis in range(len(direction)):
        weight, column = direction[axis], columns[axis]
        for row in range(len(scores)):
            scores[row] += weight * column[row]
    return scores


@compiled
def pulled(
    others: Rows, pulls: Floats, rows: Rows, weights: Floats, count: int
) -> tuple[Rows, Floats, Floats]:
    """What each of `count` products is pulled by `rows`: ``sum_i weights_i pulls[rows_i]``.

    Args:
        others: (n, width) the rows that each product pulls.
        pulls: (n, width) how strongly.
        rows: (k,) products that pull now; one may stand there several times.
        weights: (k,) how much.
        count: length of the third answer.

    Returns:
        Each of `rows` once, its weights added up, and the sum of all pulls by product.
    """
    once, added, distinct = np.zeros(len(rows), np.intp), np.zeros(len(rows), np.float32), 0
    for at in range(len(rows)):
        place = 0
        while place < distinct and once[place] != rows[at]:
            place += 1
        once[place] = rows[at]
        added[place] += weights[at]
        distinct = max(distinct, place + 1)
    total = np.zeros(count, np.float32)
    for at in range(distinct):
        row, weight = once[at], added[at]
        for place in range(others.shape[1]):
            total[others[row, place]] += weight * pulls[row, place]
    return once[:distinct], added[:distinct], total


@compiled
def puller(
    others: Rows, pulls: Floats, picks: Rows, rows: Rows, weights: Floats
) -> tuple[Rows, Floats]:
    """For each pick, which of `rows` pulls it most (-1: none), and how strongly: (picks,) twice."""
    who = np.full(len(picks), -1)
    most = np.zeros(len(picks), np.float32)
    for place in range(len(rows)):
        row = rows[place]
        for other in range(others.shape[1]):
            pulled_row = others[row, other]
            for at in range(len(picks)):
                if picks[at] == pulled_row:
                    pull = weights[place] * pulls[row, other]
                    if pull > most[at]:
                        most[at], who[at] = pull, row
    return who, most


@compiled
def chances(scores: Floats, picks: Rows) -> Floats:
    """``1 / (1 + e^-score)`` of each pick, (picks,)."""
    out = np.zeros(len(picks), np.float32)
    for at in range(len(picks)):
        out[at] = 1.0 / (1.0 + np.exp(-scores[picks[at]]))
    return out


@compiled
def best(placed: Floats, count: int) -> Rows:
    """Rows of the `count` best, best first; ``-inf`` is never among them, ties go to lower rows."""
    rows = np.zeros(count, np.intp)
    values = np.full(count, -np.inf, np.float32)
    found = 0
    for row in range(len(placed)):
        value = placed[row]
        if value <= values[count - 1]:
            continue
        found = min(found + 1, count)
        at = found - 1
        while at and values[at - 1] < value:
            values[at], rows[at] = values[at - 1], rows[at - 1]
            at -= 1
        values[at], rows[at] = value, row
    return rows[:found]


@compiled
def diverse(scores: Floats, points: Floats, diversity: float, count: int) -> Rows:
    """Places of the best, each lowered by what was picked before it: at most `count`.

    ``scores[j] - sum over picks p of diversity * max(0, <points[p], points[j]>)``; ties go to the
    earlier place.

    Args:
        scores: (n,), used up.
        points: (n, axes), unit rows.
        diversity: what a pick takes from a product just like it.
        count: how many.
    """
    across = np.ascontiguousarray(points.T)
    alike = np.zeros(len(scores), np.float32)
    share = np.float32(diversity)
    picks = np.zeros(min(count, len(scores)), np.intp)
    for place in range(len(picks)):
        pick = 0
        for at in range(1, len(scores)):
            if scores[at] > scores[pick]:
                pick = at
        picks[place] = pick
        alike[:] = 0.0
        for axis in range(points.shape[1]):
            weight, column = points[pick, axis], across[axis]
            for at in range(len(alike)):
                alike[at] += weight * column[at]
        for at in range(len(alike)):
            scores[at] -= share * max(alike[at], np.float32(0.0))
        scores[pick] = -np.inf
    return picks


@regrouped
def strongest(points: Floats, picks: Rows, rows: Rows, shares: Floats) -> tuple[Rows, Floats]:
    """For each pick, which of the handled products adds most to it, and how much: (picks,) twice.

    ``shares_i <points[pick], points[rows_i]>``; the first of equals.
    """
    doers = np.zeros(len(picks), np.intp)
    most = np.full(len(picks), -np.inf, np.float32)
    for place in range(len(picks)):
        point = points[picks[place]]
        for at in range(len(rows)):
            other, alike = points[rows[at]], np.float32(0.0)
            for axis in range(len(point)):
                alike += point[axis] * other[axis]
            if alike * shares[at] > most[place]:
                most[place], doers[place] = alike * shares[at], at
    return doers, most
