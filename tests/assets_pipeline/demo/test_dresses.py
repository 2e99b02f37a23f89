"""Skirts hang, pleat and flare."""

import numpy as np

from assets_pipeline.demo import dresses


def test_folds_grow_towards_the_hem_and_only_outwards():
    swell = dresses.hanging_folds(10, 0.04, 1.0, 0.5)
    turn = np.linspace(0, 2 * np.pi, 90)
    depths = [
        swell(np.stack([np.sin(turn), 0 * turn + y, np.cos(turn)], 1)) for y in (1.0, 0.8, 0.5)
    ]
    assert min(depth.min() for depth in depths) >= 0
    assert depths[0].max() < depths[1].max() < depths[2].max() < 0.045


def test_a_skirt_is_wider_below():
    points = dresses.pleated_skirt()["fabric"].positions
    low, high = points[points[:, 1] < 0.65], points[points[:, 1] > 1.0]
    assert np.ptp(low[:, 0]) > 1.5 * np.ptp(high[:, 0])
