"""What many took, lately more than before: the same for every history."""

from __future__ import annotations

import numpy as np

from sessions.recommend.members import Floats
from sessions.recommend.members.histories import Histories

LATELY = 0.1
"""Share of all events, the last ones, after which a count has faded by e."""


class Popular:
    """A score per item."""

    def __init__(self, counts: Floats) -> None:
        self._counts = counts

    def scores(self, histories: Histories) -> Floats:
        """The same row for each history, (histories, items)."""
        return np.tile(self._counts, (len(histories), 1))


def popular(histories: Histories, items: int) -> Popular:
    """Plain counts: where histories come in no order of time."""
    return Popular(np.bincount(histories.flat, minlength=items).astype(np.float32))


def lately(histories: Histories, items: int) -> Popular:
    """Counts that fade with the place in the file: where histories come in order of time."""
    total = len(histories.flat)
    age = np.arange(total)[::-1] / max(1.0, total * LATELY)
    return Popular(np.bincount(histories.flat, np.exp(-age), items).astype(np.float32))
