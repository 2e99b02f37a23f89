"""Smaller pictures for the first level of detail."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import pictures

SIDE_PX = 256
_QUALITY = 80
_DECODED = ("PNG", "JPEG", "WEBP")


def shrink(data: bytes, *, side_px: int = SIDE_PX) -> bytes:
    """The picture as WebP, its longer side at most `side_px`, where that is smaller; else itself.

    Never enlarged. A picture that does not decode stays as it is.

    Args:
        data: PNG, JPEG or WebP bytes; others stay as they are.
        side_px: pixels of the longer side.
    """
    try:
        pictures.size(data)
        with Image.open(io.BytesIO(data), formats=_DECODED) as picture:
            picture.draft("RGB", (side_px, side_px))  # JPEG decodes straight to a smaller size
            small = _plain(picture)
            small.thumbnail((side_px, side_px), Image.Resampling.LANCZOS)
            out = io.BytesIO()
            small.save(out, "WEBP", quality=_QUALITY, method=4)
    except (AssetRejected, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return data
    return min(out.getvalue(), data, key=len)


def _plain(picture: Image.Image) -> Image.Image:
    """8-bit RGB, with alpha where there is any."""
    if picture.mode.startswith("I"):  # 16-bit greys, which convert() would clip
        grey = np.asarray(picture).astype(np.float32) / 257
        return Image.fromarray(grey.clip(0, 255).astype(np.uint8)).convert("RGB")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
