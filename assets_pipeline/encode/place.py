"""Where in the document an accessor is named, and the stream it will be."""

from __future__ import annotations

from typing import NamedTuple

from assets_pipeline.accessors import Json
from assets_pipeline.encode.stream import Stream


class Place(NamedTuple):
    """`parent[key]` is to name an accessor of this stream."""

    parent: Json
    key: str
    stream: Stream
    kind: str
    """`vertex`, `triangles`, `sequence` (other indices) or `data`."""
    minmax: bool = False
