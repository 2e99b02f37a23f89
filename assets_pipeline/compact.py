"""A document without the accessors, views, images and textures that nothing names any more."""

from __future__ import annotations

from assets_pipeline import meshopt_views
from assets_pipeline.document import Document
from assets_pipeline.guard import references

KNOWN = {
    "EXT_meshopt_compression",
    "EXT_texture_avif",
    "EXT_texture_webp",
    "KHR_lights_punctual",
    "KHR_mesh_quantization",
    "KHR_meshopt_compression",
    "KHR_texture_basisu",
    "KHR_texture_transform",
    "KHR_xmp_json_ld",
    "NEEDLE_progressive",
}
"""Extensions whose indices `references` knows, beside all of `KHR_materials_*`."""


def possible(document: Document) -> bool:
    """Whether elements may be renumbered: an unknown extension could hold indices of its own."""
    names = document.json.get("extensionsUsed", [])
    return all(name in KNOWN or name.startswith("KHR_materials_") for name in names)


def compact(document: Document) -> Document:
    """The same asset with unused bytes left out and compressed views laid open."""
    json = document.json
    for target in ("textures", "images", "accessors"):
        keep = references.used(json, target)
        references.remap(json, target, {old: new for new, old in enumerate(keep)})
        _set(document, target, [json[target][index] for index in keep])
    keep = references.used(json, "bufferViews")
    views = [(json["bufferViews"][index], document.view(index)[0]) for index in keep]
    references.remap(json, "bufferViews", {old: new for new, old in enumerate(keep)})
    small = Document({**json, "bufferViews": [], "buffers": [{"byteLength": 1}]})
    for view, data in views:
        fields = {key: view[key] for key in ("byteStride", "target", "name") if key in view}
        small.add_view(data, **fields)
    for target in ("bufferViews", "buffers"):
        _set(small, target, small.json[target] if views else [])
    for key in ("extensionsUsed", "extensionsRequired"):
        names = [name for name in json.get(key, []) if name not in meshopt_views.NAMES]
        _set(small, key, names)
    return small


def _set(document: Document, key: str, items: list[object]) -> None:
    """Put a top-level array, or leave it out where it would be empty, as glTF demands."""
    if items:
        document.json[key] = items
    else:
        document.json.pop(key, None)
