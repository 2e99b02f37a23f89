"""Shirts have their parts."""

import pytest

from assets_pipeline.demo import shirts


def test_a_polo_has_ribs_and_three_buttons():
    parts = shirts.polo()
    assert set(parts) == {"fabric", "rib", "buttons"}
    heights = parts["buttons"].positions[:, 1]
    assert 1.28 < heights.min() < heights.max() < 1.42


@pytest.mark.slow
def test_a_tank_top_has_no_sleeves():
    assert abs(shirts.tank()["fabric"].positions[:, 0]).max() < 0.24
