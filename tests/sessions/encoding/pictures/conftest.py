"""Small pictures whose contents are known."""

import io

import numpy as np
import pytest
from PIL import Image


def drawn(color=(200, 30, 30), background=(255, 255, 255), shape="disc", size=96, at=(48, 48)):
    """A shape of one colour on another."""
    y, x = np.mgrid[:size, :size]
    dx, dy = x - at[0], y - at[1]
    inside = {
        "disc": np.hypot(dx, dy) < size * 0.25,
        "bar": (abs(dx) < size * 0.08) & (abs(dy) < size * 0.35),
        "plank": (abs(dx) < size * 0.35) & (abs(dy) < size * 0.08),
    }[shape]
    return np.where(inside[..., None], np.uint8(color), np.uint8(background))


def stored(pixels, form="PNG", **how):
    """The bytes of a picture."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, form, **how)
    return out.getvalue()


@pytest.fixture(name="drawn", scope="session")
def _drawn():
    return drawn


@pytest.fixture(name="stored", scope="session")
def _stored():
    return stored
