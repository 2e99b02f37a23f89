"""Streams become buffer views: like ones share a view, and each is compressed where that pays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from assets_pipeline import accessors
from assets_pipeline.accessors import Json
from assets_pipeline.encode import codec
from assets_pipeline.encode.stream import Stream

_EXTENSION_JSON = 140
"""Bytes of JSON that say how a view is compressed; the filter's name comes on top."""
_FIRST_JSON = 200
"""Bytes of JSON that come with the first compressed view: extension names, the second buffer."""
_TARGETS = {"vertex": 34962, "triangles": 34963, "sequence": 34963}
_WIDEST = 256

Item = tuple[Stream, str]
"""A stream and the kind of its `Place`."""


class View(NamedTuple):
    """Streams that stand one behind the other in one view."""

    items: list[int]
    fields: Json
    """`byteStride` and `target`, where the view has them."""
    plain: bytes
    extension: Json
    """`byteStride`, `count`, `mode` and `filter` of the compressed form."""
    compressed: bytes
    """Empty where the view stays plain."""

    @property
    def saving(self) -> int:
        """Bytes that compression saves, what its JSON costs taken off."""
        name = len(self.extension.get("filter", "")) + 12
        return len(self.plain) - len(self.compressed) - _EXTENSION_JSON - name


def group(items: list[Item], extension: str) -> list[View]:
    """Views of all items, compressed where that makes the file smaller.

    Args:
        items: no two alike.
        extension: name of the compression to use; empty for none.
    """
    views = [_view(numbers, items, extension) for numbers in _bundles(items).values()]
    if not extension:
        return views
    good = [view.saving > 0 for view in views]
    gain = sum(view.saving for view in views if view.saving > 0)
    if gain <= _FIRST_JSON:
        good = [False] * len(views)
    if all(good):
        return views
    kept = [view for view, compress in zip(views, good, strict=True) if compress]
    rest = sorted(
        n for view, compress in zip(views, good, strict=True) if not compress for n in view.items
    )
    plain = _plain_bundles(items, rest)
    return [*kept, *(_view(numbers, items, "") for numbers in plain.values())]


def _bundles(items: list[Item]) -> dict[object, list[int]]:
    """Items by what they must share to be compressed together; every index list stands alone."""
    found: dict[object, list[int]] = {}
    for number, (stream, kind) in enumerate(items):
        alone = number if kind in {"triangles", "sequence"} else -1
        key = (kind, stream.filter, stream.rows.shape[1], stream.values.itemsize, alone)
        found.setdefault(key, []).append(number)
    return found


def _plain_bundles(items: list[Item], numbers: list[int]) -> dict[object, list[int]]:
    """Items that stay plain, by what a view demands of all that stands in it."""
    found: dict[object, list[int]] = {}
    for number in numbers:
        stream, kind = items[number]
        stride = stream.rows.shape[1] if kind == "vertex" else 0
        found.setdefault((_TARGETS.get(kind, kind), stride), []).append(number)
    return found


def packed(item: Item) -> bytes:
    """Plain bytes of an item; vertices start at multiples of four, others are tight."""
    stream, kind = item
    return accessors.pack(stream.values, aligned=kind == "vertex")[0]


def _view(numbers: list[int], items: list[Item], extension: str) -> View:
    stream, kind = items[numbers[0]]
    fields: Json = {}
    if kind == "vertex" and (len(numbers) > 1 or stream.rows.shape[1] != stream.row_bytes):
        fields["byteStride"] = stream.rows.shape[1]
    if kind in _TARGETS:
        fields["target"] = _TARGETS[kind]
    parts = [packed(items[number]) for number in numbers]
    plain = b"".join([*map(_aligned, parts[:-1]), parts[-1]])
    if not extension:
        return View(numbers, fields, plain, {}, b"")
    streams = [items[number][0] for number in numbers]
    return View(numbers, fields, plain, *_compressed(streams, kind, extension))


def _aligned(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _compressed(streams: list[Stream], kind: str, extension: str) -> tuple[Json, bytes]:
    """What the extension says of a view, and its bytes; the plain ones where it cannot hold them."""
    first, count = streams[0], sum(len(stream.values) for stream in streams)
    if kind in {"triangles", "sequence"}:
        encode, mode = {
            "triangles": (codec.triangles, "TRIANGLES"),
            "sequence": (codec.sequence, "INDICES"),
        }[kind]
        said: Json = {"byteStride": first.values.itemsize, "count": count, "mode": mode}
        return said, encode(first.values)
    rows = np.concatenate([stream.rows for stream in streams])
    tight = kind == "vertex" or all(s.row_bytes == s.rows.shape[1] for s in streams)
    if not tight or rows.shape[1] > _WIDEST:
        return {}, b"".join(packed((stream, kind)) for stream in streams)
    said = {"byteStride": rows.shape[1], "count": count, "mode": "ATTRIBUTES"}
    if first.filter != "NONE":
        said["filter"] = first.filter
    return said, codec.attributes(rows, extension)
