"""Where things stand: world matrices, positions and bounds of a document in its rest pose."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.accessors import Array, Json
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import limits

Floats = NDArray[np.float64]

_STEPS = {"i1": 127, "u1": 255, "i2": 32767, "u2": 65535}


def floats(document: Document, index: int) -> Array:
    """Values of an accessor as float32, normalised integers scaled to 0..1 or -1..1."""
    values = document.accessor(index)
    step = _STEPS.get(values.dtype.str[1:])
    if not document.json["accessors"][index].get("normalized") or step is None:
        return values.astype(np.float32)
    scaled: Array = np.maximum(values.astype(np.float32) / np.float32(step), np.float32(-1))
    return scaled


def local_matrix(node: Json) -> Floats:
    """Matrix (4, 4) of a node, column vectors; from its matrix, or translation, rotation, scale."""
    if "matrix" in node:
        return np.array(node["matrix"], np.float64).reshape(4, 4).T
    x, y, z, w = node.get("rotation", (0.0, 0.0, 0.0, 1.0))
    rotation = np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )
    matrix = np.eye(4)
    matrix[:3, :3] = rotation * np.array(node.get("scale", (1.0, 1.0, 1.0)))
    matrix[:3, 3] = node.get("translation", (0.0, 0.0, 0.0))
    return matrix


def roots(json: Json) -> list[int]:
    """Root nodes of the default scene; of all there are, where the file has no scene."""
    scenes = json.get("scenes", [])
    if scenes:
        shown: list[int] = scenes[json.get("scene", 0)].get("nodes", [])
        return shown
    nodes = json.get("nodes", [])
    below = {child for node in nodes for child in node.get("children", [])}
    return [node for node in range(len(nodes)) if node not in below]


def world_matrices(json: Json) -> dict[int, Floats]:
    """World matrix (4, 4) of every node that the default scene shows."""
    nodes = json.get("nodes", [])
    found: dict[int, Floats] = {}
    waiting = [(node, np.eye(4)) for node in roots(json)]
    while waiting:
        node, above = waiting.pop()
        with np.errstate(over="ignore", invalid="ignore"):  # absurd ones are refused by `bounds`
            found[node] = above @ local_matrix(nodes[node])
        waiting += [(child, found[node]) for child in nodes[node].get("children", [])]
    return found


def triangles(json: Json, primitive: Json) -> int:
    """Triangles of a primitive; strips and fans have one for each vertex but two."""
    mode = primitive.get("mode", 4)
    index = primitive.get("indices", next(iter(primitive["attributes"].values()), None))
    if mode < 4 or index is None:
        return 0
    count: int = json["accessors"][index]["count"]
    return count // 3 if mode == 4 else max(0, count - 2)


def bounds(document: Document) -> tuple[Floats, Floats]:
    """World-space corners (min, max) of all that is shown, in the file's units.

    Skinned meshes stand in the rest pose of their joints; morph targets are at zero.

    Raises:
        AssetRejected: `no_geometry`, `bounds_not_finite`.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        corners = _corners(document)
    if not corners:
        raise AssetRejected("no_geometry", "the file shows no mesh")
    low, high = np.min(corners, axis=0)[0], np.max(corners, axis=0)[1]
    largest = np.abs([low, high]).max()
    if not largest <= limits.COORDINATE_M:  # also true of NaN
        raise AssetRejected("bounds_not_finite", f"reaches out to {largest:g} m")
    return low, high


def _corners(document: Document) -> list[tuple[Floats, Floats]]:
    json, worlds = document.json, world_matrices(document.json)
    local: dict[int, Floats] = {}  # of each position accessor: instances share one decoding
    found: list[tuple[Floats, Floats]] = []
    for number, world in worlds.items():
        node = json["nodes"][number]
        for primitive in json["meshes"][node["mesh"]]["primitives"] if "mesh" in node else ():
            index = primitive["attributes"].get("POSITION", -1)
            if index < 0:
                continue
            if index not in local:
                local[index] = floats(document, index).astype(np.float64)
            points = _placed(document, (node, primitive), local[index], worlds, world)
            found.append((points.min(axis=0), points.max(axis=0)))
    return found


def placed(
    document: Document, node: Json, primitive: Json, worlds: dict[int, Floats], world: Floats
) -> Floats:
    """World positions (n, 3) of a primitive that a node shows, in its rest pose.

    Args:
        document: the whole.
        node: has the mesh.
        primitive: has POSITION.
        worlds: matrix (4, 4) of every shown node.
        world: that of `node`.
    """
    local = floats(document, primitive["attributes"]["POSITION"]).astype(np.float64)
    return _placed(document, (node, primitive), local, worlds, world)


def _placed(
    document: Document,
    part: tuple[Json, Json],
    local: Floats,
    worlds: dict[int, Floats],
    world: Floats,
) -> Floats:
    node, primitive = part
    weighted = {"JOINTS_0", "WEIGHTS_0"} <= set(primitive["attributes"])
    if "skin" in node and weighted:
        skin = document.json["skins"][node["skin"]]
        return _skinned(document, skin, primitive["attributes"], worlds)
    moved: Floats = local @ world[:3, :3].T + world[:3, 3]
    return moved


def joint_matrices(document: Document, skin: Json, worlds: dict[int, Floats]) -> Floats:
    """What each joint of a skin does to a vertex that hangs on it alone, shape (joints, 4, 4)."""
    joints = np.array([worlds.get(joint, np.eye(4)) for joint in skin["joints"]])
    if "inverseBindMatrices" in skin:
        inverse = document.accessor(skin["inverseBindMatrices"]).astype(np.float64)
        joints = joints @ inverse[: len(joints)].reshape(-1, 4, 4).transpose(0, 2, 1)
    return joints


def _skinned(document: Document, skin: Json, attributes: Json, worlds: dict[int, Floats]) -> Floats:
    """Positions moved by their joints."""
    points = floats(document, attributes["POSITION"]).astype(np.float64)
    matrices = skin_matrices(document, skin, attributes, worlds)
    moved: Floats = np.einsum("nij,nj->ni", matrices[:, :3, :3], points) + matrices[:, :3, 3]
    return moved


def skin_matrices(
    document: Document, skin: Json, attributes: Json, worlds: dict[int, Floats]
) -> Floats:
    """What joints do to each vertex, (n, 4, 4) (glTF 2.0, 3.7.3.1): the own node does not count."""
    joints = joint_matrices(document, skin, worlds)
    weights = floats(document, attributes["WEIGHTS_0"]).astype(np.float64)
    total = weights.sum(axis=1, keepdims=True)
    weights /= np.where(total > 0, total, 1)
    blend = joints[document.accessor(attributes["JOINTS_0"])] * weights[..., None, None]
    matrices: Floats = blend.sum(axis=1)
    return matrices
