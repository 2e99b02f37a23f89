"""A document's binary chunk without the bytes that no view covers any more."""

from __future__ import annotations

from itertools import chain

from assets_pipeline import meshopt_views
from assets_pipeline.accessors import Json
from assets_pipeline.document import Document

_ALIGN = 8
"""Bytes keep their place modulo this, more than any glTF accessor asks for."""


def repack(document: Document) -> Document:
    """The same document and the same views, in file order, with the gaps between them closed."""
    parts = [part for part in _parts(document.json) if part["buffer"] == 0]
    parts.sort(key=lambda part: part.get("byteOffset", 0))
    packed = bytearray()
    end = shift = 0
    for part in parts:
        start, length = part.get("byteOffset", 0), part["byteLength"]
        if start > end or not packed:
            packed += bytes((start - len(packed)) % _ALIGN)
            shift, end = start - len(packed), start
        packed += document.bin[end : start + length]
        end = max(end, start + length)
        if start or shift:
            part["byteOffset"] = start - shift
    document.bin = packed
    if packed:
        document.json["buffers"][0]["byteLength"] = len(packed)
    return document


def _parts(json: Json) -> list[Json]:
    """All that names a range of a buffer."""
    views: list[Json] = json.get("bufferViews", [])
    compressed = (meshopt_views.extension(view) for view in views)
    return [part for part in chain(views, compressed) if part is not None]
