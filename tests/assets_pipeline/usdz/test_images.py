import io

import pytest
from PIL import Image

from assets_pipeline.document import Document
from assets_pipeline.usdz import images


def encoded(mode, kind, **options):
    out = io.BytesIO()
    Image.new(mode, (8, 4), (200, 10, 10, 99)[: len(mode)]).save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kept"),
    [
        (encoded("RGB", "PNG"), "textures/0.png", True),
        (encoded("RGB", "JPEG"), "textures/0.jpg", True),
        (encoded("RGB", "WEBP", lossless=True), "textures/0.jpg", False),
        (encoded("RGBA", "WEBP", lossless=True), "textures/0.png", False),
        (encoded("RGB", "AVIF"), "textures/0.jpg", False),
    ],
)
def test_what_a_phone_reads_is_kept_and_the_rest_made_so(data, name, kept, tmp_path):
    document = Document.new()
    document.add_image(data, "image/x")
    assert images.files(document, tmp_path)(0) == name
    written = (tmp_path / name).read_bytes()
    assert (written == data) is kept
    with Image.open(io.BytesIO(written)) as picture:
        assert picture.size == (8, 4)
        near = picture.convert("RGBA").getpixel((4, 2))
        assert near == pytest.approx(
            (200, 10, 10, 99 if name.endswith("png") and not kept else 255), abs=6
        )


def test_what_does_not_decode_has_no_path(tmp_path):
    document = Document.new()
    document.add_image(encoded("RGB", "WEBP")[:40], "image/webp")
    assert images.files(document, tmp_path)(0) == ""
    assert list((tmp_path / images.FOLDER).iterdir()) == []


def test_each_is_written_once(tmp_path):
    document = Document.new()
    document.add_image(encoded("RGB", "PNG"), "image/png")
    find = images.files(document, tmp_path)
    first = find(0)
    (tmp_path / first).unlink()
    assert find(0) == first
    assert not (tmp_path / first).exists()
