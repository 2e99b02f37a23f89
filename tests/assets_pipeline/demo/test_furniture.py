"""Furniture has the measures of furniture, and stands."""

import numpy as np
import pytest

from assets_pipeline.demo import furniture

HEIGHTS = {
    "dining_chair": 0.83,
    "sofa": 0.88,
    "desk": 0.75,
    "coffee_table": 0.39,
    "bench": 0.46,
    "bookshelf": 1.66,
}


@pytest.mark.parametrize("name", HEIGHTS)
def test_it_has_its_height_and_stands_on_the_floor(name):
    points = np.concatenate([part.positions for part in getattr(furniture, name)().values()])
    assert points[:, 1].min() == pytest.approx(0, abs=0.01)
    assert points[:, 1].max() == pytest.approx(HEIGHTS[name], abs=0.08)
    assert abs(points[:, 0].min() + points[:, 0].max()) < 0.02


def test_a_seat_is_at_sitting_height():
    seat = furniture.dining_chair()["cushion"].positions
    assert 0.42 < seat[:, 1].max() < 0.52
