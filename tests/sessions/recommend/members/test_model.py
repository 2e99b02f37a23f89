"""The encoder: a state that grows by one item is the state of the whole history."""

from __future__ import annotations

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.recommend.members.histories import Histories
from sessions.recommend.members.model import LAST, Encoder, Recurrent

ITEMS = 9
torch.manual_seed(1)
MEMBER = Recurrent(Encoder(ITEMS, 12, 0.5))
some = st.lists(st.integers(0, ITEMS - 1), min_size=1, max_size=LAST)


@settings(max_examples=30, deadline=None)
@given(st.lists(some, min_size=1, max_size=4))
def test_steps_are_the_recomputation_and_a_batch_is_its_singles(asked):
    together = MEMBER.scores(Histories.of(asked))
    np.testing.assert_allclose(together.sum(axis=1), 1.0, rtol=1e-5)
    for row, history in zip(together, asked, strict=True):
        state = MEMBER.start()
        for item in history:
            state, chances = MEMBER.step(state, item)
        np.testing.assert_allclose(chances, row, atol=1e-5)
        np.testing.assert_allclose(MEMBER.scores(Histories.of([history]))[0], row, atol=1e-5)


def test_nothing_is_known_of_an_empty_history():
    scores = MEMBER.scores(Histories.of([[], [1]]))
    assert not scores[0].any()
    assert scores[1].all()


def test_a_new_item_joins_where_its_vector_says():
    grown = MEMBER.grown(3 * MEMBER.vectors[[4]])
    asked = Histories.of([[1, 4], [1, ITEMS]])
    scores = grown.scores(asked)
    np.testing.assert_allclose(scores[0], scores[1], atol=1e-6)
    np.testing.assert_allclose(scores[:, 4], scores[:, ITEMS], atol=1e-6)
    before = MEMBER.scores(Histories.of([[1, 4]]))[0]
    np.testing.assert_allclose(scores[0, :ITEMS] / before, scores[0, 0] / before[0], rtol=1e-4)
