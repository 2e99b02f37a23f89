"""The first level of detail: a whole small GLB that can be shown long before the file is there."""

from __future__ import annotations

import copy
from typing import NamedTuple

import numpy as np
import wasmtime
from numpy.typing import NDArray

from assets_pipeline import accessors, compact, scene, simplify, textures, weld
from assets_pipeline.accessors import Array, Json
from assets_pipeline.document import Document

RATIO = 0.15
"""Share of triangles aimed at."""
ERROR = 0.02
"""Largest deviation, as a share of the mesh's largest side: shape goes before the ratio."""
WORTH = 0.6
"""A level that is not below this share of the file's bytes is not worth a second request."""

_TRIANGLES = 4
_SMALL = 64
_WEIGHTS = {"NORMAL": 0.5, "TEXCOORD_0": 1.0, "COLOR_0": 0.5}


class Coarse(NamedTuple):
    """A small GLB, its triangles, and its largest deviation in the file's units."""

    glb: bytes
    triangles: int
    error: float


def triangles(document: Document) -> int:
    """Triangles of all meshes that the default scene shows, instances counted each."""
    json, total = document.json, 0
    for number in scene.world_matrices(json):
        mesh = json["nodes"][number].get("mesh")
        for primitive in json["meshes"][mesh]["primitives"] if mesh is not None else ():
            total += _count(json, primitive)
    return total


def _count(json: Json, primitive: Json) -> int:
    mode = primitive.get("mode", _TRIANGLES)
    index = primitive.get("indices", next(iter(primitive["attributes"].values()), None))
    if mode < _TRIANGLES or index is None:
        return 0
    count: int = json["accessors"][index]["count"]
    return count // 3 if mode == _TRIANGLES else max(0, count - 2)


def coarse(document: Document, tool: simplify.Simplifier) -> Coarse | None:
    """The first level, or None where it would not be much smaller than the document.

    Materials, nodes, skins and morph targets stay; animations, which play on the finest level, are
    left out. Vertices are a subset of the document's own, so their attributes are exact.
    """
    if not compact.possible(document):
        return None
    small = Document(copy.deepcopy(document.json), document.bin)
    small.json.pop("animations", None)
    tool.refuel()
    try:
        error = _simplify_meshes(small, tool)
    except (wasmtime.WasmtimeError, wasmtime.Trap):  # out of fuel or memory
        simplify.simplifier.cache_clear()
        return None
    small = compact.compact(textures.optimise(small, textures.COARSE_PX))
    glb = small.to_glb()
    if len(glb) >= WORTH * len(document.to_glb()):
        return None
    return Coarse(glb, triangles(small), error)


def _simplify_meshes(document: Document, tool: simplify.Simplifier) -> float:
    """Simplify each primitive in place; the largest deviation in the world."""
    json, largest = document.json, 0.0
    scales: dict[int, float] = {}
    for number, world in scene.world_matrices(json).items():
        mesh = json["nodes"][number].get("mesh", -1)
        scale = float(np.linalg.norm(world[:3, :3], axis=0).max())
        scales[mesh] = max(scales.get(mesh, 0.0), scale)
    for number, mesh in enumerate(json.get("meshes", [])):
        for primitive in mesh["primitives"]:
            if _fit(json, primitive):
                error = _simplify_primitive(document, primitive, tool)
                largest = max(largest, error * scales.get(number, 0.0))
    return largest


def _fit(json: Json, primitive: Json) -> bool:
    """Whether a primitive is made of plain triangles, enough of them to have some to spare."""
    plain = "KHR_draco_mesh_compression" not in primitive.get("extensions", {})
    mode, attributes = primitive.get("mode", _TRIANGLES), primitive["attributes"]
    enough = _count(json, primitive) > _SMALL
    return plain and enough and mode == _TRIANGLES and "POSITION" in attributes


def _simplify_primitive(document: Document, primitive: Json, tool: simplify.Simplifier) -> float:
    """Replace indices and vertices of one primitive; its deviation in its own units."""
    attributes = primitive["attributes"]
    positions = scene.floats(document, attributes["POSITION"])
    weights: list[float] = []
    shading = [np.zeros((len(positions), 0), np.float32)]
    for name, weight in _WEIGHTS.items():
        if name in attributes:
            shading.append(scene.floats(document, attributes[name]))
            weights += [weight] * shading[-1].shape[1]
    indices = _indices(document, primitive, len(positions))
    target = max(_SMALL, int(len(indices) // 3 * RATIO)) * 3
    surface = simplify.Surface(
        indices, positions, np.hstack(shading), np.array(weights, np.float32)
    )
    found, error = tool.simplify(surface, target=target, error=ERROR)
    if not len(found):
        return 0.0
    _subset(document, primitive, found)
    side = float((positions.max(axis=0) - positions.min(axis=0)).max())
    return error * side


def _indices(document: Document, primitive: Json, count: int) -> NDArray[np.uint32]:
    """Triangle indices (3 t,), exactly equal vertices joined so that they count as one."""
    everything = [primitive["attributes"], *primitive.get("targets", [])]
    rows = [
        np.ascontiguousarray(document.accessor(index)).view(np.uint8).reshape(count, -1)
        for group in everything
        for index in group.values()
    ]
    first, kind = weld.weld(np.hstack(rows))
    own = document.accessor(primitive["indices"]) if "indices" in primitive else np.arange(count)
    joined: NDArray[np.uint32] = first[kind][own].astype(np.uint32)
    return joined[: len(joined) // 3 * 3]


def _subset(document: Document, primitive: Json, indices: NDArray[np.uint32]) -> None:
    """Keep the vertices that are still used; their values stay exact."""
    kept, local = np.unique(indices, return_inverse=True)
    kind = np.uint16 if len(kept) < 0xFFFF else np.uint32
    flat = local.reshape(-1).astype(kind)
    primitive["indices"] = document.add_accessor(flat, target=accessors.ELEMENT_ARRAY_BUFFER)
    for group in [primitive["attributes"], *primitive.get("targets", [])]:
        for name, index in group.items():
            old = document.json["accessors"][index]
            values: Array = document.accessor(index)[kept]
            group[name] = document.add_accessor(
                values,
                target=accessors.ARRAY_BUFFER,
                normalized=bool(old.get("normalized")),
                minmax=name == "POSITION",
            )
