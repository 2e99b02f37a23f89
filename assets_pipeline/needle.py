"""A file that viewers with Needle's gltf-progressive stream: it holds the first level, names the rest.

Every mesh and texture of every level carries `NEEDLE_progressive` with one `guid`; in the root file
it also lists where the finer ones lie, finest first. Names from the types that the MIT package
`@needle-tools/gltf-progressive` 3.3.5 publishes. Its loader takes a path for a GLB only when it ends
in `.glb`; a blob's address is its hash alone, so that a fragment, which no server sees, says it.
"""

from __future__ import annotations

import copy
from typing import Any, NamedTuple

from assets_pipeline import surfaces
from assets_pipeline.accessors import Json
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import pictures

EXTENSION = "NEEDLE_progressive"
SUFFIX = "#.glb"

_TARGETS = ("meshes", "textures")


class Stored(NamedTuple):
    """A level as it was stored."""

    sha256: str
    document: Document


def tag(document: Document, name: str) -> Document:
    """The same asset, its meshes and textures with ids that all levels made of it will share.

    Args:
        document: not changed.
        name: unlike that of any other asset; a hash of it.
    """
    if EXTENSION in document.json.get("extensionsUsed", []):
        return document
    tagged = Document(copy.deepcopy(document.json), document.bin, document.chunks)
    for target in _TARGETS:
        for number, each in enumerate(tagged.json.get(target, [])):
            guid = f"{name}-{target[0]}{number}"
            each["extensions"] = {**each.get("extensions", {}), EXTENSION: {"guid": guid}}
    if any(tagged.json.get(target) for target in _TARGETS):
        tagged.use_extension(EXTENSION)
    return tagged


def root(first: Document, finer: list[Stored]) -> Document:
    """The first level with the addresses of the finer ones.

    Args:
        first: the coarsest level, encoded; not changed.
        finer: the other levels, finest first; they lie in the same folder.
    """
    made = Document(copy.deepcopy(first.json), first.bin, first.chunks)
    worlds = [(one, _found(one.document)) for one in finer]
    for target in _TARGETS:
        for each in made.json.get(target, []):
            own = each.get("extensions", {}).get(EXTENSION, {})
            levels = [
                _level(stored, target, found[own["guid"]])
                for stored, found in worlds
                if own.get("guid") in found
            ]
            if levels:
                own["lods"] = levels
                own |= {"density": 0} if target == "meshes" else {}
    return made


def _found(document: Document) -> dict[str, Json]:
    """Meshes and textures by their id."""
    found: dict[str, Json] = {}
    for target in _TARGETS:
        for each in document.json.get(target, []):
            own = each.get("extensions", {}).get(EXTENSION, {})
            found |= {own["guid"]: each} if "guid" in own else {}
    return found


def _level(stored: Stored, target: str, each: Json) -> dict[str, Any]:
    path = stored.sha256 + SUFFIX
    describe = _mesh if target == "meshes" else _texture
    return {"path": path, **describe(stored.document, each)}


def _mesh(document: Document, mesh: Json) -> dict[str, Any]:
    """Counts and densities of a mesh.

    The viewer divides a density by the share of the screen that the mesh covers and compares with
    the triangles that a full screen may have: so it is the number of triangles.
    """
    json, primitives = document.json, mesh["primitives"]
    places = [json["accessors"][each["attributes"]["POSITION"]] for each in primitives
              if "POSITION" in each["attributes"]]  # fmt: skip
    counts = [surfaces.count(json, each) for each in primitives]
    return {
        "vertexCount": sum(place["count"] for place in places),
        "indexCount": 3 * sum(counts),
        "densities": counts,
        "density": max(counts, default=0),
    }


def _texture(document: Document, texture: Json) -> dict[str, Any]:
    """Pixels of a texture's picture; zero where its size cannot be read."""
    webp = texture.get("extensions", {}).get("EXT_texture_webp", {})
    source = webp.get("source", texture.get("source"))
    try:
        width, height = (0, 0) if source is None else pictures.size(document.image_bytes(source))
    except AssetRejected:
        width, height = 0, 0
    return {"width": width, "height": height}
