"""Candidates: the best of each member, once, and what is said of each."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sessions.recommend.blend import candidates
from sessions.recommend.blend.candidates import features_of, gathered
from sessions.recommend.members.histories import Histories

ITEMS = 12
said = arrays(np.float32, (2, 3, ITEMS), elements=st.sampled_from([0.0, 0.25, 0.5, 1.0, 3.0]))
asked = st.lists(st.lists(st.integers(0, ITEMS - 1), max_size=5), min_size=3, max_size=3)


@settings(max_examples=60, deadline=None)
@given(said, asked, st.booleans())
def test_the_best_of_each_and_the_history_are_there_once(scores, histories, masked):
    popular = np.ones(ITEMS, np.float32)
    lists = candidates.gathered(list(scores), Histories.of(histories), popular, masked=masked)
    for row, history in enumerate(histories):
        items = [item for item in lists.items[row].tolist() if item >= 0]
        assert len(items) == len(set(items))
        spoken = {item for member in scores for item in range(ITEMS) if member[row, item] > 0}
        assert set(items) == spoken | set(history)


def test_at_most_so_many_of_each_and_they_are_the_greatest(monkeypatch):
    monkeypatch.setattr(candidates, "MOST", 7)
    scores = np.random.default_rng(0).random((1, 40, 300)).astype(np.float32)
    lists = gathered(list(scores), Histories.of([[]] * 40), np.ones(300, np.float32), masked=False)
    for row in range(40):
        kept = lists.items[row][lists.items[row] >= 0]
        assert set(kept) == set(np.argsort(scores[0, row])[-7:])


def test_features_by_hand():
    scores = [np.array([[0, 2, 4, 0]], np.float32), np.array([[1, 0, 0, 0]], np.float32)]
    popular = np.array([1, 1, 3, 9], np.float32)
    lists = gathered(scores, Histories.of([[3, 1, 3]]), popular, masked=False)
    found = dict(zip(lists.items[0].tolist(), lists.features[0], strict=True))
    assert set(found) == {0, 1, 2, 3}
    assert lists.features.shape[2] == features_of(2)
    context = [math.log(4), 2 / 3]
    assert found[1].tolist() == pytest.approx(
        [
            0.5,
            math.log(0.5),
            math.log(2),
            0,
            math.log(1e-6),
            math.log(5),
            1,
            0.5,
            math.log(2),
            math.log(2),
            *context,
        ]
    )
    assert found[3][6:10].tolist() == pytest.approx([1, 1, math.log(3), math.log(10)])


def test_where_the_history_is_no_answer_it_does_not_count_among_the_best(monkeypatch):
    monkeypatch.setattr(candidates, "MOST", 1)
    scores = [np.array([[3, 2, 1]], np.float32)]
    lists = gathered(scores, Histories.of([[0]]), np.ones(3, np.float32), masked=True)
    assert set(lists.items[0].tolist()) == {0, 1}


def test_the_size_of_scores_says_nothing():
    scores = np.random.default_rng(0).random((2, 3, 30)).astype(np.float32)
    asked, popular = Histories.of([[1, 2], [], [3]]), np.ones(30, np.float32)
    one = gathered(list(scores), asked, popular, masked=False)
    other = gathered([8 * scores[0], scores[1] / 4], asked, popular, masked=False)
    np.testing.assert_array_equal(one.items, other.items)
    np.testing.assert_allclose(one.features, other.features, atol=1e-5)
