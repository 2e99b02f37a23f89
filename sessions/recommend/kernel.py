"""A whole ranking, compiled (numba): scores, places, reasons. `ranked` is the order of the others.

It is some fifty small array operations, on which numpy, called one by one, would spend nearly all
the time on calling: from Python only the arrays go in, and twelve rows come out.
A Job gives the same bits whatever else is done beside it.
Compiled once, kept beside this file; that all of it stands in one file is what tells numba when to
compile it anew.

Places are filled greedily; each pick lowers all that is like it by ``diversity * max(0, cosine)``
(maximal marginal relevance, Carbonell and Goldstein 1998, with the sum over the picks in place of
the greatest, which costs one subtraction per pick). The last place goes to a product drawn evenly
from all that could stand there, with its chance beside it, so that later visits can be learned
from. The draw is a hash (splitmix64, Steele et al. 2014) of the visit's seed and the block of
`REDRAW` events: the same in a replay, and steady enough not to flicker at every gesture.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]

PLACES = 12

POOL = 32
"""Best products among which the picks are made."""

BLOCK = 16
"""Rows that are looked over at once for the best."""

REDRAW = 32
"""Log events for which the explored product stays."""

PULLING = 12
"""Newest interactions that pull what is taken with them."""

PLACED = -10.0
"""Above this stands what nothing demotes: scores are sums of weighted cosines, all above -10."""

SHOP, TOGETHER, BECAUSE, ASKED = 0, 1, 2, 3
"""What speaks most for a product: see `reasons`."""

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """`function` as machine code; numba itself is untyped."""
    return cast("Function", numba.njit(cache=True)(function))


def regrouped(function: Function) -> Function:
    """`compiled`, but a sum may be added up in another order, the same for every Job."""
    how = {"reassoc", "contract", "nsz"}
    return cast("Function", numba.njit(cache=True, fastmath=how)(function))


@compiled
def ranked(  # noqa: PLR0917 - compiled code is called by place
    points: Floats,
    columns: Floats,
    others: Rows,
    pulls: Floats,
    shop: Floats,
    base: Floats,
    bonus: Floats,
    gate: Floats,
    request: Floats,
    partner: int,
    rows: Rows,
    strengths: Floats,
    moved: Rows,
    lowered: Floats,
    recency: float,
    doubt: float,
    gesture: float,
    diversity: float,
    seed: int,
    seq: int,
) -> tuple[Rows, Floats, float]:
    """The shelf of one Job.

    Args:
        points: (n + 1, axes) unit rows; the last stands for no product.
        columns: the same, transposed.
        others: (n + 1, width) the rows that each product pulls.
        pulls: (n + 1, width) how strongly.
        shop: (n + 1,) what the shop itself says for each product.
        base: (n + 1,) what stands for each product before anything is done.
        bonus: (n + 1,) the part of `base` that comes from the request.
        gate: (n + 1,) added to scores to give places.
        request: (axes,) direction of the words and of the product named.
        partner: row of the product that others are to go with, or -1.
        rows: (k,) products that were handled, oldest first.
        strengths: (k,) what was said about them.
        moved: (m,) rows at hand or hidden.
        lowered: (m,) added to their places.
        recency: what is left of a weight when the next interaction comes.
        doubt: evidence that must come together.
        gesture: weight of likeness to what was handled.
        diversity: what a pick takes from a product just like it.
        seed: of the visit.
        seq: the event that asks.

    Returns:
        Rows, kinds of reason and who is meant by it (see `reasons`), (3, picks), best first; the
        chance that the shopper keeps each; and that with which the last one was put there.
    """
    weights = shares(strengths, recency, doubt)
    pullers, pulling = rows[-PULLING:], weights[-PULLING:]
    if partner >= 0:
        pullers = np.append(pullers, partner)
        pulling = np.append(pulling, np.float32(1.0))
    pullers, pulling, total = pulled(others, pulls, pullers, pulling, len(base))
    weights *= np.float32(gesture)
    scores = scored(points, columns, base + total, request.copy(), rows, weights)
    placed = scores + gate
    for at in range(len(moved)):
        placed[moved[at]] += lowered[at]
    picks, chance = picked(placed, points, diversity, seed, seq)
    told = np.zeros((3, len(picks)), np.intp)
    told[0] = picks
    doers, likes = strongest(points, picks, rows, weights)
    who, most = puller(others, pulls, picks, pullers, pulling)
    for at in range(len(picks)):
        row = picks[at]
        asked = bonus[row]
        for axis in range(len(request)):
            asked += request[axis] * points[row, axis]
        told[1, at], told[2, at] = reason(shop[row], who[at], most[at], doers[at], likes[at], asked)
    return told, chances(scores, picks), chance


@compiled
def shares(strengths: Floats, recency: float, doubt: float) -> Floats:
    """The weights w of interactions, (k,): newer ones weigh more, together less than 1.

    ``s_i r^(age_i) / (doubt + sum_j |s_j| r^(age_j))``
    """
    weights = np.zeros(len(strengths), np.float32)
    left, evidence = 1.0, doubt
    for at in range(len(strengths) - 1, -1, -1):
        weights[at] = strengths[at] * left
        evidence += abs(strengths[at]) * left
        left *= recency
    return weights / np.float32(evidence)


@compiled
def reason(  # noqa: PLR0917 - compiled code is called by place
    shop: float, who: int, pull: float, doer: int, like: float, asked: float
) -> tuple[int, int]:
    """What speaks most for a product, and who is meant. Ties: the request, gestures, together.

    `TOGETHER` means the row `who` that pulls it, `BECAUSE` the place `doer` of the interaction.
    """
    most, kind, meant = shop, SHOP, 0
    if pull >= most and pull > 0.0:
        most, kind, meant = pull, TOGETHER, who
    if like >= most and like > 0.0:
        most, kind, meant = like, BECAUSE, doer
    if asked >= most and asked > 0.0:
        kind, meant = ASKED, 0
    return kind, meant


@compiled
def picked(
    placed: Floats, points: Floats, diversity: float, seed: int, seq: int
) -> tuple[Rows, float]:
    """At most `PLACES` rows, best first, and the chance with which the last was put there.

    Args:
        placed: (n + 1,), ``-inf`` for what is never shown.
        points: (n + 1, axes), unit rows.
        diversity: what a pick takes from a product just like it.
        seed: of the visit.
        seq: the event that asks.
    """
    could = int(np.sum(placed > PLACED))
    pool = best(placed, POOL)
    if could <= PLACES:
        return pool[diverse(placed[pool], points[pool], diversity, PLACES)], 1.0
    picks = np.zeros(PLACES, np.intp)
    picks[:-1] = pool[diverse(placed[pool], points[pool], diversity, PLACES - 1)]
    picks[-1] = explored(placed, could, picks[:-1], seed, seq)
    return picks, 1.0 / (could - PLACES + 1)


@compiled
def explored(placed: Floats, could: int, picks: Rows, seed: int, seq: int) -> int:
    """One of the `could` rows that nothing demotes and that is no pick, each as likely."""
    state = mixed(np.uint64(seed) ^ mixed(np.uint64(seq // REDRAW)))
    while True:
        left = np.intp(state % np.uint64(could))
        for row in range(len(placed)):
            if placed[row] > PLACED:
                if not left:
                    break
                left -= 1
        if not np.any(picks == row):
            return row
        state = mixed(state)


@compiled
def mixed(state: np.uint64) -> np.uint64:
    """One step of splitmix64."""
    state = state + np.uint64(0x9E3779B97F4A7C15)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return state ^ (state >> np.uint64(31))


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
    places = np.full(len(others), -1, np.int8)
    for at in range(len(picks)):
        places[picks[at]] = at
    for place in range(len(rows)):
        row = rows[place]
        for other in range(others.shape[1]):
            at = places[others[row, other]]
            if at >= 0:
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
    """Rows of the `count` best, best first; ``-inf`` is never among them, ties go to lower rows.

    Looks for each only among the tops of blocks, and then in one block.
    """
    left = placed.copy()
    tops = np.full((len(left) + BLOCK - 1) // BLOCK, -np.inf, np.float32)
    for row in range(len(left)):
        tops[row // BLOCK] = max(tops[row // BLOCK], left[row])
    rows = np.zeros(count, np.intp)
    for found in range(count):
        block = greatest(tops)
        if block < 0:
            return rows[:found]
        here = left[block * BLOCK : (block + 1) * BLOCK]
        at = greatest(here)
        rows[found] = block * BLOCK + at
        here[at] = -np.inf
        tops[block] = here.max()
    return rows


@compiled
def greatest(values: Floats) -> int:
    """Place of the greatest, the first of equals; -1 where all are ``-inf``."""
    place, most = -1, np.float32(-np.inf)
    for at in range(len(values)):
        if values[at] > most:
            place, most = at, values[at]
    return place


@regrouped
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
    share = np.float32(diversity)
    picks = np.zeros(min(count, len(scores)), np.intp)
    for place in range(len(picks)):
        pick = greatest(scores)
        picks[place] = pick
        for at in range(len(scores)):
            alike = np.float32(0.0)
            for axis in range(points.shape[1]):
                alike += points[pick, axis] * points[at, axis]
            scores[at] -= share * max(alike, np.float32(0.0))
        scores[pick] = -np.inf
    return picks


@regrouped
def strongest(points: Floats, picks: Rows, rows: Rows, shares: Floats) -> tuple[Rows, Floats]:
    """For each pick, which of the handled products adds most to it, and how much: (picks,) twice.

    ``shares_i <points[pick], points[rows_i]>``; the first of equals; 0 where none adds anything.
    """
    doers = np.zeros(len(picks), np.intp)
    most = np.zeros(len(picks), np.float32)
    for at in range(len(rows)):
        share, other = shares[at], points[rows[at]]
        if share:
            for place in range(len(picks)):
                point, alike = points[picks[place]], np.float32(0.0)
                for axis in range(len(point)):
                    alike += point[axis] * other[axis]
                if alike * share > most[place]:
                    most[place], doers[place] = alike * share, at
    return doers, most
