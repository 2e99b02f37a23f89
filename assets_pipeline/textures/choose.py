"""The best form of one picture, found by trying few encoders and measuring what they kept.

What ordinary WebP of quality 80 makes of the picture is the measure: colour takes the fewest bytes
that keep as much; data takes as much as can be kept in fewer bytes.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from assets_pipeline.textures import formats
from assets_pipeline.textures.formats import Encoded
from assets_pipeline.textures.roles import Role, Use

STEPS = tuple(sorted({round(6 * 1.12**power) for power in range(28)}))
"""Rounding steps tried, 6..128: the finest is off by two of 255 levels, which no map shows."""

_FEWER = 0.95
"""Data is to take this share of ordinary WebP's bytes."""
_TILE, _TILES = 32, 8
"""A sample is a mosaic of up to 8 x 8 tiles of 32 pixels."""
_SMALL_PX = 128 * 128
_FLAT = 4
"""A lossless source this many times larger than WebP's may do better without loss: few colours."""
_TRIES = 3


def choose(picture: Image.Image, use: Use, source: bytes | None, *, thrifty: bool) -> Encoded:
    """The form of a picture that suits its use.

    Args:
        picture: RGB or RGBA, 8 bits.
        use: what it is for.
        source: its bytes, unless it was made smaller since.
        thrifty: data too takes the fewest bytes, for a level that is there to be early.
    """
    ordinary = formats.webp(picture)
    found = [ordinary]
    if _maybe_flat(picture, source, ordinary):
        found.append(formats.webp_lossless(picture))
    most = use.role is Role.DATA and not thrifty
    if picture.mode == "RGB":
        found += _jpegs(picture, ordinary, most=most)
    enough = [each for each in found if each.psnr >= ordinary.psnr]
    if most and (better := [each for each in enough if _spare(each, ordinary)]):
        return max(better, key=lambda each: (each.psnr, -len(each.data)))
    return min(enough, key=lambda each: len(each.data))


def _spare(one: Encoded, ordinary: Encoded) -> bool:
    return len(one.data) <= _FEWER * len(ordinary.data)


def _maybe_flat(picture: Image.Image, source: bytes | None, ordinary: Encoded) -> bool:
    if picture.width * picture.height <= _SMALL_PX:
        return True
    if source is None or source.startswith(b"\xff\xd8"):  # JPEG's noise has no short lossless form
        return False
    return len(source) <= _FLAT * len(ordinary.data)


def _jpegs(picture: Image.Image, ordinary: Encoded, *, most: bool) -> list[Encoded]:
    """The picture as JPEG, where a sample of it says that this may pay."""
    sample = _sample(picture)
    mark = formats.webp(sample)
    spaces = ("L",) if _grey(sample) and _grey(picture) else ("RGB", "YCbCr")
    found: list[tuple[float, int, str]] = []
    for space in spaces:
        place = _search(sample, space, mark, most=most)
        if place is not None:
            one = formats.jpeg(sample, STEPS[place], space)
            found.append((-one.psnr if most else len(one.data), place, space))
    if not found:
        return []
    _, place, space = min(found)
    return _whole(picture, place, space, ordinary, most=most)


def _search(sample: Image.Image, space: str, mark: Encoded, *, most: bool) -> int | None:
    """Place in `STEPS` of the coarsest step good enough, or of the finest one small enough."""
    low, high = 0, len(STEPS)
    while low < high:
        middle = (low + high) // 2
        one = formats.jpeg(sample, STEPS[middle], space)
        if _spare(one, mark) if most else one.psnr < mark.psnr:
            high = middle
        else:
            low = middle + 1
    place = low if most else low - 1
    if not 0 <= place < len(STEPS):
        return None
    one = formats.jpeg(sample, STEPS[place], space)
    return place if one.psnr >= mark.psnr and len(one.data) <= len(mark.data) else None


def _whole(
    picture: Image.Image, place: int, space: str, ordinary: Encoded, *, most: bool
) -> list[Encoded]:
    """The whole picture at the sample's step, then at finer or coarser ones until it is right."""
    found: list[Encoded] = []
    for _ in range(_TRIES):
        one = formats.jpeg(picture, STEPS[place], space)
        found.append(one)
        right = _spare(one, ordinary) if most else one.psnr >= ordinary.psnr
        if right:
            break
        place += 1 if most else -1
        if not 0 <= place < len(STEPS):
            break
    return found


def _grey(picture: Image.Image) -> bool:
    pixels = np.asarray(picture)
    return bool((pixels[..., :1] == pixels[..., 1:]).all())


def _sample(picture: Image.Image) -> Image.Image:
    """Tiles from all over a picture, side by side; itself where it is not larger than that."""
    side = _TILE * _TILES
    if picture.width <= side and picture.height <= side:
        return picture
    columns, rows = (_places(length) for length in picture.size)
    mosaic = Image.new(picture.mode, (_TILE * len(columns), _TILE * len(rows)))
    for down, top in enumerate(rows):
        for right, left in enumerate(columns):
            tile = picture.crop((left, top, left + _TILE, top + _TILE))
            mosaic.paste(tile, (right * _TILE, down * _TILE))
    return mosaic


def _places(length: int) -> list[int]:
    """Where tiles begin along one side, on the 8-pixel grid of JPEG blocks, evenly apart."""
    count = max(1, min(_TILES, length // _TILE))
    room = max(0, length - _TILE)
    return [room * place // max(1, count - 1) // 8 * 8 for place in range(count)]
