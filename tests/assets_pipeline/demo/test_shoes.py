"""Shoes stand on the floor, in pairs, under the mannequin's feet."""

import numpy as np
import pytest

from assets_pipeline.demo import body, shoes
from assets_pipeline.demo.designs import SHOES


@pytest.mark.parametrize("name", SHOES)
def test_a_pair_stands_under_the_feet(name):
    points = np.concatenate([part.positions for part in SHOES[name].make().values()])
    assert -0.001 < points[:, 1].min() < 0.004
    assert abs(points[:, 0].min() + points[:, 0].max()) < 1e-6
    right = points[points[:, 0] > 0]
    for joint in body.FOOT.joints:
        assert right[:, 0].min() < joint[0] < right[:, 0].max()
        assert right[:, 2].min() < joint[2] < right[:, 2].max()


def test_an_outline_is_closed_and_let_out_by_its_margin():
    last = shoes.Last(shoes.SPORT)
    wide, narrow = last.outline(0.01), last.outline(0.0)
    assert np.ptp(wide[:, 1]) - np.ptp(narrow[:, 1]) == pytest.approx(0.02, abs=2e-3)
    assert np.ptp(wide[:, 0]) - np.ptp(narrow[:, 0]) == pytest.approx(0.02, abs=3e-3)
