"""Few dimensions that keep what the many said."""

from __future__ import annotations

import numpy as np
import pytest

from sessions.recommend.space import AXES, Space


def vectors(count: int, dim: int, rank: int | None = None) -> np.ndarray:
    rng = np.random.default_rng(5)
    rows = rng.standard_normal((count, rank or dim)) @ rng.standard_normal((rank or dim, dim))
    return (rows + 3.0).astype(np.float32)


@pytest.mark.parametrize(("count", "dim", "rank"), [(50, 20, 20), (100, 384, 30), (2, 8, 8)])
def test_cosines_around_the_mean_are_kept_where_the_axes_suffice(count, dim, rank):
    rows = vectors(count, dim, rank)
    centred = rows.astype(np.float64) - rows.astype(np.float64).mean(axis=0)
    centred /= np.linalg.norm(centred, axis=1, keepdims=True)
    space = Space(rows)
    points = space.points[:-1]
    assert points.shape[1] <= AXES
    np.testing.assert_allclose(points @ points.T, centred @ centred.T, atol=1e-4)
    for row in (0, count - 1):
        np.testing.assert_allclose(space.place(rows[row]), points[row], atol=1e-3)


def test_the_row_of_no_product_is_zero_and_columns_are_the_same_numbers():
    space = Space(vectors(10, 16))
    assert not space.points[-1].any()
    np.testing.assert_array_equal(space.columns, space.points.T)


def test_alike_products_have_no_direction():
    space = Space(np.ones((5, 8), np.float32))
    assert not space.points.any()
    assert not space.place(np.ones(8, np.float32)).any()


def test_a_direction_in_which_products_do_not_differ_is_none():
    rows = np.zeros((5, 16), np.float32)
    rows[:, :3] = vectors(5, 3)
    space = Space(rows)
    astray = rows.mean(axis=0)
    astray[9] += 1.0
    assert not space.place(astray).any()
    assert np.linalg.matrix_rank(space.points) <= 3


def test_no_products():
    assert Space(np.zeros((0, 8), np.float32)).points.shape == (1, 8)


def test_shape_is_checked():
    with pytest.raises(ValueError, match="vectors must be"):
        Space(np.zeros(3, np.float32))
