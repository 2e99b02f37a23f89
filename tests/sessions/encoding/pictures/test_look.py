"""Bytes become pixels within bounds, or are refused; the thing is cut out."""

import contextlib
import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sessions.encoding.pictures.look import PIXELS, SIDE, decode, square, subject
from sessions.errors import PictureUnreadable


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_the_formats_that_browsers_make(form, drawn, stored):
    pixels = decode(stored(drawn(), form))
    assert pixels.shape == (96, 96, 3)
    assert pixels.dtype == np.uint8
    assert abs(pixels[48, 48].astype(int) - (200, 30, 30)).max() < 30


def test_transparent_is_white(stored):
    pixels = np.zeros((40, 40, 4), np.uint8)
    pixels[10:30, 10:30] = (0, 0, 255, 255)
    seen = decode(stored(pixels))
    assert (seen[0, 0] == 255).all()
    assert (seen[20, 20] == (0, 0, 255)).all()


def test_a_photo_held_sideways_stands_upright():
    image = Image.new("RGB", (60, 30), "white")
    exif = Image.Exif()
    exif[274] = 6  # turned by a quarter
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    assert decode(out.getvalue()).shape == (60, 30, 3)


def test_a_large_picture_is_made_small(stored):
    assert max(decode(stored(np.zeros((900, 1200, 3), np.uint8))).shape) == SIDE


def bomb(width, height):
    """A PNG that claims to be so large."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a" + b"\0" * 40,
        b"\xff\xd8\xff",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        bomb(60_000, 60_000),
        bomb(2_000, PIXELS // 2_000 + 1),
        bomb(0, 5),
    ],
    ids=["nothing", "gif", "cut jpeg", "svg", "bomb", "too many pixels", "flat"],
)
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(PictureUnreadable):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(PictureUnreadable):
        decode(data)


@given(
    st.sampled_from(["PNG", "JPEG", "WEBP"]),
    st.integers(0, 2_000),
    st.binary(min_size=1, max_size=8),
)
def test_a_damaged_picture_is_read_or_refused(drawn, stored, form, at, noise):
    data = bytearray(stored(drawn(), form))
    at %= len(data)
    data[at : at + len(noise)] = noise
    with contextlib.suppress(PictureUnreadable):
        assert decode(bytes(data)).shape[2] == 3


def test_the_thing_is_cut_out_of_a_plain_background(drawn):
    cut, mask = subject(drawn(size=200, at=(60, 140)))
    assert 95 < cut.shape[0] < 130
    assert cut.shape == (*mask.shape, 3)
    assert (cut[mask] == (200, 30, 30)).all()


def test_before_no_plain_background_it_is_the_middle():
    noise = np.random.default_rng(0).integers(0, 255, (100, 100, 3)).astype(np.uint8)
    cut, mask = subject(noise)
    assert cut.shape == (80, 80, 3)
    assert mask.all()


@pytest.mark.parametrize("size", [(1, 1), (1, 50), (3, 2)])
def test_tiny_pictures_have_a_subject(size):
    cut, mask = subject(np.zeros((*size, 3), np.uint8))
    assert mask.size == cut.shape[0] * cut.shape[1] > 0


def test_a_square_keeps_proportions():
    wide = np.full((10, 40, 3), 7, np.uint8)
    assert square(wide, 20).shape == (20, 20, 3)
    assert (square(wide, 20) == 7).all()
