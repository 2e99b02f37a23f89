"""Which part of what may be seen is kept back, so that the blend is learned on what no member saw.

Each protocol keeps back what is most like its test: where histories follow one another in time,
the newest of them; where every history has its own last item as the test, its own last but one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sessions.recommend.members.histories import Histories, Ints

SHARE = 0.1
"""Of the histories, the newest, in `newest`."""

MOST = 16_000
"""Prefixes kept back, at most."""

SEED = 3


class Split(NamedTuple):
    """A part to fit on, and what is to be told from what."""

    fitted: Histories
    asked: Histories
    targets: Ints
    """(asked,)"""


Splitter = Callable[[Histories], Split]


def newest(histories: Histories) -> Split:
    """The last tenth of the histories is asked, at each of their places."""
    first = len(histories) - round(SHARE * len(histories))
    back = histories.take(np.arange(first, len(histories)))
    places = np.arange(len(back.flat)) - np.repeat(back.starts[:-1], back.lengths)
    ends = _some(np.flatnonzero(places > 0))
    owners, places = back.owners[ends], places[ends]
    asked = back.take(owners).without_last(back.lengths[owners] - places)
    return Split(histories.take(np.arange(first)), asked, back.flat[ends])


def last_of_each(histories: Histories) -> Split:
    """The last item of each history is asked for, and the one before it is kept from fitting too.

    So what is asked with ends, as at the test, in an item that no member has seen there, and no
    member has seen what others took last (that makes some members look far better than they are).
    """
    chosen = _some(np.flatnonzero(histories.lengths > 2))
    asked = histories.take(chosen)
    targets = asked.flat[asked.starts[1:] - 1]
    two = np.full(len(histories), 2, np.int64)
    one = np.ones(len(chosen), np.int64)
    return Split(histories.without_last(two), asked.without_last(one), targets)


def _some(which: Ints) -> Ints:
    if len(which) <= MOST:
        return which
    return np.sort(np.random.default_rng(SEED).choice(which, MOST, replace=False))
