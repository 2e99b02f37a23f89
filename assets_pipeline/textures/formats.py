"""Pictures as bytes, in the formats that glTF viewers read."""

from __future__ import annotations

import io
from typing import Any, NamedTuple

from PIL import Image

from assets_pipeline.textures import pixels

WEBP = "image/webp"
JPEG = "image/jpeg"

_QUALITY = 80
_METHOD = 4
"""The next better ones take up to a hundred times as long where there is alpha."""
_FINER = [min(1.0, 0.3 + 0.14 * (u + v)) for v in range(8) for u in range(8)]
"""Share of a large step for each frequency. Low ones are rounded less: a block's mean off by half a
step shows as a tile on smooth ground. Measured: costs 0.15 dB, gains 0.3 dB of `Kept.even`."""
_FINE = 16
"""A step up to here moves a block's mean by one level at most, which does not show."""


class Encoded(NamedTuple):
    """Bytes, their media type, and how near to the picture they come."""

    data: bytes
    mime: str
    kept: pixels.Kept


def webp(picture: Image.Image, *, exact: bool) -> Encoded:
    """WebP as most tools write it: quality 80, alpha without loss.

    Args:
        picture: RGB or RGBA.
        exact: colour counts also where alpha is zero.
    """
    return _encoded(picture, WEBP, "WEBP", quality=_QUALITY, method=_METHOD, exact=exact)


def webp_lossless(picture: Image.Image, *, exact: bool) -> Encoded:
    """WebP without any loss, but of colour under zero alpha where that may go."""
    options = {"lossless": True, "quality": 75, "method": _METHOD}
    return _encoded(picture, WEBP, "WEBP", exact=exact, **options)


def jpeg(picture: Image.Image, step: int, space: str) -> Encoded:
    """JPEG with every channel at full size and nearly every frequency rounded alike.

    The usual tables round most what the eye sees least; a shader reads everything. Equal steps give
    the least square error for the bytes (Goyal, Theoretical foundations of transform coding, 2001).

    Args:
        picture: RGB.
        step: size of the rounding step, 2..255.
        space: `RGB` for channels that have nothing to do with each other, `YCbCr`, or `L`.
    """
    table = [max(min(step, _FINE), round(step * share)) for share in _FINER]
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


def _encoded(
    picture: Image.Image, mime: str, kind: str, *, exact: bool = True, **options: Any
) -> Encoded:
    out = io.BytesIO()
    picture.save(out, kind, exact=exact, **options)
    with Image.open(out, formats=(kind,)) as back:
        kept = pixels.compare(picture, back.convert(picture.mode), hidden=exact)
    return Encoded(out.getvalue(), mime, kept)
