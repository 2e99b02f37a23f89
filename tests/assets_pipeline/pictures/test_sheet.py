import msgspec
import pytest
from PIL import Image

from assets_pipeline import blobs, catalogue
from assets_pipeline.catalogue import Product
from assets_pipeline.pictures import sheet, stage


def published(folder, *products):
    shop = catalogue.Catalogue(list(products))
    (folder / "catalogue.json").write_bytes(catalogue.encode(shop))


def test_a_sheet_of_all(tmp_path, monkeypatch, make_box):
    monkeypatch.setattr(stage, "SIDE_PX", 32)
    (tmp_path / blobs.FOLDER).mkdir()
    stored = blobs.put(tmp_path, make_box((1, 1, 1)).to_glb()).sha256
    images = stage.draw(stored, str(tmp_path), "few", True)
    product = msgspec.structs.replace(Product("box", {}, "box.glb", "other"), images=images)
    published(tmp_path, product, product)
    assert sheet.write(tmp_path, tmp_path / "sheet.png", across=3) == 2 * len(images) == 8
    with Image.open(tmp_path / "sheet.png") as page:
        tile = 224
        assert page.width == 3 * tile
        assert page.height > 3 * tile  # three rows, and a line of text below each
        last = page.crop((2 * tile, page.height - 230, 3 * tile, page.height))
        assert last.getextrema() == ((255, 255),) * 3  # the ninth place is empty


def test_nothing_to_show_says_what_to_do(tmp_path):
    published(tmp_path, Product("box", {}, "box.glb", "other"))
    with pytest.raises(ValueError, match="--pictures few"):
        sheet.write(tmp_path, tmp_path / "sheet.png")
