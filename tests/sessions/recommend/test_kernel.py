"""The compiled loops do what their formulas say, to the bit whatever stands beside them."""

import numpy as np
import pytest

from sessions.recommend.interest import likelihood
from sessions.recommend.kernel import best, chances, diverse, pulled, puller, scored, strongest

RNG = np.random.default_rng(7)


def unit(*shape):
    points = RNG.normal(size=shape).astype(np.float32)
    return points / np.linalg.norm(points, axis=-1, keepdims=True)


@pytest.mark.parametrize(("n", "axes", "k"), [(1, 1, 0), (5, 3, 1), (200, 64, 50)])
def test_scores_are_the_sum(n, axes, k):
    points = unit(n, axes)
    base = RNG.normal(size=n).astype(np.float32)
    request = RNG.normal(size=axes).astype(np.float32)
    rows = RNG.integers(0, n, k)
    shares = RNG.normal(size=k).astype(np.float32)
    columns = np.ascontiguousarray(points.T)
    made = scored(points, columns, base, request.copy(), rows, shares)
    exact = base + points.astype(float) @ (request + shares.astype(float) @ points[rows])
    np.testing.assert_allclose(made, exact, atol=1e-5)


def test_pulls_add_up():
    others = np.array([[1, 2], [0, 2], [0, 1]])
    pulls = np.array([[0.5, 0.25], [1.0, 0.0], [0.0, 2.0]], np.float32)
    rows, weights = np.array([0, 2, 0]), np.array([1.5, 0.5, 0.5], np.float32)
    once, added, total = pulled(others, pulls, rows, weights, 3)
    assert (once.tolist(), added.tolist()) == ([0, 2], [2.0, 0.5])
    assert total.tolist() == [0.0, 2.0, 0.5]
    who, most = puller(others, pulls, np.array([0, 1, 2]), once, added)
    assert who.tolist() == [-1, 0, 0]
    assert most.tolist() == [0.0, 1.0, 0.5]


def test_chances_are_those_of_the_formula():
    scores = np.array([-2.0, 0.0, 3.0], np.float32)
    made = chances(scores, np.array([2, 0, 1]))
    assert made.tolist() == pytest.approx([likelihood(3.0), likelihood(-2.0), 0.5])


def test_the_strongest_of_the_handled_is_named():
    points = unit(40, 16)
    picks, rows = np.array([3, 9, 11]), RNG.integers(0, 40, 20)
    shares = RNG.normal(size=20).astype(np.float32)
    doers, most = strongest(points, picks, rows, shares)
    adds = (points[picks] @ points[rows].T) * shares
    np.testing.assert_allclose(most, adds.max(1), atol=1e-6)
    np.testing.assert_allclose(adds[np.arange(3), doers], adds.max(1), atol=1e-6)


def test_diversity_is_the_definition():
    for _ in range(20):
        points = unit(30, 8)
        scores = RNG.normal(size=30).astype(np.float32)
        like = np.maximum(points @ points.T, 0) * 0.3
        picks = diverse(scores.copy(), points, 0.3, 12)
        for at, pick in enumerate(picks):
            left = {
                row: scores[row] - sum(like[p][row] for p in picks[:at])
                for row in range(30)
                if row not in picks[:at]
            }
            assert left[pick] == pytest.approx(max(left.values()), abs=1e-5)


def test_all_are_picked_when_they_are_few_and_ties_go_to_the_first():
    assert diverse(np.array([1, 2, 2.0], np.float32), unit(3, 4), 0.0, 12).tolist() == [1, 2, 0]
    assert diverse(np.zeros(0, np.float32), unit(0, 4), 0.1, 12).tolist() == []


@pytest.mark.parametrize("n", [0, 3, 60, 1000])
def test_the_best_are_the_head_of_the_sorted(n):
    placed = RNG.integers(0, 40, n).astype(np.float32)
    placed[placed < 3] = -np.inf
    order = np.argsort(-placed, kind="stable")
    expected = [row for row in order[:60] if placed[row] > -np.inf]
    assert best(placed, 60).tolist() == expected
