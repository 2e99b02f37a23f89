"""Width and height from image headers, before any decoder sees the bytes.

Layouts: PNG (W3C, IHDR), JPEG (ITU T.81, SOFn), WebP (RFC 9649), KTX2 (Khronos), AVIF (`ispe`).
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import NamedTuple

from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import limits

Size = tuple[int, int]

_SOF = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_BARE = {0x01, *range(0xD0, 0xD9)}


def size(data: bytes, *, file: str = "", pointer: str = "") -> Size:
    """Pixels (width, height) of an image.

    Raises:
        AssetRejected: `image_unknown`, `image_damaged`, `image_too_large`.
    """
    reader = next((one.read for one in _KINDS if one.fits(data)), None)
    if reader is None:
        message = "neither PNG, JPEG, WebP, KTX2 nor AVIF"
        raise AssetRejected("image_unknown", message, file=file, pointer=pointer)
    try:
        width, height = reader(data)
    except (struct.error, IndexError, ValueError) as error:
        message = "the header is cut short or makes no sense"
        raise AssetRejected("image_damaged", message, file=file, pointer=pointer) from error
    check(width, height, file=file, pointer=pointer)
    return width, height


def mime(data: bytes) -> str:
    """Media type by the first bytes; empty when unknown."""
    return next((one.mime for one in _KINDS if one.fits(data)), "")


def check(width: int, height: int, *, file: str = "", pointer: str = "") -> None:
    """Refuse an image of no or too many pixels.

    Raises:
        AssetRejected: `image_damaged`, `image_too_large`.
    """
    if not width or not height:
        raise AssetRejected("image_damaged", "no pixels", file=file, pointer=pointer)
    if max(width, height) > limits.IMAGE_SIDE_PX or width * height > limits.IMAGE_PX:
        message = f"{width} x {height} pixels"
        raise AssetRejected("image_too_large", message, file=file, pointer=pointer)


def _png(data: bytes) -> Size:
    if data[12:16] != b"IHDR":
        raise ValueError
    return struct.unpack_from(">II", data, 16)


def _jpeg(data: bytes) -> Size:
    place = 2
    while True:
        if data[place] != 0xFF:
            raise ValueError
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
        elif marker in _SOF:
            height, width = struct.unpack_from(">HH", data, place + 5)
            return width, height
        elif marker in _BARE:
            place += 2
        else:
            place += 2 + max(2, struct.unpack_from(">H", data, place + 2)[0])


def _webp(data: bytes) -> Size:
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L":
        bits = struct.unpack_from("<I", data, 21)[0]
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise ValueError


def _ktx2(data: bytes) -> Size:
    return struct.unpack_from("<II", data, 20)


def _avif(data: bytes) -> Size:
    place = data.find(b"ispe", 0, 1 << 16)
    if place < 0:
        raise ValueError
    return struct.unpack_from(">II", data, place + 8)


class _Kind(NamedTuple):
    mime: str
    magic: bytes
    place: int
    read: Callable[[bytes], Size]

    def fits(self, data: bytes) -> bool:
        return data[self.place : self.place + len(self.magic)] == self.magic


_KINDS = (
    _Kind("image/png", b"\x89PNG\r\n\x1a\n", 0, _png),
    _Kind("image/jpeg", b"\xff\xd8", 0, _jpeg),
    _Kind("image/webp", b"WEBP", 8, _webp),
    _Kind("image/ktx2", b"\xabKTX 20\xbb\r\n\x1a\n", 0, _ktx2),
    _Kind("image/avif", b"ftypavif", 4, _avif),
)
