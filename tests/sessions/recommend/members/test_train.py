"""Fitting the encoder: a sequence is learned, twice the same way, and within its budget."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from sessions.recommend.members import train
from sessions.recommend.members.histories import Histories
from sessions.recommend.members.train import RECIPE

RING = Histories.of([[(start + step) % 12 for step in range(5)] for start in range(12)] * 8)
SMALL = RECIPE._replace(axes=16, batch=64, most=25)


@pytest.mark.parametrize("negatives", [4, 100])
def test_what_comes_next_is_learned(negatives):
    member = train.fit(RING, 12, SMALL._replace(negatives=negatives))
    scores = member.scores(Histories.of([[3], [4, 5], [10, 11]]))
    assert scores.argmax(axis=1).tolist() == [4, 6, 0]


def test_the_same_histories_give_the_same_model():
    one, other = (train.fit(RING, 12, SMALL._replace(most=2)) for _ in range(2))
    asked = Histories.of([[1, 2, 3]])
    assert one.scores(asked).tolist() == other.scores(asked).tolist()


def test_the_newest_are_read_when_the_budget_is_short():
    past = Histories.of([[0, 1], [2, 3], [4], [5, 6]])
    kept = train._read(past, 5)
    assert [kept.one(at).tolist() for at in range(len(kept))] == [[2, 3], [5, 6]]


def test_nothing_to_learn_from_is_no_error():
    member = train.fit(Histories.of([[0], [1]]), 2, SMALL)
    assert member.scores(Histories.of([[0]])).shape == (1, 2)


def test_negatives_are_different_and_drawn_as_often_as_they_say():
    draw = train.Draw(RING, 12, 5)
    rng = np.random.default_rng(0)
    times = np.zeros(12)
    for _ in range(2000):
        rows, often = draw(rng)
        assert len(set(rows.tolist())) == len(rows)
        times[rows.numpy()] += 1
    expected = np.zeros(12)
    everything, log = torch.arange(12), torch.from_numpy(draw._often)
    expected[everything.numpy()] = log.exp().numpy()
    np.testing.assert_allclose(times / 2000, expected, atol=0.05)
    assert len(often) == len(rows)
