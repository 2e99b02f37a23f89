import math

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from assets_pipeline.textures import choose, formats
from assets_pipeline.textures.roles import Role, Use

COLOUR, DATA = Use(Role.COLOUR), Use(Role.DATA)


def noise(width=224, height=200, blur=0.6) -> Image.Image:
    pixels = np.random.default_rng(5).integers(0, 256, (height, width, 3), np.uint8)
    return Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(blur))


def drawing() -> Image.Image:
    picture = Image.new("RGB", (300, 200), "white")
    ImageDraw.Draw(picture).ellipse((20, 20, 280, 180), fill=(200, 30, 40))
    return picture


def soft() -> Image.Image:
    x, y = np.meshgrid(np.linspace(0, 6, 256), np.linspace(0, 5, 256))
    planes = np.stack([np.sin(x + y), np.cos(x - y), np.sin(x * 1.5)], -1)
    return Image.fromarray((127 + 90 * planes).astype(np.uint8))


PICTURES = [noise(), noise(40, 30), drawing(), soft(), noise().convert("L").convert("RGB"),
            noise().convert("RGBA"), Image.new("RGB", (1, 1)), Image.new("RGB", (5, 300), "red")]  # fmt: skip


@pytest.mark.parametrize("use", [COLOUR, DATA])
@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("thrifty", [False, True])
def test_never_worse_and_never_larger_than_ordinary(picture, use, thrifty):
    ordinary = formats.webp(picture, exact=True)
    found = choose.choose(picture, use, thrifty=thrifty)
    assert found.kept.lead(ordinary.kept) >= 0
    assert len(found.data) <= len(ordinary.data)


def test_drawings_are_kept_without_loss():
    assert choose.choose(drawing(), COLOUR, thrifty=False).kept.psnr == math.inf


def test_data_of_unlike_channels_is_not_halved_in_colour():
    found = choose.choose(noise(), DATA, thrifty=False)
    ordinary = formats.webp(noise(), exact=True)
    assert found.mime == "image/jpeg"
    assert found.kept.psnr > ordinary.kept.psnr + 2
    assert 0.8 * len(ordinary.data) < len(found.data) <= 0.95 * len(ordinary.data)


def test_thrift_takes_fewer_bytes():
    full, thrifty = (choose.choose(noise(), DATA, thrifty=thrifty) for thrifty in (False, True))
    assert len(thrifty.data) < 0.9 * len(full.data)


def test_smooth_pictures_are_webp():
    assert choose.choose(soft(), COLOUR, thrifty=False).mime == "image/webp"


def test_few_encoders_are_tried(monkeypatch):
    counts = {"jpeg": 0, "webp": 0}
    for name in counts:
        real = getattr(formats, name)

        def counted(*given, name=name, real=real, **options):
            counts[name] += 1
            return real(*given, **options)

        monkeypatch.setattr(formats, name, counted)
    for use in (COLOUR, DATA):
        counts |= {"jpeg": 0, "webp": 0}
        choose.choose(noise(300, 300), use, thrifty=False)
        assert counts["webp"] <= 2
        assert counts["jpeg"] <= 12
