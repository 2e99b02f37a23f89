"""A product's pictures in a limited worker: drawn, packed as WebP, stored by hash."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image as Pillow

from assets_pipeline import blobs, features
from assets_pipeline.catalogue import Image
from assets_pipeline.document import Document
from assets_pipeline.pictures import ALL, FEW, camera, materials, render

SIDE_PX = 448
_OF_VARIANTS = {FEW: ("three_quarter",), ALL: ("front", "three_quarter")}
_QUALITY = 84


def draw(blob: str, out: str, amount: str, stands: bool) -> list[Image]:
    """Pictures of a stored model, written to `out`; `variant` holds the variant's index.

    Args:
        blob: sha256 of a whole GLB under `out`.
        out: the output folder.
        amount: `few` or `all`.
        stands: whether it stands on a floor.

    Raises:
        AssetRejected: `no_geometry`, `picture_too_large`.
    """
    document = Document.from_glb((Path(out) / blobs.FOLDER / blob).read_bytes())
    product = render.Product(document, stands=stands)
    indices: list[int | None] = [None, *range(len(features.variants(document.json)))]
    found: list[Image] = []
    for view in camera.VIEWS:
        wanted = indices if view in _OF_VARIANTS[amount] else indices[:1]
        found += _view(product, view, wanted, Path(out))
    return found


def _view(product: render.Product, view: str, wanted: list[int | None], out: Path) -> list[Image]:
    """One view; variants that look alike are drawn once."""
    json, primitives = product.document.json, product.surface.primitives
    looks = [tuple(materials.looks(json, primitives, index)) for index in wanted]
    unlike = dict(zip(reversed(looks), reversed(wanted), strict=True))
    pixels = product.view(view, list(unlike.values()), SIDE_PX)
    stored = {look: _put(one, out) for look, one in zip(unlike, pixels, strict=True)}
    return [
        Image(*stored[look], SIDE_PX, SIDE_PX, view, "" if index is None else str(index))
        for look, index in zip(looks, wanted, strict=True)
    ]


def _put(pixels: render.Pixels, out: Path) -> tuple[str, int]:
    packed = io.BytesIO()
    Pillow.fromarray(pixels).save(packed, "WEBP", quality=_QUALITY, method=4)
    blob = blobs.put(out, packed.getvalue())
    return blob.sha256, blob.bytes
