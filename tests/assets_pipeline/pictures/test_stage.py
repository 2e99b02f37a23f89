import io

import pytest
from PIL import Image

from assets_pipeline import blobs
from assets_pipeline.pictures import stage


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(stage, "SIDE_PX", 32)


@pytest.fixture
def stored(tmp_path, make_box, make_plain) -> str:
    (tmp_path / blobs.FOLDER).mkdir()
    document = make_box((1, 1, 1), make_plain(0.6, 0, 0), make_plain(0, 0, 0.6))
    return blobs.put(tmp_path, document.to_glb()).sha256


@pytest.mark.parametrize(("amount", "count"), [("few", 6), ("all", 8)])
def test_how_many_pictures(amount, count, stored, tmp_path):
    images = stage.draw(stored, str(tmp_path), amount, True)
    assert len(images) == count
    for image in images:
        data = (tmp_path / blobs.FOLDER / image.sha256).read_bytes()
        assert len(data) == image.bytes
        with Image.open(io.BytesIO(data)) as picture:
            assert (picture.format, picture.size) == ("WEBP", (image.width, image.height))


def test_views_and_variants_have_their_names(stored, tmp_path):
    images = stage.draw(stored, str(tmp_path), "all", True)
    named = {(image.view, image.variant): image.sha256 for image in images}
    assert {view for view, _ in named} == {"front", "three_quarter", "side", "back"}
    assert {variant for _, variant in named} == {"", "0", "1"}
    assert named["front", ""] == named["front", "0"] != named["front", "1"]
