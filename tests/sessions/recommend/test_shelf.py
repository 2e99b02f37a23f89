"""Picking: the best, lowered by what is like the picks already made."""

from __future__ import annotations

import numpy as np

from sessions.recommend.shelf import explored, mixed, open_to_all, picked


def test_two_of_a_kind_do_not_stand_side_by_side():
    points = np.array([[1, 0], [1, 0], [0, 1], [0, 0]], np.float32)
    placed = np.array([1.0, 0.99, 0.95, -np.inf], np.float32)
    assert picked(placed, points, 0.15, 3) == [0, 2, 1]
    assert picked(placed, points, 0.0, 3) == [0, 1, 2]
    assert picked(placed, points, 0.0, 12) == [0, 1, 2]


def test_explored_reaches_all_that_is_left():
    rows = np.arange(10, 25)
    picks = [10, 11, 12]
    drawn = {explored(rows, picks, seed, 0) for seed in range(500)}
    assert drawn == set(range(13, 25))


def test_mixed_is_splitmix64():
    state = 1234567  # reference values of the algorithm's published test vector
    outputs = []
    for _ in range(3):
        outputs.append(mixed(state))
        state = (state + 0x9E3779B97F4A7C15) % 2**64
    assert outputs == [6457827717110365317, 3203168211198807973, 9817491932198370423]


def test_open_to_all():
    assert open_to_all(np.array([0.5, -24.0, -np.inf, -3.0])).tolist() == [0, 3]
