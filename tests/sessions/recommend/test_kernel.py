"""The compiled loops do what their formulas say, to the bit whatever stands beside them."""

import numpy as np
import pytest

from sessions.recommend import kernel
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


def picked(placed, points=None, diversity=0.0, seed=0, seq=0):
    points = unit(len(placed), 4) if points is None else points
    picks, chance = kernel.picked(np.array(placed, np.float32), points, diversity, seed, seq)
    return picks.tolist(), chance


def test_two_of_a_kind_do_not_stand_side_by_side():
    points = np.array([[1, 0], [1, 0], [0, 1], [0, 0]], np.float32)
    placed = [1.0, 0.99, 0.95, -np.inf]
    assert picked(placed, points, 0.15) == ([0, 2, 1], 1.0)
    assert picked(placed, points, 0.0) == ([0, 1, 2], 1.0)


def test_explored_reaches_all_that_is_left_and_nothing_that_is_demoted():
    placed = [-np.inf, *range(20, 0, -1), -24.0]
    shelves = [picked(placed, seed=seed) for seed in range(500)]
    assert {chance for _, chance in shelves} == {1 / 9}
    assert all(picks[:11] == list(range(1, 12)) for picks, _ in shelves)
    assert {picks[11] for picks, _ in shelves} == set(range(12, 21))


def test_where_no_more_could_stand_than_there_are_places_none_is_drawn():
    placed = [-24.0, *range(12)]
    assert picked(placed) == (list(range(12, 0, -1)), 1.0)


def test_mixed_is_splitmix64():
    state = 1234567  # reference values of the algorithm's published test vector
    outputs = []
    for _ in range(3):
        outputs.append(kernel.mixed(np.uint64(state)))
        state = (state + 0x9E3779B97F4A7C15) % 2**64
    assert outputs == [6457827717110365317, 3203168211198807973, 9817491932198370423]


@pytest.mark.parametrize(
    ("pull", "like", "asked", "kind", "meant"),
    [
        (0.0, 0.0, 0.0, kernel.SHOP, 0),
        (0.4, 0.3, 0.0, kernel.TOGETHER, 7),
        (0.4, 0.4, 0.0, kernel.BECAUSE, 3),
        (0.4, 0.4, 0.4, kernel.ASKED, 0),
        (0.2, 0.5, 0.3, kernel.BECAUSE, 3),
        (0.05, 0.04, 0.03, kernel.SHOP, 0),
        (-1.0, -1.0, -1.0, kernel.SHOP, 0),
    ],
)
def test_what_speaks_most_is_the_reason(pull, like, asked, kind, meant):
    assert kernel.reason(0.1, 7, pull, 3, like, asked) == (kind, meant)


def test_nothing_is_no_reason():
    assert kernel.reason(0.0, -1, 0.0, 0, -np.inf, 0.0) == (kernel.SHOP, 0)
