"""Pictures as bytes, in the formats that glTF viewers read."""

from __future__ import annotations

import io
from typing import NamedTuple

from PIL import Image

from assets_pipeline.textures import pixels

WEBP = "image/webp"
JPEG = "image/jpeg"

_QUALITY = 80
_METHOD = 4
"""The next better ones take up to a hundred times as long where there is alpha."""
_COARSE_DC = 2
"""The mean of a block is kept this much finer: its steps would show as tiles on smooth ground."""


class Encoded(NamedTuple):
    """Bytes, their media type, and how near to the picture they come, in dB."""

    data: bytes
    mime: str
    psnr: float


def webp(picture: Image.Image) -> Encoded:
    """WebP as most tools write it: quality 80, alpha without loss."""
    return _encoded(picture, WEBP, "WEBP", quality=_QUALITY, method=_METHOD, exact=True)


def webp_lossless(picture: Image.Image) -> Encoded:
    """WebP without any loss."""
    return _encoded(picture, WEBP, "WEBP", lossless=True, quality=75, method=_METHOD, exact=True)


def jpeg(picture: Image.Image, step: int, space: str) -> Encoded:
    """JPEG with every channel at full size and every frequency rounded alike.

    The usual tables round what the eye sees least; a shader reads everything. Equal steps give the
    least square error for the bytes (Gersho and Gray, Vector Quantization, 1992, section 8.3).

    Args:
        picture: RGB.
        step: size of the rounding step, 2..255.
        space: `RGB` for channels that have nothing to do with each other, `YCbCr`, or `L`.
    """
    table = [max(1, step // _COARSE_DC), *[step] * 63]
    grey = picture.convert("L") if space == "L" else picture
    return _encoded(
        grey,
        JPEG,
        "JPEG",
        qtables=[table, table],
        subsampling=0,
        optimize=True,
        progressive=True,
        keep_rgb=space == "RGB",
    )


def _encoded(picture: Image.Image, mime: str, kind: str, **options: object) -> Encoded:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    with Image.open(out, formats=(kind,)) as back:
        return Encoded(out.getvalue(), mime, pixels.psnr(picture, back.convert(picture.mode)))
