"""Colours as people see them."""

import numpy as np
import pytest

from sessions.encoding.pictures.colours import DIM, colours, lab


@pytest.mark.parametrize(
    ("rgb", "expected"),
    [
        ((255, 255, 255), (100.0, 0.0, 0.0)),
        ((0, 0, 0), (0.0, 0.0, 0.0)),
        ((255, 0, 0), (53.24, 80.09, 67.20)),
        ((0, 0, 255), (32.30, 79.19, -107.86)),
        ((119, 119, 119), (50.03, 0.0, 0.0)),
    ],
)
def test_cielab_of_known_colours(rgb, expected):
    assert lab(np.uint8([rgb]))[0] == pytest.approx(expected, abs=0.05)


def seen(color):
    pixels = np.full((20, 20, 3), color, np.uint8)
    return colours(pixels, np.ones((20, 20), bool))


def test_near_colours_lie_near():
    red, dark_red, blue = seen((200, 30, 30)), seen((170, 20, 25)), seen((30, 30, 200))
    assert red @ dark_red > 0.6
    assert red @ blue < 0.1


def test_length_one_and_not_below_zero():
    vector = seen((13, 200, 90))
    assert vector.shape == (DIM,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert (vector >= 0).all()


def test_only_the_thing_counts(drawn):
    pixels = drawn(color=(0, 160, 0))
    mask = (pixels == (0, 160, 0)).all(axis=2)
    assert colours(pixels, mask) @ seen((0, 160, 0)) > 0.95
    assert colours(pixels, ~mask) @ seen((255, 255, 255)) > 0.95
