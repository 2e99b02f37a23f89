"""Like histories, against the definition one history at a time."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.recommend.members import alike as module
from sessions.recommend.members.alike import Alike
from sessions.recommend.members.histories import Histories

ITEMS = 7
some = st.lists(st.integers(0, ITEMS - 1), max_size=6)


def slow(past: list[list[int]], history: list[int]) -> list[float]:
    votes = [0.0] * ITEMS
    last = {item: (place + 1) / len(history) for place, item in enumerate(history)}
    for other in past:
        shared = set(other) & set(history)
        if shared:
            weight = sum(last[i] for i in shared) * max(last[i] for i in shared)
            for item in set(other):
                seen = sum(item in one for one in past)
                votes[item] += weight * math.log(len(past) / seen)
    return votes


@settings(max_examples=60)
@given(
    st.lists(some, max_size=8), st.lists(some, min_size=1, max_size=3), st.integers(0, ITEMS - 1)
)
def test_votes_are_the_definition_and_a_sum_over_the_history(past, asked, item):
    member = Alike(Histories.of(past), ITEMS)
    scores = member.scores(Histories.of(asked))
    for row, history in zip(scores, asked, strict=True):
        assert row.tolist() == pytest.approx(slow(past, history), rel=1e-4, abs=1e-6)
        parts = member.contributions(history, item)
        assert parts.shape == (len(history),)
        assert parts.sum() == pytest.approx(row[item], rel=1e-4, abs=1e-6)


def test_only_the_nearest_and_of_equals_the_newest_vote(monkeypatch):
    monkeypatch.setattr(module, "NEAREST", 2)
    member = Alike(Histories.of([[0, 1], [0, 2], [0, 3], [5], [6]]), ITEMS)
    assert np.flatnonzero(member.scores(Histories.of([[0]]))).tolist() == [0, 2, 3]
    assert not member.contributions([0], 1).any()


def test_only_the_newest_histories_of_an_item_are_looked_at(monkeypatch):
    monkeypatch.setattr(module, "NEWEST", 1)
    member = Alike(Histories.of([[0, 1], [0, 2], [5]]), ITEMS)
    assert np.flatnonzero(member.scores(Histories.of([[0]]))).tolist() == [0, 2]
