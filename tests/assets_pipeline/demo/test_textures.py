"""Textures decode, tile, and are small."""

import io

import numpy as np
import pytest
from PIL import Image

from assets_pipeline.demo import textures

NORMALS = [
    "weave",
    "twill",
    "jersey",
    "knit",
    "rib",
    "cable",
    "leather",
    "quilt",
    "suede",
    "boucle",
    "wicker",
]
COLORS = {
    "denim": textures.denim,
    "wood": textures.wood,
    "marble": textures.marble,
    "tortoise": textures.tortoise,
    "pinstripes": lambda: textures.pinstripes("#ffffff", "#102030"),
    "plaid": lambda: textures.plaid("#a02020", (("#101010", 0.3, 0.2),)),
    "dots": lambda: textures.dots("#102050", "#ffffff"),
    "flowers": lambda: textures.flowers("#ffffff", ("#c04040",), "#406040", "#e0b030"),
    "kilim": lambda: textures.kilim("#a05030", "#402010", "#f0e0d0", "#c09030"),
}


def pixels(texture):
    assert len(texture.data) < 60_000
    image = Image.open(io.BytesIO(texture.data))
    assert image.get_format_mimetype() == texture.mime
    assert image.width == image.height <= 512
    return np.asarray(image.convert("RGB"), dtype=float) / 255


def seam(image):
    """Step across the tile's edges over the usual step, for the worse axis."""
    steps = [(np.abs(np.roll(image, 1, a) - image).mean((1 - a, 2))) for a in (0, 1)]
    return max(step[0] / (np.percentile(step, 95) + 0.02) for step in steps)


@pytest.mark.parametrize("name", NORMALS)
def test_bumps_are_unit_normals_that_tile(name):
    image = pixels(getattr(textures, name)())
    length = np.linalg.norm(image * 2 - 1, axis=-1)
    assert length.mean() == pytest.approx(1, abs=0.03)
    assert (image[..., 2] > 0.5).mean() > 0.99
    assert seam(image) < 1.6


@pytest.mark.parametrize("name", COLORS)
def test_prints_tile_and_are_not_flat(name):
    image = pixels(COLORS[name]())
    assert image.std() > 0.01
    assert seam(image) < 2.6


def test_stripes_have_their_shares():
    image = pixels(textures.stripes(("#ffffff", "#000000"), (0.75, 0.25)))
    assert image.mean() == pytest.approx(0.75, abs=0.01)
    assert image[0].min() > 0.99


def test_the_same_numbers_give_the_same_bytes():
    assert textures.suede.__wrapped__() == textures.suede.__wrapped__()
