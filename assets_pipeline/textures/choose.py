"""The best form of one picture, found by trying few encoders and measuring what they kept.

What ordinary WebP of quality 80 makes of the picture is the measure: colour takes the fewest bytes
that keep as much; data takes as much as can be kept in fewer bytes.
"""

from __future__ import annotations

import math

import numpy as np
from PIL import Image

from assets_pipeline.textures import formats
from assets_pipeline.textures.formats import Encoded
from assets_pipeline.textures.roles import Role, Use

STEPS = tuple(sorted({round(6 * 1.06**power) for power in range(54)}))
"""Rounding steps tried, 6..132: the finest is off by two of 255 levels, which no map shows."""

_FEWER = 0.95
"""Data is to take this share of ordinary WebP's bytes."""
_TILE, _TILES = 32, 6
"""A sample is a mosaic of up to 6 x 6 tiles of 32 pixels."""
_SMALL_PX = 128 * 128
_FLAT = 0.1
"""Drawings, where fewer pixels than this differ from their neighbour, may do better without loss."""
_TRIES = 4
_DB, _LOG_BYTES = 0.31, 0.05
"""What one place in `STEPS` changes, about; measured on seven maps of all kinds."""
_DOUBT, _NEAR_DB = 0.1, 0.5
"""A sample dearer or worse than this does not turn into a gain on the whole."""


def choose(picture: Image.Image, use: Use, *, thrifty: bool) -> Encoded:
    """The form of a picture that suits its use.

    Args:
        picture: RGB or RGBA, 8 bits.
        use: what it is for.
        thrifty: data too takes the fewest bytes, for a level that is there to be early.
    """
    exact = picture.mode == "RGB" or not use.coverage
    ordinary = formats.webp(picture, exact=exact)
    found = [ordinary]
    if _flat(picture):
        found.append(formats.webp_lossless(picture, exact=exact))
    most = use.role is Role.DATA and not thrifty
    if picture.mode == "RGB":
        found += _jpegs(picture, ordinary, most=most)
    enough = [each for each in found if each.kept.lead(ordinary.kept) >= 0]
    if most and (better := [each for each in enough if _spare(each, ordinary)]):
        return max(better, key=lambda each: (each.kept.psnr, -len(each.data)))
    return min(enough, key=lambda each: len(each.data))


def _spare(one: Encoded, ordinary: Encoded) -> bool:
    return len(one.data) <= _FEWER * len(ordinary.data)


def _flat(picture: Image.Image) -> bool:
    """Whether it is so small or so plain that to try without loss costs little and may pay."""
    if picture.width * picture.height <= _SMALL_PX:
        return True
    pixels = np.asarray(picture)
    return float((pixels[:, 1:] != pixels[:, :-1]).any(axis=-1).mean()) < _FLAT


def _jpegs(picture: Image.Image, ordinary: Encoded, *, most: bool) -> list[Encoded]:
    """The picture as JPEG, where a sample of it says that this may pay."""
    sample = _sample(picture)
    mark = ordinary if sample is picture else formats.webp(sample, exact=True)
    spaces = ("L",) if _grey(sample) and _grey(picture) else ("RGB", "YCbCr")
    tried = [(space, *_search(sample, _first(mark), space, mark, most=most)) for space in spaces]
    near = [each for each in tried if _may_pay(each[2], mark)]
    if not near:
        return []
    space, place, one = max(near, key=lambda each: _worth(each[2], mark, most=most))
    if sample is picture:
        return [one]
    return [_search(picture, place, space, ordinary, most=most)[1]]


def _may_pay(one: Encoded, mark: Encoded) -> bool:
    """Whether what a sample became is so near to the mark that the whole may reach it."""
    return one.kept.lead(mark.kept) >= -_NEAR_DB and _price(one, mark) <= _DOUBT


def _worth(one: Encoded, mark: Encoded, *, most: bool) -> float:
    return one.kept.lead(mark.kept) if most else -len(one.data)


def _search(
    picture: Image.Image, place: int, space: str, mark: Encoded, *, most: bool
) -> tuple[int, Encoded]:
    """Place of the coarsest step that keeps as much as `mark`, or of the finest in fewer bytes.

    Where one of the first looks far too dear it stays at that.
    """
    found: dict[int, Encoded] = {}
    while len(found) < _TRIES and place not in found:
        found[place] = one = formats.jpeg(picture, STEPS[place], space)
        if _price(one, mark) > _DOUBT:
            break
        place = _aim(
            {place: _miss(one, mark, most=most) for place, one in found.items()}, most=most
        )
    right = [place for place, one in found.items() if _right(one, mark, most=most)]
    best = (min if most else max)(right or found)
    return best, found[best]


def _first(mark: Encoded) -> int:
    """A place to begin: about as much kept, most values being rounded to zero."""
    step = 1.8 * math.sqrt(12 * 255**2 / 10 ** (mark.kept.psnr / 10))
    return min(range(len(STEPS)), key=lambda place: abs(STEPS[place] - step))


def _right(one: Encoded, mark: Encoded, *, most: bool) -> bool:
    return _spare(one, mark) if most else one.kept.lead(mark.kept) >= 0


def _miss(one: Encoded, mark: Encoded, *, most: bool) -> float:
    """Above zero where the step should be coarser, in logarithms of bytes or in dB."""
    if most:
        return math.log(len(one.data) / len(mark.data) / _FEWER)
    return one.kept.lead(mark.kept)


def _aim(misses: dict[int, float], *, most: bool) -> int:
    """Where nothing should be missed: between what is known on both sides, else further on."""
    over = max((place for place, miss in misses.items() if miss > 0), default=None)
    under = min((place for place, miss in misses.items() if miss <= 0), default=None)
    if over is not None and under is not None:
        share = misses[over] / (misses[over] - misses[under])
        aim = over + share * (under - over)
    else:
        (place, miss), *_ = sorted(misses.items(), key=lambda each: abs(each[1]))
        aim = place + miss / (_LOG_BYTES if most else _DB)
    return max(0, min(len(STEPS) - 1, math.ceil(aim) if most else math.floor(aim)))


def _price(one: Encoded, mark: Encoded) -> float:
    """Logarithm of its bytes against `mark`'s, were both to keep as much."""
    return math.log(len(one.data) / len(mark.data)) - one.kept.lead(mark.kept) * _LOG_BYTES / _DB


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
