"""What is in a document, counted: so that a loss shows where a validator sees none."""

from __future__ import annotations

import hashlib
from typing import Any

from assets_pipeline import lods
from assets_pipeline.accessors import Json
from assets_pipeline.document import Document
from assets_pipeline.guard import references

_COUNTED = (
    "nodes",
    "meshes",
    "skins",
    "animations",
    "materials",
    "textures",
    "accessors",
    "cameras",
)
_LIGHTS = "extensions/KHR_lights_punctual/lights/*"


def variants(json: Json) -> list[str]:
    """Names of the document's `KHR_materials_variants`."""
    found = references.find(json, "extensions/KHR_materials_variants/variants/*")
    named = enumerate(variant for _, variant in found)
    return [str(v.get("name", n)) if isinstance(v, dict) else str(n) for n, v in named]


def features(document: Document) -> dict[str, Any]:
    """Counts and names of all that a careless writer could lose."""
    json = document.json
    primitives = [found for _, found in references.find(json, "meshes/*/primitives/*")]
    found = {key: len(json.get(key, [])) for key in _COUNTED}
    return found | {
        "node_names": sorted(node["name"] for node in json.get("nodes", []) if "name" in node),
        "primitives": len(primitives),
        "triangles": lods.triangles(document),
        "morph_targets": sum(len(primitive.get("targets", [])) for primitive in primitives),
        "attributes": _attributes(primitives),
        "uv_sets": len({name for name in _attributes(primitives) if name.startswith("TEXCOORD_")}),
        "variants": variants(json),
        "lights": len(list(references.find(json, _LIGHTS))),
        "extensions": sorted(json.get("extensionsUsed", [])),
        "material_extensions": _material_extensions(json),
        "images": [_image(document, index) for index in range(len(json.get("images", [])))],
        "extras": _extras(json),
        "copyright": str(json["asset"].get("copyright", "")),
    }


def _attributes(primitives: list[Json]) -> dict[str, int]:
    names = [name for primitive in primitives for name in primitive["attributes"]]
    return {name: names.count(name) for name in sorted(set(names))}


def _material_extensions(json: Json) -> list[str]:
    """One line per use, such as `2 leather: KHR_materials_sheen`."""
    return [
        f"{number} {material.get('name', '')}: {name}"
        for number, material in enumerate(json.get("materials", []))
        for name in sorted(material.get("extensions", {}))
    ]


def _image(document: Document, index: int) -> str:
    data = document.image_bytes(index)
    return f"{hashlib.sha256(data).hexdigest()} {len(data)}"


def _extras(json: Json) -> int:
    """How many objects carry extras, anywhere in the document."""
    count, waiting = 0, [json]
    while waiting:
        value: Any = waiting.pop()
        if isinstance(value, dict):
            count += "extras" in value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return count


def difference(first: dict[str, Any], second: dict[str, Any]) -> list[str]:
    """What two feature tables do not share, in words, one line each."""
    lines: list[str] = []
    for key, one in first.items():
        two = second[key]
        if isinstance(one, list):
            lines += [f"{key}: {item} only in the first" for item in _less(one, two)]
            lines += [f"{key}: {item} only in the second" for item in _less(two, one)]
        elif one != two:
            lines.append(f"{key}: {one!r} in the first, {two!r} in the second")
    return lines


def _less(some: list[str], others: list[str]) -> list[str]:
    rest = list(others)
    missing = []
    for item in some:
        if item in rest:
            rest.remove(item)
        else:
            missing.append(item)
    return missing
