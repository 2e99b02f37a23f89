"""Like visits, against the definition one visit at a time."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.recommend import visits as module
from sessions.recommend.visits import Visits

ITEMS = 7
some = st.lists(st.integers(0, ITEMS - 1), max_size=6)


def slow(past: list[list[int]], visit: list[int]) -> list[float]:
    votes = [0.0] * ITEMS
    last = {item: (place + 1) / len(visit) for place, item in enumerate(visit)}
    for other in past:
        shared = set(other) & set(visit)
        if shared:
            weight = sum(last[i] for i in shared) * max(last[i] for i in shared)
            for item in set(other):
                seen = sum(item in one for one in past)
                votes[item] += weight * math.log(len(past) / seen)
    return votes


@settings(max_examples=50)
@given(st.lists(some, max_size=8), some)
def test_votes_are_the_definition(past, visit):
    assert Visits(past, ITEMS).scores(visit).tolist() == pytest.approx(slow(past, visit))


def test_only_the_nearest_and_of_equals_the_newest_vote(monkeypatch):
    monkeypatch.setattr(module, "NEAREST", 2)
    scores = Visits([[0, 1], [0, 2], [0, 3], [5], [6]], ITEMS).scores([0])
    assert np.flatnonzero(scores).tolist() == [0, 2, 3]


def test_only_the_newest_visits_of_an_item_are_looked_at(monkeypatch):
    monkeypatch.setattr(module, "NEWEST", 1)
    scores = Visits([[0, 1], [0, 2], [5]], ITEMS).scores([0])
    assert np.flatnonzero(scores).tolist() == [0, 2]
