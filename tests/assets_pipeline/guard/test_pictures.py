import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import pictures

SAVED = [
    ("PNG", {}, "image/png"), ("JPEG", {}, "image/jpeg"), ("JPEG", {"progressive": True}, "image/jpeg"),
    ("WEBP", {}, "image/webp"), ("WEBP", {"lossless": True}, "image/webp"), ("AVIF", {}, "image/avif"),
]  # fmt: skip


def saved(kind, options, mode="RGB", size=(37, 21)) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 1).save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "options", "mime"), SAVED)
def test_what_pillow_writes(kind, options, mime):
    data = saved(kind, options)
    assert pictures.size(data) == (37, 21)
    assert pictures.mime(data) == mime


def test_webp_with_alpha():
    assert pictures.size(saved("WEBP", {}, "RGBA", (300, 2))) == (300, 2)


def test_jpeg_behind_long_metadata():
    data = saved("JPEG", {"exif": b"Exif\0\0" + bytes(60_000)})
    assert pictures.size(data) == (37, 21)


def test_ktx2_by_hand():
    data = b"\xabKTX 20\xbb\r\n\x1a\n" + struct.pack("<IIII", 0, 1, 64, 32)
    assert pictures.size(data) == (64, 32)


@given(st.sampled_from(SAVED), st.integers(0, 10_000), st.binary(max_size=3))
def test_cut_or_changed_headers_are_read_or_refused(case, place, change):
    data = bytearray(saved(*case[:2]))
    place %= len(data)
    data[place : place + len(change)] = change
    for variant in (bytes(data), bytes(data[:place])):
        try:
            width, height = pictures.size(variant)
        except AssetRejected:
            continue
        assert width * height > 0


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "image_unknown"),
        (b"<svg/>", "image_unknown"),
        (b"\x89PNG\r\n\x1a\n", "image_damaged"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(8), "image_damaged"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 2**31, 1), "image_too_large"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 9000, 9000), "image_too_large"),
        (b"\xff\xd8" + b"\xff" * 50, "image_damaged"),
    ],
)
def test_refused(data, code):
    with pytest.raises(AssetRejected) as refusal:
        pictures.size(data)
    assert refusal.value.code == code
