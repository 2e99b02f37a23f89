import io
import math

import numpy as np
import pytest
from PIL import Image

from assets_pipeline.guard import pictures
from assets_pipeline.textures import formats

NOISE = Image.fromarray(np.random.default_rng(3).integers(0, 256, (64, 48, 3), np.uint8))


def again(one: formats.Encoded) -> Image.Image:
    return Image.open(io.BytesIO(one.data))


@pytest.mark.parametrize("space", ["RGB", "YCbCr", "L"])
def test_jpeg_keeps_what_it_says(space):
    grey = NOISE.convert("L").convert("RGB") if space == "L" else NOISE
    one = formats.jpeg(grey, 20, space)
    assert pictures.mime(one.data) == one.mime == "image/jpeg"
    error = ((np.asarray(again(one).convert("RGB"), float) - np.asarray(grey)) ** 2).mean()
    assert one.kept.psnr == pytest.approx(10 * math.log10(255**2 / error))


@pytest.mark.parametrize("space", ["RGB", "YCbCr"])
def test_jpeg_has_every_channel_at_full_size(space):
    columns = np.zeros((32, 32, 3), np.uint8)
    columns[:, ::2] = (255, 0, 0)
    columns[:, 1::2] = (0, 0, 255)
    assert formats.jpeg(Image.fromarray(columns), 2, space).kept.psnr > 40
    assert formats.webp(Image.fromarray(columns), exact=True).kept.psnr < 20  # half the colours


def test_a_finer_step_keeps_more_in_more_bytes():
    found = [formats.jpeg(NOISE, step, "RGB") for step in (6, 20, 60, 130)]
    assert sorted(found, key=lambda one: -one.kept.psnr) == found
    assert sorted(found, key=lambda one: -len(one.data)) == found


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_without_loss(mode):
    one = formats.webp_lossless(NOISE.convert(mode), exact=True)
    assert one.kept.psnr == math.inf
    assert pictures.mime(one.data) == one.mime == "image/webp"


def test_alpha_is_exact_and_hidden_colour_where_asked():
    values = np.dstack([np.asarray(NOISE), np.random.default_rng(4).integers(0, 2, (64, 48)) * 200])
    picture = Image.fromarray(values.astype(np.uint8), "RGBA")
    lossy = formats.webp(picture, exact=True)
    assert (np.asarray(again(lossy))[..., 3] == values[..., 3]).all()
    lossless = formats.webp_lossless(picture, exact=True)
    assert (np.asarray(again(lossless)) == values).all()


def test_the_same_bytes_every_time():
    assert formats.webp(NOISE, exact=True) == formats.webp(NOISE.copy(), exact=True)
    assert formats.jpeg(NOISE, 30, "RGB") == formats.jpeg(NOISE.copy(), 30, "RGB")
