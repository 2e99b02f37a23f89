"""Pulls, against the counts that the shelf uses and against their formulas."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.recommend.members import pulls
from sessions.recommend.members.histories import Histories
from sessions.recommend.neighbours import CoCounts

ITEMS = 6
some = st.lists(st.integers(0, ITEMS - 1), max_size=14)
past = st.lists(some, max_size=6)


@settings(max_examples=50)
@given(past, some)
def test_rules_are_what_the_shelf_counts(histories, history):
    counts = CoCounts()
    for one in histories:
        counts.add([str(item) for item in one])
    expected = counts.scores(str(item) for item in reversed(history))
    scores = pulls.rules(Histories.of(histories), ITEMS).scores(Histories.of([history]))[0]
    assert scores.tolist() == pytest.approx(
        [expected.get(str(item), 0.0) for item in range(ITEMS)], rel=1e-4
    )


def test_follows_knows_the_way_and_gives_shares():
    member = pulls.follows(Histories.of([[0, 1], [0, 1], [0, 2], [3, 0]]), ITEMS)
    scores = member.scores(Histories.of([[0], [1], []]))
    np.testing.assert_allclose(scores[0], [0, 2 / 3, 1 / 3, 0, 0, 0], rtol=1e-6)
    assert not scores[1:].any()


def test_likeness_is_the_cosine_and_keeps_the_strongest(monkeypatch):
    past = Histories.of([[0, 1], [0, 1, 1], [0, 2]])
    expected = [0, 2 / math.sqrt(6), 1 / math.sqrt(3), 0, 0, 0]
    scores = pulls.likeness(past, ITEMS).scores(Histories.of([[0]]))
    np.testing.assert_allclose(scores[0], expected, rtol=1e-6)
    monkeypatch.setattr(pulls, "NEAR", 1)
    scores = pulls.likeness(past, ITEMS).scores(Histories.of([[0]]))
    assert np.flatnonzero(scores[0]).tolist() == [1]


@settings(max_examples=40)
@given(past, st.lists(some, min_size=1, max_size=4), st.integers(0, ITEMS - 1))
def test_contributions_add_up_and_a_batch_is_its_singles(histories, asked, item):
    for fit in (pulls.rules, pulls.follows, pulls.likeness):
        member = fit(Histories.of(histories), ITEMS)
        together = member.scores(Histories.of(asked))
        for row, history in zip(together, asked, strict=True):
            np.testing.assert_allclose(member.scores(Histories.of([history]))[0], row, atol=1e-5)
            parts = member.contributions(history, item)
            assert parts.shape == (len(history),)
            assert parts.sum() == pytest.approx(row[item], rel=1e-4, abs=1e-6)
