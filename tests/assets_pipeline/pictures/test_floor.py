import numpy as np
import pytest

from assets_pipeline.pictures import camera, floor, shadows

CUBE = np.array([[x, y, z] for x in (-1, 1) for y in (0.0, 2) for z in (-1, 1)], float)
SIDES = np.array(
    [[0, 1, 3], [0, 3, 2], [4, 6, 7], [4, 7, 5], [0, 4, 5], [0, 5, 1], [2, 3, 7], [2, 7, 6],
     [0, 2, 6], [0, 6, 4], [1, 5, 7], [1, 7, 3]]
)  # fmt: skip


@pytest.fixture(scope="module")
def lit():
    lamps = shadows.lamps(CUBE, SIDES, np.arange(len(SIDES)))
    return floor.lit(CUBE, shadows.turned(lamps, (1.0, 0.0)))


def at(lit, x, z):
    column, row = (np.array([x, z]) - lit.corner[[0, 2]]) / lit.cell
    return lit.shares[round(row), round(column)]


def test_it_lies_under_the_lowest_point(lit):
    assert lit.corner[1] == 0
    middle = lit.corner + lit.cell * (len(lit.shares) - 1) / 2 * np.array([1, 0, 1])
    assert middle == pytest.approx((0, 0, 0))


def test_it_is_dark_below_darker_beside_than_far_and_white_at_its_edge(lit):
    assert at(lit, 0, 0) < 0.3
    assert at(lit, 0, 0) < at(lit, 1.1, 1.1) < at(lit, 2, 2)
    edge = np.concatenate([lit.shares[0], lit.shares[-1], lit.shares[:, 0], lit.shares[:, -1]])
    assert edge == pytest.approx(1, abs=0.01)
    assert lit.shares.max() <= 1 + 1e-9
    assert lit.shares.min() >= 1 - floor._DEPTH - 1e-9


def test_paper_behind_is_bright_where_one_looks_past_the_floor(lit):
    eye = camera.look("front", CUBE, 32)
    found = floor.behind(lit, eye, 32)
    assert found.shape == (32, 32)
    assert found[0] == pytest.approx(1)  # over the horizon
    assert found.min() < 0.9  # and its shadow is seen
