"""Textures as PNG or JPEG files: the only kinds that every USDZ viewer reads."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import pictures

FOLDER = "textures"
_KEPT = {"image/png": "png", "image/jpeg": "jpg"}
_QUALITY = 92

Find = Callable[[int], str]


def files(document: Document, folder: Path) -> Find:
    """A function that writes image `n` once and returns its path inside the package.

    It returns an empty path for an image that does not decode.
    """
    (folder / FOLDER).mkdir()
    done: dict[int, str] = {}

    def find(number: int) -> str:
        if number not in done:
            done[number] = _write(document.image_bytes(number), folder, number)
        return done[number]

    return find


def _write(data: bytes, folder: Path, number: int) -> str:
    try:
        data, suffix = _plain(data)
    except (AssetRejected, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return ""
    name = f"{FOLDER}/{number}.{suffix}"
    (folder / name).write_bytes(data)
    return name


def _plain(data: bytes) -> tuple[bytes, str]:
    """PNG and JPEG as they are; others as the smaller that keeps their alpha."""
    pictures.size(data)
    suffix = _KEPT.get(pictures.mime(data))
    if suffix:
        return data, suffix
    out = io.BytesIO()
    with Image.open(io.BytesIO(data), formats=["WEBP", "AVIF"]) as picture:
        clear = picture.has_transparency_data
        if clear:
            picture.convert("RGBA").save(out, "PNG")
        else:
            picture.convert("RGB").save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue(), "png" if clear else "jpg"
