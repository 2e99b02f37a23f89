"""Pictures as plain 8-bit pixels, smaller where they are too large; how far two are apart."""

from __future__ import annotations

import io
import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from assets_pipeline.accessors import Array
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import pictures
from assets_pipeline.textures.roles import Use

UNREADABLE = (AssetRejected, OSError, SyntaxError, ValueError, Image.DecompressionBombError)
"""What a damaged or unknown picture raises."""

_DECODED = ("PNG", "JPEG", "WEBP")
_ORIENTATION = 0x0112  # Exif 2.3, 4.6.4
_ROWS = 256
_TILE = 8
_ROUNDING = 0.5
"""Square error that no one sees; keeps tiles without any from ruling the mean."""


def open_plain(data: bytes, side_px: int, use: Use) -> Image.Image | None:
    """RGB, or RGBA where alpha is used and not all opaque; None: better left alone.

    Left alone are moving pictures, CMYK (decoders do not agree on its colours) and those that a
    viewer may turn by their Exif orientation. Colour profiles and gamma are passed over, as glTF
    2.0 (3.8.3) demands of viewers; 16 bits become 8, as they do in every viewer.

    Args:
        data: PNG, JPEG or WebP bytes.
        side_px: the longer side is at most this; a picture is never enlarged.
        use: says whether alpha is kept, and whether colours may be weighted by it.

    Raises:
        one of `UNREADABLE`.
    """
    size = pictures.size(data)
    with Image.open(io.BytesIO(data), formats=_DECODED) as picture:
        moving = getattr(picture, "is_animated", False)
        if moving or picture.mode == "CMYK" or picture.getexif().get(_ORIENTATION, 1) != 1:
            return None
        picture.draft(None, _fit(size, 2 * side_px))  # JPEG decodes straight to a smaller size
        plain = _plain(picture, alpha=use.alpha)
    return _resized(plain, _fit(size, side_px), coverage=use.coverage)


def _plain(picture: Image.Image, *, alpha: bool) -> Image.Image:
    if picture.mode.startswith("I"):  # 16-bit greys, which convert() would clip
        grey = np.rint(np.asarray(picture).astype(np.float32) / 257).clip(0, 255)
        return Image.fromarray(grey.astype(np.uint8)).convert("RGB")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    full = picture.convert("RGBA")
    low, _ = full.getchannel("A").getextrema()
    return full if alpha and low != 255 else full.convert("RGB")


def _fit(size: pictures.Size, side_px: int) -> pictures.Size:
    share = min(1.0, side_px / max(size))
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def _resized(picture: Image.Image, size: pictures.Size, *, coverage: bool) -> Image.Image:
    """Smaller by a Lanczos filter; channels of unlike meaning do not weigh each other."""
    if picture.size == size:
        return picture
    if picture.mode == "RGB" or coverage:
        return picture.resize(size, Image.Resampling.LANCZOS)
    bands = [band.resize(size, Image.Resampling.LANCZOS) for band in picture.split()]
    return Image.merge(picture.mode, bands)


class Kept(NamedTuple):
    """How near one picture comes to another, in dB: of the mean error, and the mean over tiles.

    The first is ruled by the worst edges; the second says what smooth ground, where errors show
    first, has become.
    """

    psnr: float
    even: float

    def lead(self, other: Kept) -> float:
        """By how much this is better, in the respect in which it is least so."""
        pairs = ((self.psnr, other.psnr), (self.even, other.even))
        return min(0.0 if one == two else one - two for one, two in pairs)


def compare(first: Image.Image, second: Image.Image, *, hidden: bool = True) -> Kept:
    """Peak signal-to-noise ratios over all channels of two pictures of one size and mode.

    Args:
        first: L, RGB or RGBA.
        second: the same.
        hidden: colour counts also where the first's alpha is zero.
    """
    one, two = (np.asarray(each).reshape(each.height, each.width, -1) for each in (first, second))
    bands = range(0, len(one), _ROWS)  # a large picture's differences all at once are too many
    tiles = np.concatenate(
        [_squares(one[y : y + _ROWS], two[y : y + _ROWS], hidden) for y in bands]
    )
    total = float(tiles.sum(dtype=np.float64))
    even = _db(tiles / (_TILE * _TILE * one.shape[2]) + _ROUNDING).mean()
    return Kept(float(_db(total / one.size)) if total else math.inf, float(even))


def _squares(one: Array, two: Array, hidden: bool) -> NDArray[np.float32]:
    """Sums of square differences over tiles; whole numbers below 2^24, so exact in any order."""
    height, width, channels = one.shape
    down, right = -(-height // _TILE), -(-width // _TILE)
    apart = np.zeros((down * _TILE, right * _TILE, channels), np.float32)
    np.subtract(one, two, out=apart[:height, :width], dtype=np.float32)
    if not hidden:
        apart[:height, :width, :-1][one[..., -1] == 0] = 0
    tiled = apart.reshape(down, _TILE, right, _TILE * channels)
    squares: NDArray[np.float32] = np.einsum("abcd,abcd->ac", tiled, tiled)
    return squares


def _db(error: NDArray[np.float64] | float) -> NDArray[np.float64]:
    decibels: NDArray[np.float64] = 10 * np.log10(255**2 / np.asarray(error, np.float64))
    return decibels
