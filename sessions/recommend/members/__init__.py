"""Ways of telling what comes next, each fitted on the same histories and asked the same way.

::

    histories.py   many sequences of item numbers as two arrays
    pulls.py       one item pulls others: sequential rules, what follows, cosine likeness
    alike.py       whole histories like this one vote (VSKNN)
    factors.py     matrix factorisation (implicit ALS) with fold-in
    popular.py     what many took, and lately
    model.py       a recurrent encoder with an incremental state (torch)
    train.py       fits that encoder
    content.py     where an item stands that nobody took yet

`fit(histories, items) -> Member`; a member scores a batch of histories at once. Scores are never
negative, and 0 says "I know nothing of it". They have no common scale: `sessions.recommend.blend`
finds one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from sessions.recommend.members.histories import Histories

Floats = NDArray[np.float32]


class Member(Protocol):
    """What is fitted, and can be asked."""

    def scores(self, histories: Histories) -> Floats:
        """What each history makes likely, (histories, items), none below 0."""
        ...


@runtime_checkable
class Telling(Protocol):
    """A member whose score is a sum over the history, so that it can name who speaks for an item."""

    def contributions(self, history: Sequence[int], item: int) -> Floats:
        """What each place of the history adds to the score of `item`, (places,)."""
        ...


Fit = Callable[[Histories, int], Member]
"""Histories, oldest first, and the number of items."""
