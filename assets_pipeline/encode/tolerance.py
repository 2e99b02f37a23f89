"""How far the vertices of each mesh may move, in its own units."""

from __future__ import annotations

import numpy as np

from assets_pipeline import scene
from assets_pipeline.accessors import Array, Json
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected

SHARE = 2.0**-14
"""Of the diagonal of all that the asset shows: no vertex moves further."""
COARSEST = 2.0**-13
"""Of a mesh's own diagonal: nor further than this, so that small parts of large scenes stay good."""


def tolerances(document: Document) -> dict[int, float]:
    """For each POSITION accessor the largest move that every mesh with it can bear."""
    json = document.json
    whole = _asset_diagonal(document) * SHARE
    shown = scales(json)
    found: dict[int, float] = {}
    for number, mesh in enumerate(json.get("meshes", [])):
        primitives = [p["attributes"] for p in mesh["primitives"]]
        used = {names["POSITION"] for names in primitives if "POSITION" in names}
        if used:
            own = _mesh_diagonal(document, sorted(used))
            scale = shown.get(number)
            shared = whole / scale if scale else 0.0
            move = min(own * COARSEST, max(own * SHARE, shared))
            found |= {index: min(move, found.get(index, move)) for index in used}
    return found


def diagonal(low: Array, high: Array) -> float:
    """Length between two corners, each of shape (3,)."""
    x, y, z = (float(side) for side in high.astype(np.float64) - low)
    return float(np.sqrt(x * x + y * y + z * z))


def _mesh_diagonal(document: Document, indices: list[int]) -> float:
    tables = [scene.floats(document, index) for index in indices]
    low = np.min([table.min(axis=0) for table in tables], axis=0)
    high = np.max([table.max(axis=0) for table in tables], axis=0)
    return diagonal(low, high)


def _asset_diagonal(document: Document) -> float:
    try:
        return diagonal(*scene.bounds(document))
    except AssetRejected:  # shows nothing: each mesh for itself
        return 0.0


def scales(json: Json) -> dict[int, float]:
    """Largest scale at which each mesh is shown; none where joints or instances decide."""
    found: dict[int, float] = {}
    unclear: set[int] = set()
    for number, world in scene.world_matrices(json).items():
        node = json["nodes"][number]
        if "mesh" not in node:
            continue
        if "skin" in node or "EXT_mesh_gpu_instancing" in node.get("extensions", {}):
            unclear.add(node["mesh"])
        x, y, z = world[:3, :3].T
        scale = max(float(np.sqrt((axis * axis).sum())) for axis in (x, y, z))
        found[node["mesh"]] = max(scale, found.get(node["mesh"], 0.0))
    return {mesh: scale for mesh, scale in found.items() if mesh not in unclear}
