"""Bytes of a picture become pixels, and the thing on it is cut out of its background."""

from __future__ import annotations

import io
import warnings
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from sessions.errors import PictureUnreadable

FORMATS: Final = ("JPEG", "PNG", "WEBP")
PIXELS: Final = 4_000_000
"""A picture of more is not decoded."""
SIDE: Final = 448
"""Longer sides are halved until they fit: no encoder here sees more."""
BORDER: Final = 0.04
"""Share of the sides that is taken for background.."""
PLAIN: Final = 18.0
""".. where its colours spread by no more than so much of 255.."""
APART: Final = 28.0
""".. and the thing is what is farther than this from their middle."""
LEAST: Final = 0.01
"""Less of the picture than this is a speck, not a thing."""
MARGIN: Final = 0.06

Pixels = NDArray[np.uint8]
"""(height, width, 3), sRGB."""
Mask = NDArray[np.bool_]


def decode(data: bytes) -> Pixels:
    """The pixels of a JPEG, PNG or WebP, upright, on white where it is transparent.

    Raises:
        PictureUnreadable: not such a picture, damaged, or of more than `PIXELS`.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data), formats=FORMATS)
            if opened.width * opened.height > PIXELS:
                raise PictureUnreadable(f"{opened.width} x {opened.height} pixels are too many")
            opened.draft("RGB", (SIDE, SIDE))
            image = ImageOps.exif_transpose(opened).convert("RGBA")
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        ValueError,
        SyntaxError,
        OverflowError,
        EOFError,
        TypeError,
        KeyError,
        IndexError,
        MemoryError,
        AttributeError,
    ) as error:  # what Pillow's readers raise
        raise PictureUnreadable(f"no picture that can be read ({type(error).__name__})") from error
    white = Image.new("RGBA", image.size, (255, 255, 255, 255))
    whole = Image.alpha_composite(white, image).convert("RGB")
    whole.thumbnail((SIDE, SIDE))
    return np.asarray(whole)


def subject(pixels: Pixels) -> tuple[Pixels, Mask]:
    """The part of a picture that shows a thing before a plain background, and where it does so.

    Where the border is not plain, or nothing stands out, the whole picture, without its outer
    tenth: what people point a camera at is in the middle.
    """
    height, width = pixels.shape[:2]
    edge = max(1, round(BORDER * min(height, width)))
    wide = pixels.astype(np.float32)
    border = np.concatenate(
        [
            wide[:edge].reshape(-1, 3),
            wide[-edge:].reshape(-1, 3),
            wide[:, :edge].reshape(-1, 3),
            wide[:, -edge:].reshape(-1, 3),
        ]
    )
    middle = np.median(border, axis=0)
    spread = float(np.median(np.abs(border - middle).max(axis=1)))
    mask = np.abs(wide - middle).max(axis=2) > APART
    if spread > PLAIN or mask.mean() < LEAST:
        top, left = height // 10, width // 10
        inner = pixels[top : max(height - top, top + 1), left : max(width - left, left + 1)]
        return inner, np.ones(inner.shape[:2], bool)
    box = _box(mask, round(MARGIN * max(height, width)))
    return pixels[box], mask[box]


def _box(mask: Mask, margin: int) -> tuple[slice, slice]:
    """The rows and columns between which all but a hundredth of the thing lies, and a margin."""
    spans = []
    for axis in (1, 0):
        share = np.cumsum(mask.sum(axis=axis)) / mask.sum()
        low, high = np.searchsorted(share, [0.005, 0.995])
        spans.append(slice(max(int(low) - margin, 0), int(high) + 1 + margin))
    return spans[0], spans[1]


def square(pixels: Pixels, side: int) -> Pixels:
    """The picture in a square of `side`, its sides kept in proportion, its border drawn on."""
    height, width = pixels.shape[:2]
    longest = max(height, width)
    above, before = (longest - height) // 2, (longest - width) // 2
    padded = np.pad(
        pixels,
        ((above, longest - height - above), (before, longest - width - before), (0, 0)),
        "edge",
    )
    fitted = Image.fromarray(padded).resize((side, side), Image.Resampling.BILINEAR)
    return np.asarray(fitted)
