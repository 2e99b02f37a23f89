"""Every index in a document must name something that is there."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

from assets_pipeline.accessors import Json
from assets_pipeline.errors import AssetRejected

_VARIANTS = "extensions/KHR_materials_variants"
_PRIMITIVE = "meshes/*/primitives/*"
_LIGHTS = "extensions/KHR_lights_punctual"

REFERENCES = (  # where an index stands, and the array it points into
    ("scene", "scenes"),
    ("scenes/*/nodes/*", "nodes"),
    ("nodes/*/children/*", "nodes"),
    ("nodes/*/mesh", "meshes"),
    ("nodes/*/skin", "skins"),
    ("nodes/*/camera", "cameras"),
    (f"nodes/*/{_LIGHTS}/light", f"{_LIGHTS}/lights"),
    (f"{_PRIMITIVE}/attributes/*", "accessors"),
    (f"{_PRIMITIVE}/indices", "accessors"),
    (f"{_PRIMITIVE}/targets/*/*", "accessors"),
    (f"{_PRIMITIVE}/material", "materials"),
    (f"{_PRIMITIVE}/{_VARIANTS}/mappings/*/material", "materials"),
    (f"{_PRIMITIVE}/{_VARIANTS}/mappings/*/variants/*", f"{_VARIANTS}/variants"),
    (f"{_PRIMITIVE}/extensions/KHR_draco_mesh_compression/bufferView", "bufferViews"),
    ("skins/*/joints/*", "nodes"),
    ("skins/*/skeleton", "nodes"),
    ("skins/*/inverseBindMatrices", "accessors"),
    ("animations/*/channels/*/target/node", "nodes"),
    ("animations/*/samplers/*/input", "accessors"),
    ("animations/*/samplers/*/output", "accessors"),
    ("materials/*/*Texture/index", "textures"),
    ("materials/*/pbrMetallicRoughness/*Texture/index", "textures"),
    ("materials/*/extensions/*/*Texture/index", "textures"),
    ("textures/*/source", "images"),
    ("textures/*/sampler", "samplers"),
    ("textures/*/extensions/*/source", "images"),
    ("images/*/bufferView", "bufferViews"),
    ("accessors/*/bufferView", "bufferViews"),
    ("accessors/*/sparse/indices/bufferView", "bufferViews"),
    ("accessors/*/sparse/values/bufferView", "bufferViews"),
    ("bufferViews/*/buffer", "buffers"),
    ("bufferViews/*/extensions/*_meshopt_compression/buffer", "buffers"),
)


def find(value: Any, path: str, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """JSON pointers and values that a path with `*` for any key or index leads to."""
    if not path:
        yield pointer, value
        return
    head, _, rest = path.partition("/")
    for key in _keys(value, head):
        yield from find(value[key], rest, f"{pointer}/{key}")


def remap(json: Json, target: str, new: dict[int, int]) -> None:
    """Point every index into the array `target` to where its element went."""
    for path, array in REFERENCES:
        above, _, last = path.rpartition("/")
        for _, parent in find(json, above) if array == target else ():
            for key in _keys(parent, last):
                parent[key] = new[parent[key]]


def used(json: Json, target: str) -> list[int]:
    """Elements of the array `target` that something in the document names, in order."""
    paths = [path for path, array in REFERENCES if array == target]
    return sorted({index for path in paths for _, index in find(json, path)})


def _keys(value: Any, pattern: str) -> list[Any]:
    if isinstance(value, list):
        return list(range(len(value))) if pattern == "*" else []
    if not isinstance(value, dict):
        return []
    if "*" not in pattern:
        return [pattern] if pattern in value else []
    return [key for key in value if fnmatchcase(key, pattern)]


def check(json: Json, file: str) -> None:
    """Refuse an index that names nothing.

    Raises:
        AssetRejected: `reference_missing`.
    """
    for path, target in REFERENCES:
        count = max((len(found) for _, found in find(json, target) if _sized(found)), default=0)
        for pointer, index in find(json, path):
            if type(index) is not int or not 0 <= index < count:
                message = f"{index!r:.40} names none of the {count} {target.rpartition('/')[2]}"
                raise AssetRejected("reference_missing", message, file=file, pointer=pointer)
    for number, animation in enumerate(json.get("animations", [])):
        _check_channels(animation, number, file)


def _check_channels(animation: Json, number: int, file: str) -> None:
    """A channel's sampler is the one index that points into its own parent."""
    for place, channel in enumerate(animation["channels"]):
        if channel["sampler"] >= len(animation["samplers"]):
            pointer = f"/animations/{number}/channels/{place}/sampler"
            raise AssetRejected("reference_missing", "no such sampler", file=file, pointer=pointer)


def _sized(value: Any) -> bool:
    return isinstance(value, list)
