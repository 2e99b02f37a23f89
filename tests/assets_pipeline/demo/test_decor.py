"""Lamps, plants and the rest stand and are named by their parts."""

import numpy as np
import pytest

from assets_pipeline.demo import decor


@pytest.mark.parametrize(
    ("name", "high"),
    [
        ("floor_lamp", 1.56),
        ("arc_lamp", 1.87),
        ("table_lamp", 0.56),
        ("snake_plant", 0.75),
        ("mirror", 1.66),
        ("rug", 0.02),
    ],
)
def test_it_stands_and_has_its_height(name, high):
    points = np.concatenate([part.positions for part in getattr(decor, name)().values()])
    assert points[:, 1].min() == pytest.approx(0, abs=0.02)
    assert points[:, 1].max() == pytest.approx(high, abs=0.08)


def test_lamps_have_a_bulb_under_their_shade():
    parts = decor.table_lamp()
    bulb, shade = parts["bulb"].positions, parts["shade"].positions
    assert bulb[:, 1].max() < shade[:, 1].max()
    assert np.abs(bulb[:, 0]).max() < np.abs(shade[:, 0]).max()
