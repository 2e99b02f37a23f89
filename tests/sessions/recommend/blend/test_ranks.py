"""Places and measures, by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sessions.recommend.blend.ranks import all_ranks, gains, hits, placed, reciprocals
from sessions.recommend.members.histories import Histories

SCORES = np.array([[0.5, 0.5, 0.9, 0.1, 0.0]], np.float32)


@pytest.mark.parametrize(
    ("history", "target", "masked", "rank"),
    [
        ([2], 0, False, 3),  # a tie counts against
        ([2], 0, True, 2),
        ([2, 2, 1], 0, True, 1),
        ([2], 2, True, 1),  # the target is never masked
        ([], 3, True, 4),
        ([], 4, False, math.inf),  # no score, no place
        ([], -1, True, math.inf),
    ],
)  # fmt: skip
def test_places(history, target, masked, rank):
    ranks = placed(SCORES, Histories.of([history]), np.array([target]), masked=masked)
    assert ranks.tolist() == [rank]


def test_measures():
    ranks = np.array([1.0, 3.0, 20.0, 21.0, np.inf])
    assert hits(ranks, 20).tolist() == [1, 1, 1, 0, 0]
    assert gains(ranks, 20).tolist() == pytest.approx([1, 0.5, 1 / math.log2(21), 0, 0])
    assert reciprocals(ranks, 20).tolist() == pytest.approx([1, 1 / 3, 1 / 20, 0, 0])


def test_many_are_ranked_by_blocks():
    class Echo:
        def scores(self, histories: Histories) -> np.ndarray:
            return histories.held(3).toarray()

    asked = Histories.of([[at % 3] for at in range(700)])
    ranks = all_ranks(Echo(), asked, np.array([at % 3 for at in range(700)]), masked=False)
    assert ranks.tolist() == [1.0] * 700
