"""Glasses sit on the mannequin's face without touching its head."""

import numpy as np
import pytest

from assets_pipeline.demo import body
from assets_pipeline.demo.designs import GLASSES


@pytest.mark.parametrize("name", GLASSES)
def test_glasses_are_in_front_of_the_eyes_and_outside_the_head(name):
    points = np.concatenate([part.positions for part in GLASSES[name].make().values()])
    assert body.figure()(points).min() > -0.001
    assert 1.60 < points[:, 1].min() < points[:, 1].max() < 1.70
    assert points[:, 2].max() > 0.09
    assert points[:, 2].min() < -0.04
