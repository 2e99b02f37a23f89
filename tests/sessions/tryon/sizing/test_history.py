"""What was worn before, in tables small enough to do by hand."""

import numpy as np

from sessions.tryon.sizing.history import cut, judged, worn

NAN = np.nan
USERS = np.array([0, 0, 1])
SIZE = np.array([8.0, 12.0, 4.0])


def test_a_row_is_no_part_of_its_own_history():
    found = worn(USERS, SIZE, USERS, SIZE, same=True)
    np.testing.assert_array_equal(found, [[-4, 1], [4, 1], [NAN, 0]])
    asked = worn(USERS, SIZE, np.array([0, -1]), np.array([10.0, 10.0]), same=False)
    np.testing.assert_array_equal(asked, [[0, 2], [NAN, 0]])


def test_judged():
    outcomes = np.array([0, 1, 2])
    found = judged(USERS, SIZE, outcomes, np.array([0, 1, -1]), np.full(3, 10.0), 2)
    np.testing.assert_array_equal(found, [[2, -2, NAN], [NAN, NAN, 6], [NAN, NAN, NAN]])


def test_cut_is_shrunk():
    found = cut(np.array([0, 0]), np.array([2.0, 4.0]), np.array([1.0, 0.0]), np.array([0, -1]), 1)
    np.testing.assert_allclose(found, [[6 / 4, 2 / 3, 2], [0, 0, 0]])
