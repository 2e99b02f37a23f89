"""Parts of each kind are all there, and what no encoder may touch is the same, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assets_pipeline.accessors import Json
from assets_pipeline.document import Document
from assets_pipeline.fidelity.loss import Loss, called, missing, shown
from assets_pipeline.fidelity.matching import Pairs

ENCODINGS = {
    "EXT_meshopt_compression",
    "EXT_texture_avif",
    "EXT_texture_webp",
    "KHR_draco_mesh_compression",
    "KHR_mesh_quantization",
    "KHR_meshopt_compression",
    "KHR_texture_basisu",
    "KHR_texture_transform",  # how texture coordinates are put is compared by its effect
    "MSFT_texture_dds",
}
"""Extensions that say how something is written, not what it is."""

_SINGULAR = {
    "nodes": "node",
    "meshes": "mesh",
    "materials": "material",
    "skins": "skin",
    "animations": "clip",
    "cameras": "camera",
    "scenes": "scene",
}
_ELSEWHERE = {  # compared by other modules, or free to change
    "nodes": {"children", "mesh", "skin", "camera", "matrix", "translation", "rotation", "scale"},
    "meshes": {"primitives"},
    "materials": None,
    "skins": {"joints", "skeleton", "inverseBindMatrices"},
    "animations": {"channels", "samplers"},
    "cameras": set[str](),
    "scenes": {"nodes"},
}
_BYTES = {"accessors", "bufferViews", "buffers", "images", "textures", "samplers"}


def compare(before: Document, after: Document, pairs: Pairs) -> Iterator[Loss]:
    """Missing parts, changed names, extras, extensions, unknown keys and chunks."""
    one, two = before.json, after.json
    yield from _root(one, two)
    for key, skip in _ELSEWHERE.items():
        chosen = getattr(pairs, key)
        for number, item in enumerate(one.get(key, [])):
            word, pointer = called(_SINGULAR[key], number, item), f"/{key}/{number}"
            if number not in chosen:
                yield Loss(_SINGULAR[key], pointer, word, "all of it")
            elif skip is not None:
                yield from verbatim(item, two[key][chosen[number]], skip, word, pointer)
    for number, chunk in enumerate(before.chunks):
        if chunk not in after.chunks:
            yield Loss("chunk", "", f"chunk {number}", f"{len(chunk[1])} bytes")


def verbatim(one: Json, two: Json, skip: set[str], where: str, pointer: str) -> Iterator[Loss]:
    """Differences of two parts, but for the keys in `skip` and extensions that only encode."""
    kept = {key: value for key, value in one.items() if key not in skip}
    if "extensions" in kept:
        kept["extensions"] = known = without_encodings(kept["extensions"])
        if not known:
            del kept["extensions"]
    for place, first, second in missing(kept, two):
        yield Loss(_kind(place), pointer + place, where, _told(place, first), _becomes(second))


def without_encodings(extensions: Json) -> Json:
    """Extensions that say something about the thing itself."""
    return {name: value for name, value in extensions.items() if name not in ENCODINGS}


def _kind(place: str) -> str:
    head = place.split("/")[1]
    return {"extensions": "extension", "weights": "morph"}.get(head, head)


def _told(place: str, value: Any) -> str:
    return f"{place[1:]} {shown(value)}"


def _becomes(value: Any) -> str:
    return "" if value is None else shown(value)


def _root(one: Json, two: Json) -> Iterator[Loss]:
    asset = {key: value for key, value in one["asset"].items() if key != "generator"}
    yield from verbatim(asset, two["asset"], set(), "asset", "/asset")
    skip = {"asset", "scene", "extensionsUsed", "extensionsRequired", *_ELSEWHERE, *_BYTES}
    yield from verbatim(one, two, skip, "document", "")
    for name in one.get("extensionsUsed", []):
        if name not in ENCODINGS and name not in two.get("extensionsUsed", []):
            yield Loss("extension", "/extensionsUsed", "document", name)
