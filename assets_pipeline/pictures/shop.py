"""Pictures for a build: remembered by what they show, and never a reason to lose a product."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from assets_pipeline import blobs
from assets_pipeline.catalogue import Blob, Image, Product
from assets_pipeline.errors import AssetRejected
from assets_pipeline.pictures import stage

Call = Callable[..., Any]

_WORN_LOOSE = {"torso", "legs", "full"}
"""What has no feet of its own to stand on."""


def illustrated(product: Product, out: Path, amount: str, call: Call) -> tuple[Product, str]:
    """The product with its pictures, and a note where there are none.

    Args:
        product: with its levels, the last one whole.
        out: the output folder.
        amount: one of `stage.AMOUNTS`.
        call: `Worker.call` of a free worker.
    """
    if amount == stage.NONE or not product.lods:
        return product, ""
    whole = product.lods[-1].sha256
    stands = product.wear not in _WORN_LOOSE
    key = repr(("pictures", stage.RECIPE, whole, amount, stands))
    kept = out / "cache" / f"{blobs.sha256(key.encode())}.json"
    images = _remembered(kept, out)
    if images is None:
        try:
            images = call(stage.DRAW, whole, str(out), amount, stands)
        except AssetRejected as error:
            return product, f"no picture: {error.message}"
        blobs.write_atomic(kept, msgspec.json.encode(images))
    return msgspec.structs.replace(product, images=_named(images, product)), ""


def _remembered(kept: Path, out: Path) -> list[Image] | None:
    """Pictures that were drawn before, if all of them are still there."""
    try:
        images = msgspec.json.decode(kept.read_bytes(), type=list[Image])
    except (OSError, msgspec.DecodeError):
        return None
    return images if all(blobs.holds(out, Blob(one.sha256, one.bytes)) for one in images) else None


def _named(images: list[Image], product: Product) -> list[Image]:
    """Pictures under the ids that the shop gave its variants; of others there is no picture."""
    ids = {str(variant.index): variant.id for variant in product.variants} | {"": ""}
    return [
        msgspec.structs.replace(image, variant=ids[image.variant])
        for image in images
        if image.variant in ids
    ]
