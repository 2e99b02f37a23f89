"""Accessors and views that must stay as they are, because something unknown may name them."""

from __future__ import annotations

from typing import Any, NamedTuple

from assets_pipeline import compact, meshopt_views
from assets_pipeline.accessors import Json

_KNOWN = {
    *compact.KNOWN,
    "EXT_mesh_gpu_instancing",
    "KHR_materials_variants",
    "KHR_texture_transform",
}


class Held(NamedTuple):
    """Indices that keep their place and their bytes."""

    accessors: set[int]
    views: set[int]


def find(json: Json) -> Held:
    """What the numbers inside unknown extensions could mean, and what has extras of its own.

    An index in an extension is a number in its JSON; what is not among these numbers is not meant.
    """
    numbers = _numbers(json)
    accessors = numbers & set(range(len(json.get("accessors", []))))
    views = numbers | {
        index
        for index, view in enumerate(json.get("bufferViews", []))
        if "extras" in view or set(view.get("extensions", {})) - set(meshopt_views.NAMES)
    }
    accessors |= {
        index for index, each in enumerate(json.get("accessors", [])) if _views(each) & views
    }
    for index in accessors:
        views |= _views(json["accessors"][index])
    return Held(accessors, views & set(range(len(json.get("bufferViews", [])))))


def _views(accessor: Json) -> set[int]:
    sparse = accessor.get("sparse", {})
    parts = [accessor, sparse.get("indices", {}), sparse.get("values", {})]
    return {part["bufferView"] for part in parts if "bufferView" in part}


def _numbers(json: Json) -> set[int]:
    """All whole numbers in the blocks of unknown extensions, anywhere in the document."""
    found: set[int] = set()
    waiting: list[tuple[Any, bool]] = [(json, False)]
    while waiting:
        value, inside = waiting.pop()
        if isinstance(value, dict):
            for key, part in value.items():
                if key == "extensions" and isinstance(part, dict):
                    waiting += [(block, inside or not _known(name)) for name, block in part.items()]
                elif key != "extras":
                    waiting.append((part, inside))
        elif isinstance(value, list):
            waiting += [(part, inside) for part in value]
        elif inside and isinstance(value, int | float) and value == int(value):
            found.add(int(value))
    return found


def _known(name: str) -> bool:
    return name in _KNOWN or name.startswith("KHR_materials_")
