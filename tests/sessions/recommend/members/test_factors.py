"""Factorisation: two worlds that never meet, and the fold-in as the solve it is."""

from __future__ import annotations

import numpy as np
import pytest

from sessions.recommend.members import factors as module
from sessions.recommend.members.factors import factors
from sessions.recommend.members.histories import Histories

RNG = np.random.default_rng(0)
WORLDS = Histories.of(
    [(RNG.choice(8, 4, replace=False) + 8 * (at % 2)).tolist() for at in range(80)]
)


def test_a_history_draws_from_its_own_world():
    member = factors(WORLDS, 16)
    scores = member.scores(Histories.of([[0, 1], [9, 10, 11], []]))
    assert scores[0, :8].mean() > 10 * scores[0, 8:].mean()
    assert scores[1, 8:].mean() > 10 * scores[1, :8].mean()
    assert not scores[2].any()
    assert (scores >= 0).all()


def test_fold_in_is_the_least_squares_solve_and_a_batch_is_its_singles():
    member = factors(WORLDS, 16)
    asked = [[3, 1, 2], [8], [15, 0]]
    together = member.folded(Histories.of(asked))
    y = member.items.astype(np.float64)
    for row, history in zip(together, asked, strict=True):
        weights = module.FADE ** np.arange(len(history))[::-1]
        taken = y[history]
        left = y.T @ y + module.ALPHA * (taken * weights[:, None]).T @ taken
        left += module.REGULAR * np.sqrt(max(weights.sum(), 1)) * np.eye(len(row))
        right = (1 + module.ALPHA) * weights @ taken
        np.testing.assert_allclose(row, np.linalg.solve(left, right), atol=1e-4)
        np.testing.assert_allclose(member.folded(Histories.of([history]))[0], row, atol=1e-5)


def test_contributions_add_up_to_the_product():
    member = factors(WORLDS, 16)
    history = [3, 9, 3, 1]
    parts = member.contributions(history, 2)
    assert parts.shape == (4,)
    x = member.folded(Histories.of([history]))[0]
    assert parts.sum() == pytest.approx(x @ member.items[2], abs=1e-4)
    assert parts[3] > parts[1], "of its own world"
    long = [0] * 10 + [1] * module.LAST
    assert not member.contributions(long, 2)[:10].any()
