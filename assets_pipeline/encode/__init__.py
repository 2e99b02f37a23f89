"""A whole document in fewer bytes: quantised, reordered, compressed; nothing in it lost.

Nodes, skins, materials, animations and everything unknown stay as they are; accessors and views are
written anew. The same document gives the same bytes on every machine.
"""

from __future__ import annotations

import copy

from assets_pipeline.accessors import Json
from assets_pipeline.document import Document
from assets_pipeline.encode import codec, geometry, held, shorten, tracks, writer
from assets_pipeline.encode.place import Place
from assets_pipeline.encode.stream import exact
from assets_pipeline.guard import references

_OTHERS = {
    "skins/*": "matrices",
    "nodes/*/extensions/EXT_mesh_gpu_instancing/attributes": "instances",
}
"""Where else accessors are named, and what kind these are."""


def encode(document: Document, *, extension: str = codec.EXT) -> Document:
    """The same asset for delivery.

    Args:
        document: checked; not changed.
        extension: `codec.EXT`, or `codec.KHR` which is smaller and newer; empty: quantised and
            reordered only, as a validator can read it.
    """
    json = copy.deepcopy(document.json)
    keep = held.find(json)
    places = [
        *geometry.places(document, json, keep.accessors),
        *tracks.places(document, json, keep.accessors),
        *_others(document, json, keep.accessors),
    ]
    finished = writer.Writer(document, json, keep, extension).write(places)
    shorten.shorten(finished.json)
    return finished


def _others(document: Document, json: Json, keep: set[int]) -> list[Place]:
    """Bind matrices, instances: values as they are."""
    found = []
    for path, kind in _OTHERS.items():
        for _, parent in references.find(json, path):
            keys = ["inverseBindMatrices"] if path.startswith("skins") else list(parent)
            for key in keys:
                if key in parent and parent[key] not in keep:
                    index = parent[key]
                    normalized = bool(document.json["accessors"][index].get("normalized"))
                    stream = exact(document.accessor(index), normalized=normalized)
                    found.append(Place(parent, key, stream, kind))
    return found
