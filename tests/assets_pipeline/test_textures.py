import io

import numpy as np
import pytest
from PIL import Image

from assets_pipeline import textures
from assets_pipeline.guard import pictures


def encoded(picture: Image.Image, kind: str, **options) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def gradient(size=(600, 300), mode="RGB") -> Image.Image:
    x, y = np.meshgrid(np.linspace(0, 255, size[0]), np.linspace(0, 255, size[1]))
    noise = np.random.default_rng(1).integers(0, 40, x.shape)
    planes = np.stack([x, y, (x + y) / 2, 255 - y], -1).astype(np.uint8)
    planes[..., 0] = np.clip(planes[..., 0] + noise, 0, 255)
    return Image.fromarray(planes, "RGBA").convert(mode)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "L"), ("PNG", "P"), ("PNG", "1"), ("JPEG", "RGB"),
     ("JPEG", "CMYK"), ("WEBP", "RGBA"), ("PNG", "LA")],
)  # fmt: skip
def test_smaller_and_alike(kind, mode):
    source = gradient(mode=mode)
    data = encoded(source, kind)
    small = textures.shrink(data)
    assert len(small) < len(data)
    assert pictures.mime(small) == "image/webp"
    assert pictures.size(small) == (256, 128)
    if mode in {"RGB", "L"}:
        ours = np.asarray(Image.open(io.BytesIO(small)).convert("RGB"), np.float32)
        theirs = np.asarray(source.convert("RGB").resize((256, 128)), np.float32)
        assert np.abs(ours - theirs).mean() < 6


def test_alpha_stays():
    small = textures.shrink(encoded(gradient(mode="RGBA"), "PNG"))
    alpha = np.asarray(Image.open(io.BytesIO(small)).convert("RGBA"))[..., 3]
    assert alpha.max() > 240
    assert alpha.min() < 15


def test_sixteen_bit_greys_are_scaled_not_clipped():
    values = np.linspace(0, 65535, 512 * 512).reshape(512, 512).astype(np.uint16)
    small = textures.shrink(encoded(Image.fromarray(values), "PNG"))
    grey = np.asarray(Image.open(io.BytesIO(small)).convert("L"), np.float32)
    assert abs(grey.mean() - 127) < 4


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"not a picture"])
def test_what_does_not_decode_stays(data):
    assert textures.shrink(data) is data


def test_cut_pictures_stay():
    data = encoded(gradient(), "PNG")
    assert textures.shrink(data[: len(data) // 2]) == data[: len(data) // 2]


def test_never_larger():
    tiny = encoded(Image.new("RGB", (1, 1)), "PNG")
    assert len(textures.shrink(tiny)) <= len(tiny)
    icon = encoded(Image.new("RGB", (40, 20), "red"), "BMP")
    assert textures.shrink(icon) == icon  # a kind that glTF does not know is not decoded
