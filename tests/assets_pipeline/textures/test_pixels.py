import io
import math
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from assets_pipeline.textures import pixels
from assets_pipeline.textures.roles import Role, Use

OPAQUE = Use(Role.COLOUR)
ALPHA = Use(Role.DATA, alpha=True)


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


def adam7(width=5, height=3) -> bytes:
    """An interlaced PNG, which Pillow reads but does not write; all pixels (10, 20, 30)."""

    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    passes = (
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    )
    rows = b""
    for left, top, right, down in passes:
        columns, lines = -(-(width - left) // right), -(-(height - top) // down)
        if columns > 0 and lines > 0:
            rows += (b"\0" + bytes((10, 20, 30)) * columns) * lines
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 1)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("kind", "mode", "use", "expected"),
    [("PNG", "RGB", OPAQUE, "RGB"), ("PNG", "RGBA", OPAQUE, "RGB"), ("PNG", "RGBA", ALPHA, "RGBA"),
     ("PNG", "L", ALPHA, "RGB"), ("PNG", "P", ALPHA, "RGBA"), ("PNG", "1", ALPHA, "RGB"),
     ("PNG", "LA", ALPHA, "RGBA"), ("JPEG", "L", ALPHA, "RGB"), ("WEBP", "RGBA", ALPHA, "RGBA")],
)  # fmt: skip
def test_every_kind_becomes_plain(kind, mode, use, expected):
    source = gradient(mode=mode)
    plain = pixels.open_plain(encoded(source, kind), 4096, use)
    assert plain.mode == expected
    assert plain.size == source.size
    if kind == "PNG":
        assert pixels.compare(plain, source.convert(expected)).psnr == math.inf


def test_palette_with_transparency_keeps_both():
    source = gradient(mode="P")
    data = encoded(source, "PNG", transparency=bytes(range(256)))
    plain = pixels.open_plain(data, 4096, ALPHA)
    with Image.open(io.BytesIO(data)) as again:
        assert pixels.compare(plain, again.convert("RGBA")).psnr == math.inf
    assert pixels.open_plain(data, 4096, OPAQUE).mode == "RGB"


def test_alpha_that_hides_nothing_is_no_alpha():
    opaque = gradient().convert("RGBA")
    assert pixels.open_plain(encoded(opaque, "PNG"), 4096, ALPHA).mode == "RGB"


def test_interlaced():
    plain = pixels.open_plain(adam7(), 4096, OPAQUE)
    assert plain.getcolors() == [(15, (10, 20, 30))]


def test_sixteen_bit_greys_are_scaled_not_clipped():
    values = np.array([[0, 257, 257 * 200, 65535]], np.uint16)
    plain = pixels.open_plain(encoded(Image.fromarray(values), "PNG"), 4096, OPAQUE)
    assert np.asarray(plain)[0, :, 0].tolist() == [0, 1, 200, 255]


def test_profiles_and_gamma_do_not_change_a_value():
    info = PngImagePlugin.PngInfo()
    info.add(b"gAMA", (100_000).to_bytes(4, "big"))
    data = encoded(gradient(), "PNG", pnginfo=info, icc_profile=b"not even a profile")
    plain = pixels.open_plain(data, 4096, OPAQUE)
    assert pixels.compare(plain, gradient()).psnr == math.inf


def turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return encoded(gradient(), "JPEG", exif=exif)


def moving() -> bytes:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    return encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:])


@pytest.mark.parametrize(
    "data",
    [turned(), moving(), encoded(gradient(mode="CMYK"), "JPEG")],
    ids=["exif", "moving", "cmyk"],
)
def test_left_alone(data):
    assert pixels.open_plain(data, 64, OPAQUE) is None


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"not a picture", encoded(gradient(), "PNG")[:9000],
     encoded(gradient(), "JPEG")[:3000], encoded(Image.new("RGB", (4, 2)), "BMP")],
)  # fmt: skip
def test_what_does_not_decode_says_so(data):
    with pytest.raises(pixels.UNREADABLE):
        pixels.open_plain(data, 64, OPAQUE)


@given(st.integers(1, 90), st.integers(1, 90), st.integers(1, 100))
def test_never_enlarged_and_never_above_the_cap(width, height, side):
    data = encoded(Image.new("RGB", (width, height)), "PNG")
    found = pixels.open_plain(data, side, OPAQUE).size
    assert max(found) == min(side, max(width, height))
    assert found[0] <= width
    assert found[1] <= height


def test_alpha_that_is_data_does_not_weigh_the_colour():
    values = np.zeros((8, 8, 4), np.uint8)
    values[:, ::2] = (200, 100, 50, 0)
    values[:, 1::2] = (0, 100, 50, 255)
    data = encoded(Image.fromarray(values, "RGBA"), "PNG")
    small = np.asarray(pixels.open_plain(data, 4, ALPHA))
    assert abs(int(small[2, 2, 0]) - 100) < 20
    weighed = np.asarray(pixels.open_plain(data, 4, ALPHA._replace(coverage=True)))
    assert weighed[2, 2, 0] < 20


@given(
    st.integers(1, 40),
    st.integers(1, 40),
    st.sampled_from(["L", "RGB", "RGBA"]),
    st.integers(0, 99),
)
def test_compare_is_the_textbook_psnr(width, height, mode, seed):
    random = np.random.default_rng(seed)
    shape = (height, width, len(mode)) if len(mode) > 1 else (height, width)
    one, two = (random.integers(0, 256, shape, np.uint8) for _ in range(2))
    error = ((one.astype(float) - two) ** 2).mean()
    found = pixels.compare(Image.fromarray(one, mode), Image.fromarray(two, mode))
    assert found.psnr == pytest.approx(10 * math.log10(255**2 / error) if error else math.inf)


def test_a_tall_picture_is_compared_to_its_end():
    one = Image.new("RGB", (8, 600))
    two = one.copy()
    two.putpixel((3, 599), (9, 0, 0))
    assert pixels.compare(one, two).psnr == pytest.approx(
        10 * math.log10(255**2 * 8 * 600 * 3 / 81)
    )


def test_even_sees_what_one_bad_edge_hides():
    flat = Image.new("RGB", (80, 80), (100, 100, 100))
    edge, tiles = flat.copy(), flat.copy()
    edge.paste((255, 100, 100), (0, 0, 8, 8))
    tiles.paste((110, 110, 110), (0, 0, 80, 80))
    assert pixels.compare(flat, edge).even > pixels.compare(flat, tiles).even
    assert pixels.compare(flat, tiles).lead(pixels.compare(flat, edge)) < 0
    best = pixels.compare(flat, flat)
    assert best.lead(best) == 0


def test_colour_that_alpha_hides_counts_only_where_it_is_data():
    one = Image.new("RGBA", (8, 8), (200, 0, 0, 0))
    two = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    assert pixels.compare(one, two).psnr < 20
    assert pixels.compare(one, two, hidden=False).psnr == math.inf
