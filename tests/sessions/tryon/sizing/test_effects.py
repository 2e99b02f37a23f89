"""Effects are found, shrunk, and nothing for what was never seen."""

import numpy as np

from sessions.tryon.sizing.effects import Group, effects, looked_up, softmax


def test_known_effects_are_found():
    draw = np.random.default_rng(0)
    true = np.array([[1.0, -1.0], [-1.0, 0.5], [0.0, 0.0]])
    of = draw.integers(0, 3, 30_000)
    base = np.log(np.tile([0.15, 0.7, 0.15], (len(of), 1)))
    logits = base.copy()
    logits[:, [0, 2]] += true[of]
    outcomes = (draw.random((len(of), 1)) > softmax(logits).cumsum(axis=1)).sum(axis=1)
    (found,) = effects(base, outcomes, [Group(of, 3, 1.0)])
    np.testing.assert_allclose(found, true, atol=0.15)


def test_one_row_says_little_and_an_unseen_group_nothing():
    base = np.log(np.full((1, 3), 1 / 3))
    (found,) = effects(base, np.array([0]), [Group(np.array([0]), 2, 4.0)])
    assert 0 < found[0, 0] < 0.3
    assert found[0, 1] < 0
    np.testing.assert_array_equal(looked_up(found, np.array([1, -1])), 0)
