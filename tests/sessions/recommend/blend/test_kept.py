"""Lists kept back, with members whose word is known."""

from __future__ import annotations

import numpy as np
import pytest

from sessions.recommend.blend.kept import kept
from sessions.recommend.members.histories import Histories

ONES = np.ones(6, np.float32)


class Says:
    """The same scores to everybody."""

    def __init__(self, *scores: float) -> None:
        self._scores = np.array(scores, np.float32)

    def scores(self, histories: Histories) -> np.ndarray:
        return np.tile(self._scores, (len(histories), 1))


MEMBERS = {"up": Says(0, 1, 2, 3, 4, 0), "down": Says(0, 4, 3, 2, 1, 0)}


@pytest.mark.parametrize(
    ("history", "target", "masked", "count", "found", "ranks"),
    [
        ([4], 3, False, 4, True, [2, 3]),
        ([4], 3, True, 3, True, [1, 3]),
        ([4, 1], 4, True, 3, True, [1, 3]),  # the target stays
        ([5], 5, False, 5, True, [np.inf, np.inf]),  # only the history itself speaks for it
        ([1], 0, False, 4, False, [np.inf, np.inf]),
        ([], 2, True, 4, True, [3, 2]),
    ],
)  # fmt: skip
def test_lists(history, target, masked, count, found, ranks):  # noqa: PLR0917 - a table
    lists = kept(MEMBERS, Histories.of([history]), np.array([target]), ONES, masked=masked)
    assert len(lists.features[0]) == count
    assert (lists.where[0] >= 0) == found
    assert [lists.singles[name][0] for name in MEMBERS] == ranks
    if found:
        share = lists.features[0][lists.where[0]][0]
        assert share == pytest.approx(target / 4 if target < 5 else 0)


def test_no_list_is_no_error():
    lists = kept(MEMBERS, Histories.of([]), np.zeros(0, np.int64), ONES, masked=False)
    assert len(lists.where) == len(lists.features) == len(lists.singles["up"]) == 0
