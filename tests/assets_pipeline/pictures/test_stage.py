import io

import pytest
from PIL import Image

from assets_pipeline import blobs, catalogue
from assets_pipeline.catalogue import Lod, Product, Variant
from assets_pipeline.errors import AssetRejected
from assets_pipeline.pictures import sheet, shop, stage


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(stage, "SIDE_PX", 32)


@pytest.fixture
def stored(tmp_path, make_box, make_plain) -> Product:
    for name in (blobs.FOLDER, "cache"):
        (tmp_path / name).mkdir()
    document = make_box((1, 1, 1), make_plain(0.6, 0, 0), make_plain(0, 0, 0.6))
    blob = blobs.put(tmp_path, document.to_glb())
    variants = [Variant("red", {}, index=0), Variant("blue", {}, index=1), Variant("paper", {})]
    lods = [Lod(blob.sha256, blob.bytes, 12, 0)]
    return Product("box", {}, "box.glb", "other", variants=variants, lods=lods)


def call(_target, *arguments):
    return stage.draw(*arguments)


def never(*_arguments):
    raise AssertionError("it was drawn again")


@pytest.mark.parametrize(("amount", "count"), [("none", 0), ("few", 6), ("all", 8)])
def test_how_many_pictures(amount, count, stored, tmp_path):
    product, note = shop.illustrated(stored, tmp_path, amount, call)
    assert not note
    assert len(product.images) == count
    for image in product.images:
        data = (tmp_path / blobs.FOLDER / image.sha256).read_bytes()
        assert len(data) == image.bytes
        with Image.open(io.BytesIO(data)) as picture:
            assert (picture.format, picture.size) == ("WEBP", (image.width, image.height))


def test_views_and_variants_have_their_names(stored, tmp_path):
    images = shop.illustrated(stored, tmp_path, "all", call)[0].images
    named = {(image.view, image.variant): image.sha256 for image in images}
    assert {view for view, _ in named} == {"front", "three_quarter", "side", "back"}
    assert {variant for _, variant in named} == {"", "red", "blue"}
    assert named["front", ""] == named["front", "red"] != named["front", "blue"]


def test_what_was_drawn_is_not_drawn_again(stored, tmp_path):
    first = shop.illustrated(stored, tmp_path, "few", call)
    assert shop.illustrated(stored, tmp_path, "few", never) == first
    with pytest.raises(AssertionError):
        shop.illustrated(stored, tmp_path, "all", never)
    (tmp_path / blobs.FOLDER / first[0].images[0].sha256).unlink()
    assert shop.illustrated(stored, tmp_path, "few", call) == first


def test_a_picture_that_fails_does_not_lose_the_product(stored, tmp_path):
    def fails(*_arguments):
        raise AssetRejected("limits_exceeded", "too slow")

    assert shop.illustrated(stored, tmp_path, "few", fails) == (stored, "no picture: too slow")


def test_a_sheet_of_all(stored, tmp_path):
    path = tmp_path / "catalogue.json"
    path.write_bytes(catalogue.encode(catalogue.Catalogue([stored])))
    with pytest.raises(ValueError, match="no pictures"):
        sheet.write(tmp_path, tmp_path / "sheet.png")
    product, _ = shop.illustrated(stored, tmp_path, "few", call)
    path.write_bytes(catalogue.encode(catalogue.Catalogue([product])))
    assert sheet.write(tmp_path, tmp_path / "sheet.png", across=4) == 6
    with Image.open(tmp_path / "sheet.png") as page:
        assert page.width == 4 * 224
