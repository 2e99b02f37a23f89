"""Bags stand on the floor and have room."""

import numpy as np
import pytest

from assets_pipeline.demo import bags
from assets_pipeline.demo.designs import BAGS


@pytest.mark.parametrize("name", BAGS)
def test_a_bag_stands_on_the_floor(name):
    points = np.concatenate([part.positions for part in BAGS[name].make().values()])
    assert -0.012 < points[:, 1].min() < 0.006


def test_a_soft_box_has_its_size_and_taper():
    field = bags.soft_box((0.3, 0.2, 0.1), 0.3, 0.0)
    assert field(np.array([[0.0, 0.1, 0.0]]))[0] < 0
    assert field(np.array([[0.0, 0.21, 0.0]]))[0] > 0
    width = [0.148 * np.sqrt(1 - 0.3 * share) for share in (0.3, 0.7)]
    assert (field(np.array([[width[0], 0.06, 0.0], [width[1], 0.14, 0.0]])) < 0.002).all()
    assert field(np.array([[0.148, 0.14, 0.0]]))[0] > 0


def test_chain_links_follow_the_path():
    mesh = bags.chain(np.array([[0, 0, 0], [0.05, 0.1, 0], [0.2, 0.1, 0], [0.25, 0, 0.0]]))
    assert np.ptp(mesh.positions[:, 0]) == pytest.approx(0.25, abs=0.02)
