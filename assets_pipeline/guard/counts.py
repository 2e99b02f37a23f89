"""How many parts a document may have, and how much they may stand for when all is drawn.

A kilobyte of JSON can name one mesh a thousand times: what is drawn is counted, not what is stored.
"""

from __future__ import annotations

from assets_pipeline import accessors
from assets_pipeline.accessors import Json
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import limits, references

_DRACO = "KHR_draco_mesh_compression"
_INSTANCES = "EXT_mesh_gpu_instancing"


def check_parts(json: Json, file: str = "") -> None:
    """Refuse too many elements, before anything is done for each.

    Raises:
        AssetRejected: `too_many_parts`.
    """
    found = {key: len(json.get(key, [])) for key in limits.PARTS}
    found["meshes"] = sum(len(mesh["primitives"]) for mesh in json.get("meshes", []))
    for key, most in {**limits.PARTS, "meshes": limits.PRIMITIVES}.items():
        if found[key] > most:
            message = f"{found[key]} {'primitives' if key == 'meshes' else key}, more than {most}"
            raise AssetRejected("too_many_parts", message, file=file, pointer=f"/{key}")


def check(json: Json, file: str = "") -> None:
    """Refuse what multiplies beyond the limits; looks at no byte outside the JSON.

    Args:
        json: whose types and references are sound.
        file: its name, for the refusal.

    Raises:
        AssetRejected: `too_many_triangles`, `too_many_vertices`, `decoded_too_large`.
    """
    _check_primitives(json, file)
    _check_empty(json, file)
    _check_drawn(json, file)


def _check_primitives(json: Json, file: str) -> None:
    """Triangles and bytes of all primitives, each accessor counted where it is used."""
    arrays = json.get("accessors", [])
    corners = used = 0
    for pointer, primitive in references.find(json, "meshes/*/primitives/*"):
        groups = [primitive["attributes"], *primitive.get("targets", [])]
        own = sum(_size(arrays[index]) for group in groups for index in group.values())
        used += own
        shown = primitive.get("indices", next(iter(primitive["attributes"].values()), -1))
        corners += arrays[shown]["count"] if shown >= 0 else 0
        if corners > 3 * limits.TRIANGLES:
            message = f"over {limits.TRIANGLES} triangles"
            raise AssetRejected("too_many_triangles", message, file=file, pointer=pointer)
        if own > limits.DECODED_BYTES or used > limits.USED_BYTES:
            message = f"{own} bytes of vertices here, {used} up to here"
            raise AssetRejected("decoded_too_large", message, file=file, pointer=pointer)


def _size(accessor: Json) -> int:
    return int(accessor["count"] * accessors.element_bytes(accessor))


def _check_empty(json: Json, file: str) -> None:
    """Accessors without bytes are all zeros, but for those that a Draco stream fills."""
    filled: set[int] = set()
    for _, primitive in references.find(json, "meshes/*/primitives/*"):
        if _DRACO in primitive.get("extensions", {}):
            filled |= {primitive.get("indices", -1), *primitive["attributes"].values()}
    total = 0
    for number, accessor in enumerate(json.get("accessors", [])):
        if "bufferView" not in accessor and number not in filled:
            total += _size(accessor)
        if total > limits.EMPTY_BYTES:
            pointer = f"/accessors/{number}"
            message = f"over {limits.EMPTY_BYTES} bytes that are not in the file"
            raise AssetRejected("decoded_too_large", message, file=file, pointer=pointer)


def _check_drawn(json: Json, file: str) -> None:
    """Vertices of all nodes, instances counted each; a skinned one costs as much as several."""
    arrays = json.get("accessors", [])
    sizes = [
        sum(
            arrays[next(iter(part["attributes"].values()))]["count"]
            for part in mesh["primitives"]
            if part["attributes"]
        )
        for mesh in json.get("meshes", [])
    ]
    drawn = 0
    for number, node in enumerate(json.get("nodes", [])):
        if "mesh" in node:
            share = limits.SKINNED if "skin" in node else 1
            drawn += sizes[node["mesh"]] * share * _copies(json, node)
        if drawn > limits.DRAWN_VERTICES:
            message = f"over {limits.DRAWN_VERTICES} vertices drawn"
            raise AssetRejected("too_many_vertices", message, file=file, pointer=f"/nodes/{number}")


def _copies(json: Json, node: Json) -> int:
    """How often EXT_mesh_gpu_instancing shows a node's mesh."""
    said = node.get("extensions", {}).get(_INSTANCES, {}).get("attributes", {})
    if not isinstance(said, dict):
        return 1
    arrays = json.get("accessors", [])
    counts = [
        arrays[i]["count"] for i in said.values() if type(i) is int and i in range(len(arrays))
    ]
    return max(counts, default=1)
