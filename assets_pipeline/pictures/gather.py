"""All triangles that a document shows, in the world: one long list, numpy arrays side by side.

Skins stand in the rest pose of their joints, morph targets at their default weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assets_pipeline import scene
from assets_pipeline.accessors import Array, Json
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.pictures import instances

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

MOST_TRIANGLES = 2_000_000
"""More would not end within a worker's time."""

_TRIANGLES, _STRIP, _FAN = 4, 5, 6


class Surface(NamedTuple):
    """Vertices and triangles of a whole product, in metres.

    Attributes:
        positions: (n, 3).
        normals: (n, 3), unit length.
        uvs: (n, 4): TEXCOORD_0 and TEXCOORD_1.
        colors: (n, 4), linear; ones where the file has none.
        triangles: (t, 3), counter-clockwise seen from outside.
        parts: (t,), the primitive in `primitives` each triangle belongs to.
        primitives: as the document says them.
    """

    positions: Floats
    normals: Floats
    uvs: Floats
    colors: Floats
    triangles: Indices
    parts: Indices
    primitives: list[Json]


def gather(document: Document) -> Surface:
    """The surface of the default scene.

    Raises:
        AssetRejected: `no_geometry`, `picture_too_large`.
    """
    pieces = list(_pieces(document))
    if not pieces:
        raise AssetRejected("no_geometry", "the file shows no triangles")
    total = sum(len(piece.triangles) for piece in pieces)
    if total > MOST_TRIANGLES:
        raise AssetRejected("picture_too_large", f"{total} triangles, over {MOST_TRIANGLES}")
    starts = np.cumsum([0, *(len(piece.positions) for piece in pieces)])
    return Surface(
        np.vstack([piece.positions for piece in pieces]),
        np.vstack([piece.normals for piece in pieces]),
        np.vstack([piece.uvs for piece in pieces]),
        np.vstack([piece.colors for piece in pieces]),
        np.vstack([p.triangles + start for p, start in zip(pieces, starts, strict=False)]),
        np.repeat(np.arange(len(pieces)), [len(piece.triangles) for piece in pieces]),
        [piece.primitives[0] for piece in pieces],
    )


def _pieces(document: Document) -> Iterator[Surface]:
    json = document.json
    worlds = scene.world_matrices(json)
    for number, world in worlds.items():
        node = json["nodes"][number]
        mesh = json["meshes"][node["mesh"]] if "mesh" in node else {"primitives": []}
        weights = node.get("weights", mesh.get("weights", []))
        for primitive in mesh["primitives"]:
            local = _local(document, primitive, weights)
            if local is None:
                continue
            piece, kept = local
            weighted = {"JOINTS_0", "WEIGHTS_0"} <= set(primitive["attributes"])
            if "skin" in node and weighted:
                skin = json["skins"][node["skin"]]
                attributes = primitive["attributes"]
                matrices = scene.skin_matrices(document, skin, attributes, worlds)
                yield _moved(piece, matrices[kept])
            else:
                for matrix in instances.matrices(document, node):
                    yield _moved(piece, (world @ matrix)[None])


def _local(
    document: Document, primitive: Json, weights: list[float]
) -> tuple[Surface, Indices] | None:
    """One primitive in its own space, and which of its vertices stand there, (n,).

    None where it has no plain triangles.
    """
    attributes = primitive["attributes"]
    compressed = "KHR_draco_mesh_compression" in primitive.get("extensions", {})
    triangles = _triangles(document, primitive)
    if compressed or "POSITION" not in attributes or not len(triangles):
        return None
    values = {
        name: scene.floats(document, index).astype(np.float64)
        for name, index in attributes.items()
        if name in {"POSITION", "NORMAL", "TEXCOORD_0", "TEXCOORD_1", "COLOR_0"}
    }
    for target, weight in zip(primitive.get("targets", []), weights, strict=False):
        for name in {"POSITION", "NORMAL"} & set(target) & set(values) if weight else ():
            values[name] = values[name] + weight * scene.floats(document, target[name])
    return _surface(values, triangles, primitive)


def _surface(
    values: dict[str, Array], triangles: Indices, primitive: Json
) -> tuple[Surface, Indices]:
    kept = np.arange(len(values["POSITION"]))
    if "NORMAL" not in values:  # glTF: flat, so that no two triangles share a corner
        kept = triangles.reshape(-1)
        values = {name: array[kept] for name, array in values.items()}
        triangles = np.arange(len(kept)).reshape(-1, 3)
        values["NORMAL"] = np.repeat(_face_normals(values["POSITION"], triangles), 3, axis=0)
    uvs = [values.get(f"TEXCOORD_{n}", np.zeros((len(kept), 2)))[:, :2] for n in range(2)]
    colors = np.ones((len(kept), 4))
    given = values.get("COLOR_0", colors)
    colors[:, : given.shape[1]] = given
    parts = np.zeros(len(triangles), np.int64)
    position, normal = values["POSITION"], values["NORMAL"]
    piece = Surface(position, normal, np.hstack(uvs), colors, triangles, parts, [primitive])
    return piece, kept


def _triangles(document: Document, primitive: Json) -> Indices:
    """Corners (t, 3) of a primitive's triangles, strips and fans taken apart."""
    attributes, mode = primitive["attributes"], primitive.get("mode", _TRIANGLES)
    if mode < _TRIANGLES or not attributes:
        return np.zeros((0, 3), np.int64)
    if "indices" in primitive:
        row = document.accessor(primitive["indices"]).astype(np.int64)
    else:
        first = next(iter(attributes.values()))
        row = np.arange(document.json["accessors"][first]["count"], dtype=np.int64)
    if mode == _STRIP:
        corners = np.stack([row[:-2], row[1:-1], row[2:]], axis=1)
        corners[1::2] = corners[1::2][:, [1, 0, 2]]
        return corners
    if mode == _FAN:
        return np.stack([np.full(len(row) - 2, row[0]), row[1:-1], row[2:]], axis=1)
    return row[: len(row) // 3 * 3].reshape(-1, 3)


def _moved(piece: Surface, matrices: Floats) -> Surface:
    """A piece in the world, by one matrix (1, 4, 4) or one per vertex (n, 4, 4)."""
    linear = matrices[:, :3, :3]
    positions = turned(linear, piece.positions) + matrices[:, :3, 3]
    turn = _cofactors(linear)
    mirrored = float(np.median((turn[:, 0] * linear[:, 0]).sum(axis=1))) < 0
    normals = turned(-turn if mirrored else turn, piece.normals)
    lengths = np.sqrt((normals * normals).sum(axis=1, keepdims=True))
    normals = np.where(lengths > 0, normals / np.maximum(lengths, 1e-300), (0.0, 1.0, 0.0))
    triangles = piece.triangles[:, ::-1] if mirrored else piece.triangles
    return piece._replace(positions=positions, normals=normals, triangles=triangles)


def turned(matrices: Floats, rows: Floats) -> Floats:
    """Each row times its matrix, (n, 3); written out, since BLAS rounds otherwise elsewhere."""
    x, y, z = rows[:, 0, None], rows[:, 1, None], rows[:, 2, None]
    found: Floats = matrices[:, :, 0] * x + matrices[:, :, 1] * y + matrices[:, :, 2] * z
    return found


def _cofactors(matrices: Floats) -> Floats:
    """Cofactors (n, 3, 3): they turn normals as the matrices turn points."""
    a, b, c = matrices[:, 0], matrices[:, 1], matrices[:, 2]
    return np.stack([np.cross(b, c), np.cross(c, a), np.cross(a, b)], axis=1)


def _face_normals(positions: Floats, triangles: Indices) -> Floats:
    a, b, c = (positions[triangles[:, corner]] for corner in range(3))
    normals = np.cross(b - a, c - a)
    lengths = np.sqrt((normals * normals).sum(axis=1, keepdims=True))
    return np.where(lengths > 0, normals / np.maximum(lengths, 1e-300), (0.0, 1.0, 0.0))
