"""A contact sheet: every picture of a built catalogue on one page, to be looked at."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image as Pillow
from PIL import ImageDraw

from assets_pipeline import blobs, catalogue
from assets_pipeline.catalogue import Image, Product

_TILE, _LINE, _ACROSS = 224, 18, 12
_PAPER, _INK = (255, 255, 255), (60, 56, 50)


def write(folder: Path, out: Path, *, across: int = _ACROSS) -> int:
    """Write the sheet of `folder/catalogue.json`; returns the number of pictures.

    Raises:
        CatalogueUnreadable: there is no readable catalogue.
        OSError: a picture is missing, or `out` cannot be written.
        ValueError: the catalogue has no pictures, or `out` names no kind of picture.
    """
    shop = catalogue.decode((folder / "catalogue.json").read_bytes())
    tiles = [(product, image) for product in shop.products for image in product.images]
    if not tiles:
        raise ValueError("the catalogue has no pictures: build it with --pictures few or all")
    rows = -(-len(tiles) // across)
    page = Pillow.new("RGB", (across * _TILE, rows * (_TILE + _LINE)), _PAPER)
    pen = ImageDraw.Draw(page)
    for number, (product, image) in enumerate(tiles):
        place = number % across * _TILE, number // across * (_TILE + _LINE)
        page.paste(_tile(folder, image), place)
        pen.text((place[0] + 4, place[1] + _TILE + 3), _caption(product, image), _INK)
    page.save(out)
    return len(tiles)


def _tile(folder: Path, image: Image) -> Pillow.Image:
    data = (folder / blobs.FOLDER / image.sha256).read_bytes()
    with Pillow.open(io.BytesIO(data), formats=["WEBP"]) as picture:
        return picture.convert("RGB").resize((_TILE, _TILE), Pillow.Resampling.LANCZOS)


def _caption(product: Product, image: Image) -> str:
    return f"{product.id} {image.view} {image.variant}"[: _TILE // 6]
