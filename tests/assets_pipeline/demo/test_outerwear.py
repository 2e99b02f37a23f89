"""Jackets have their parts."""

import numpy as np
import pytest

from assets_pipeline.demo import outerwear


def test_quilting_swells_between_its_seams():
    swell = outerwear._quilting(10.0, 0.02)
    heights = np.linspace(0, 1, 401)
    depth = swell(np.stack([0 * heights, heights, 0 * heights], 1))
    assert depth.min() >= 0
    assert depth.max() <= 0.02
    assert (np.diff(np.sign(np.diff(depth))) > 0).sum() == 9


@pytest.mark.slow
def test_a_bomber_closes_with_a_zip_between_ribs():
    parts = outerwear.bomber()
    assert set(parts) == {"fabric", "rib", "zip", "metal"}
    assert np.abs(parts["metal"].positions[:, 0]).max() < 0.01
