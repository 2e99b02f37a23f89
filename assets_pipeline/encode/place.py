"""Where in the document an accessor is named, and the stream it will be."""

from __future__ import annotations

from typing import NamedTuple

from assets_pipeline import accessors
from assets_pipeline.accessors import Json
from assets_pipeline.encode.shorten import short
from assets_pipeline.encode.stream import Stream

_FLOATS = {"POSITION", "NORMAL", "TANGENT"}
"""Vertex attributes that are float32 in a file without KHR_mesh_quantization."""


class Place(NamedTuple):
    """`parent[key]` is to name an accessor of this stream."""

    parent: Json
    key: str
    stream: Stream
    kind: str
    """`vertex`, `triangles`, `sequence` (other indices), `animation`, `matrices` or `instances`:
    a view holds accessors of one kind only (glTF 2.0, 3.6.2.3; gltf-validator refuses others)."""
    minmax: bool = False

    @property
    def described(self) -> Json:
        """The accessor without its view."""
        values, normalized = self.stream.values, self.stream.normalized
        said = accessors.describe(values, normalized=normalized, minmax=False)
        if self.minmax:
            table = values.reshape(len(values), -1)
            said["min"] = [short(value) for value in table.min(axis=0).tolist()]
            said["max"] = [short(value) for value in table.max(axis=0).tolist()]
        return said

    @property
    def beyond_core(self) -> bool:
        """Whether only KHR_mesh_quantization allows this type for this vertex attribute."""
        floats = self.stream.values.dtype.kind == "f"
        return self.kind == "vertex" and self.key in _FLOATS and not floats
