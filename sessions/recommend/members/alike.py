"""Whole histories like this one: vector-weighted nearest neighbours (VSKNN).

The items of the present history are weighted by how new they are; past histories are like it by
the summed weight of the items they share, the `NEAREST` best of them vote for their items, each
vote weighted by that likeness, by how new the last shared item is, and by the item's rarity (log
idf). Nothing is trained, and a new history needs no more than an entry (Ludewig and Jannach 2018).
"""

from __future__ import annotations

from collections.abc import Sequence

import numba
import numpy as np
from numpy.typing import NDArray

from sessions.recommend.members import Floats
from sessions.recommend.members.histories import Histories, Ints

NEAREST = 500
"""Past histories that vote."""

NEWEST = 5000
"""Newest histories that are looked at for each item."""

LAST = 30
"""Newest items of the present history that are asked."""


class Alike:
    """Past histories, oldest first."""

    def __init__(self, histories: Histories, items: int) -> None:
        """Index the histories by item: O(n log n) in all their items together."""
        held = histories.held(items)
        by_item = held.tocsc()
        self._items = held.indices.astype(np.int64), held.indptr.astype(np.int64)
        self._holders = by_item.indices.astype(np.int64), by_item.indptr.astype(np.int64)
        holding = np.diff(by_item.indptr)
        self._rarity = np.log(max(1, len(histories)) / np.maximum(holding, 1)).astype(np.float32)

    def scores(self, histories: Histories) -> Floats:
        """Votes for each item, (histories, items); zeros where no past history shares an item."""
        out = np.zeros((len(histories), len(self._rarity)), np.float32)
        newest = histories.newest(LAST)
        _vote(
            newest.flat,
            newest.starts,
            *self._items,
            *self._holders,
            self._rarity,
            NEAREST,
            NEWEST,
            out,
        )
        return out

    def contributions(self, history: Sequence[int], item: int) -> Floats:
        """What each place of the history adds to the votes for `item`, (places,).

        A voter's weight is a sum over the items it shares: each share is that item's. Of an item
        that stands there twice the newer place counts.
        """
        given = np.asarray(history, np.int64)
        near, _, newness = _near(given[-LAST:], *self._holders, NEAREST, NEWEST)
        adds = np.zeros(len(given), np.float32)
        last = {int(each): place for place, each in enumerate(given) if place >= len(given) - LAST}
        items, starts = self._items
        for voter, new in zip(near, newness, strict=True):
            took = items[starts[voter] : starts[voter + 1]]
            if item in took:
                for each, place in last.items():
                    if each in took:
                        size = min(len(given), LAST)
                        adds[place] += (place - len(given) + size + 1) / size * new
        return np.asarray(adds * self._rarity[item])


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def _near(
    history: Ints, holders: Ints, first: Ints, nearest: int, newest: int
) -> tuple[Ints, NDArray[np.float64], NDArray[np.float64]]:
    """The past histories most like this one, how like, and how new the last shared item is.

    Of equals the newer ones.
    """
    total = 0
    for item in history:
        total += min(newest, first[item + 1] - first[item])
    pairs = np.zeros(total, np.int64)  # holder, place: sorted, the holders lie together
    found, length = 0, len(history)
    for place in range(length):
        item = history[place]
        if not np.any(history[place + 1 :] == item):
            for at in range(max(first[item], first[item + 1] - newest), first[item + 1]):
                pairs[found] = holders[at] * length + place
                found += 1
    pairs = np.sort(pairs[:found])
    near = np.zeros(found, np.int64)
    alike, newness = np.zeros(found), np.zeros(found)
    distinct = -1
    for pair in pairs:
        holder, weight = pair // length, (pair % length + 1) / length
        if distinct < 0 or near[distinct] != holder:
            distinct += 1
            near[distinct] = holder
        alike[distinct] += weight
        newness[distinct] = weight
    distinct += 1
    near, alike, newness = near[:distinct], alike[:distinct], newness[:distinct]
    if distinct > nearest:
        order = np.argsort(alike, kind="mergesort")[-nearest:]
        near, alike, newness = near[order], alike[order], newness[order]
    return near, alike, newness


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def _vote(  # noqa: PLR0917 - compiled code is called by place
    flat: Ints,
    starts: Ints,
    items: Ints,
    own: Ints,
    holders: Ints,
    first: Ints,
    rarity: Floats,
    nearest: int,
    newest: int,
    out: Floats,
) -> None:
    for row in range(len(starts) - 1):
        history = flat[starts[row] : starts[row + 1]]
        near, alike, newness = _near(history, holders, first, nearest, newest)
        for at in range(len(near)):
            weight = alike[at] * newness[at]
            for place in range(own[near[at]], own[near[at] + 1]):
                out[row, items[place]] += weight * rarity[items[place]]
