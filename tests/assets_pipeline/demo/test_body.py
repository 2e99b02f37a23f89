"""The mannequin has an adult's proportions."""

import numpy as np
import pytest
import trimesh


@pytest.fixture(scope="module")
def solid(figure):
    return trimesh.Trimesh(figure.positions, figure.faces, process=False)


def test_it_is_one_closed_surface_that_stands_on_the_floor(solid):
    assert solid.is_watertight
    assert solid.body_count == 1
    low, high = solid.bounds
    assert abs(low[1]) < 0.008
    assert 1.70 < high[1] < 1.80
    assert abs(low[0] + high[0]) < 1e-3


@pytest.mark.parametrize(
    ("height", "least", "most"), [(1.24, 0.76, 0.84), (1.08, 0.64, 0.70), (0.90, 0.91, 0.97)]
)
def test_girths_are_those_of_an_adult(solid, height, least, most):
    cut = solid.section([0, 1, 0], [0, height, 0])
    trunk = max(cut.discrete, key=len)
    assert abs(trunk[:, 0]).max() < 0.23
    assert least < np.linalg.norm(np.diff(trunk, axis=0), axis=1).sum() < most


def test_left_and_right_are_alike(figure):
    x = figure.positions[:, 0]
    assert abs((x > 0).sum() - (x < 0).sum()) < 0.02 * len(x)
