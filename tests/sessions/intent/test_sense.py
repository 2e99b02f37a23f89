import numpy as np
import pytest

from sessions.intent.sense import GAMMA, SHARE, Sense


def test_products_are_the_kernel():
    draw = np.random.default_rng(1)
    vectors = draw.normal(size=(40, 64)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    features = Sense(64)(vectors)
    exact = SHARE * np.exp(-GAMMA * (2 - 2 * vectors @ vectors.T))
    assert np.abs(features @ features.T - exact).max() < 0.2
    assert np.abs(features @ features.T - exact).mean() < 0.05


def test_the_same_for_everybody():
    assert np.array_equal(Sense(8, 16)(np.eye(8, dtype=np.float32)), Sense(8, 16)(np.eye(8)))


@pytest.mark.parametrize("width", [0, 1])
def test_small_widths(width):
    assert Sense(3, width)(np.zeros((2, 3), np.float32)).shape == (2, width)
