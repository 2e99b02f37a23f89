"""What a Draco stream says of its size, read before a decoder allocates for it.

Layout: Draco bitstream specification 2.2, sections Header, Metadata and Connectivity.
"""

from __future__ import annotations

from typing import NamedTuple

from assets_pipeline.errors import AssetRejected

_MESH = 1
_EDGEBREAKER = 1
_HAS_METADATA = 0x8000


class Header(NamedTuple):
    """Triangles, and vertices at least (seams may add some)."""

    faces: int
    points: int


class _Cursor:
    """Reads numbers off a stream; IndexError at its end."""

    def __init__(self, data: bytes, place: int) -> None:
        self.data = data
        self.place = place

    def byte(self) -> int:
        self.place += 1
        return self.data[self.place - 1]

    def varint(self) -> int:
        """LEB128, at most 32 bits."""
        value = 0
        for shift in range(0, 35, 7):
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
        raise IndexError

    def skip(self, count: int) -> None:
        self.place += count


def read(data: bytes, pointer: str) -> Header:
    """Counts of a triangle mesh.

    Raises:
        AssetRejected: `draco_damaged`, `draco_unsupported`.
    """
    if data[:5] != b"DRACO" or len(data) < 11:
        raise AssetRejected("draco_damaged", "no Draco stream", pointer=pointer)
    if tuple(data[5:7]) != (2, 2) or data[7] != _MESH or data[8] > _EDGEBREAKER:
        message = f"version {data[5]}.{data[6]}, kind {data[7]}, method {data[8]}"
        raise AssetRejected("draco_unsupported", message, pointer=pointer)
    cursor = _Cursor(data, 11)
    try:
        if int.from_bytes(data[9:11], "little") & _HAS_METADATA:
            _skip_metadata(cursor)
        if data[8] == _EDGEBREAKER:
            cursor.skip(1)  # kind of traversal
            points, faces = cursor.varint(), cursor.varint()
        else:
            faces, points = cursor.varint(), cursor.varint()
    except IndexError as error:
        raise AssetRejected("draco_damaged", "cut short", pointer=pointer) from error
    return Header(faces, points)


def _skip_metadata(cursor: _Cursor) -> None:
    """Attribute metadata, each after its id, then that of the whole mesh."""
    for _ in range(cursor.varint()):
        cursor.varint()
        _skip_tree(cursor)
    _skip_tree(cursor)


def _skip_tree(cursor: _Cursor) -> None:
    """One tree of names and values, depth first; nothing recurses."""
    waiting = [_skip_entries(cursor)]
    while waiting:
        if not waiting[-1]:
            waiting.pop()
            continue
        waiting[-1] -= 1
        cursor.skip(cursor.byte())
        waiting.append(_skip_entries(cursor))


def _skip_entries(cursor: _Cursor) -> int:
    """Pass over names and values; how many trees lie below."""
    for _ in range(cursor.varint()):
        cursor.skip(cursor.byte())
        cursor.skip(cursor.varint())
    return cursor.varint()
