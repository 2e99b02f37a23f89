"""The best of each member for a history, and what every member says about each of these.

For a candidate and a member: the score as a share of the member's greatest, its log, and the log
of its place among the candidates. For a candidate alone: whether the history holds it, how lately,
how often, and how popular it is. For the history, the same at each candidate: how long it is, and
how much of it is repetition.

How great a member's greatest score is, is left out on purpose: it grows with what the member was
fitted on, which is less when the mixing is learned than when the blend is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sessions.recommend.members import Floats
from sessions.recommend.members.histories import Histories, Ints

MOST = 60
"""Candidates of each member."""

OWN = 20
"""Newest items of a history that are candidates too."""

LEAST = 1e-6
"""Share of the greatest score below which all is the same."""


class Lists(NamedTuple):
    """Candidates of some histories."""

    items: Ints
    """(histories, width), -1 behind the last."""
    features: Floats
    """(histories, width, `features_of` members); 0 behind the last."""


def features_of(members: int) -> int:
    """How many numbers describe one candidate."""
    return 3 * members + 4 + 2


def gathered(
    said: Sequence[Floats], histories: Histories, popular: Floats, *, masked: bool
) -> Lists:
    """Candidates and their features.

    Args:
        said: scores of each member, each (histories, items).
        histories: what was asked with.
        popular: (items,) how often each was taken.
        masked: the histories' items are no answers: the places of others do not count them.
    """
    scores = np.stack(said)
    width = len(said) * MOST + OWN
    items = np.full((len(histories), width), -1, np.int64)
    features = np.zeros((len(histories), width, features_of(len(said))), np.float32)
    known = np.log1p(popular).astype(np.float32)
    _gather(scores, histories.flat, histories.starts, known, masked, MOST, OWN, items, features)
    used = max(1, int((items >= 0).sum(axis=1).max(initial=0)))
    return Lists(items[:, :used], features[:, :used])


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def _gather(  # noqa: PLR0917 - compiled code is called by place
    scores: NDArray[np.float32],
    flat: Ints,
    starts: Ints,
    popular: Floats,
    masked: bool,
    most: int,
    own: int,
    items: Ints,
    features: Floats,
) -> None:
    members, _, count = scores.shape
    place = np.full(count, -1)
    for row in range(len(starts) - 1):
        history = flat[starts[row] : starts[row + 1]]
        for item in history:
            place[item] = -2  # in the history
        found = 0
        for member in range(members):
            for item in _best(scores[member, row], place, most, masked):
                if place[item] == -1:
                    items[row, found], place[item] = item, found
                    found += 1
        for at in range(len(history) - 1, max(-1, len(history) - 1 - own), -1):
            if place[history[at]] == -2:
                items[row, found], place[history[at]] = history[at], found
                found += 1
        _describe(scores[:, row], history, popular, items[row, :found], features[row, :found])
        for item in history:
            place[item] = -1
        for at in range(found):
            place[items[row, at]] = -1


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def _best(scores: Floats, place: Ints, most: int, masked: bool) -> Ints:
    """Items of the `most` greatest scores above 0, outside the history where it is masked."""
    heap = np.zeros(most, np.float32)
    kept = np.zeros(most, np.int64)
    size = 0
    for item in range(len(scores)):
        score = scores[item]
        if score <= 0.0 or (size == most and score <= heap[0]) or (masked and place[item] == -2):
            continue
        if size < most:  # sift up
            at = size
            size += 1
            while at > 0 and heap[(at - 1) // 2] > score:
                heap[at], kept[at] = heap[(at - 1) // 2], kept[(at - 1) // 2]
                at = (at - 1) // 2
        else:  # replace the least, sift down
            at = 0
            while 2 * at + 1 < most:
                child = 2 * at + 1
                if child + 1 < most and heap[child + 1] < heap[child]:
                    child += 1
                if heap[child] >= score:
                    break
                heap[at], kept[at] = heap[child], kept[child]
                at = child
        heap[at], kept[at] = score, item
    return kept[:size]


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def _describe(
    scores: NDArray[np.float32], history: Ints, popular: Floats, items: Ints, out: Floats
) -> None:
    members, length = len(scores), len(history)
    for member in range(members):
        own = scores[member][items]
        greatest = max(own.max(), np.float32(1e-30)) if len(own) else np.float32(1.0)
        order = np.argsort(-own)
        for rank in range(len(order)):
            at = order[rank]
            share = own[at] / greatest
            out[at, 3 * member] = share
            out[at, 3 * member + 1] = np.log(max(share, LEAST))
            out[at, 3 * member + 2] = np.log(1.0 + (rank if own[at] > 0.0 else len(order)))
    distinct = 0
    for at in range(len(items)):
        last, times = -1, 0
        for place in range(length):
            if history[place] == items[at]:
                last = place
                times += 1
        distinct += last >= 0
        out[at, 3 * members] = last >= 0
        out[at, 3 * members + 1] = 1.0 / (length - last) if last >= 0 else 0.0
        out[at, 3 * members + 2] = np.log(1.0 + times)
        out[at, 3 * members + 3] = popular[items[at]]
    for at in range(len(items)):
        out[at, 3 * members + 4] = np.log(1.0 + length)
        out[at, 3 * members + 5] = distinct / max(1, min(length, OWN))
