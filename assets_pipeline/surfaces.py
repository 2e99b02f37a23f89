"""Primitives of a document as surfaces that can be simplified, and back.

A static surface may move its vertices to fit better. One that has a skin or morph targets keeps a
subset of its own, so that all they carry stays exact.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assets_pipeline import accessors, scene, seams, simplify, weld
from assets_pipeline.accessors import Array, Json
from assets_pipeline.document import Document

NORMAL = {True: 0.3, False: 0.1}
"""Weight of a normal, by whether vertices may move: 1 = turned by a radian counts like moved by the
mesh's largest side. Measured on real files: more costs shape, less costs shading."""
COLOR = 0.5
"""Weight of a vertex colour: from black to white counts like half the largest side."""

_TRIANGLES = 4
_NORMAL_STEPS = 127
_TANGENT_STEPS = 15
_NO_NORMAL = 1e-3
_WHOLE = {1: 127, 2: 32767}
_COLORS = ("COLOR_0",)
TEXTURES = tuple(f"TEXCOORD_{number}" for number in range(4))


class Part(NamedTuple):
    """One primitive, welded, with what is needed to write it again."""

    surface: simplify.Surface
    vertices: NDArray[np.intp]
    """Shape (n,): which of the primitive's vertices each vertex of the surface is."""
    names: tuple[tuple[str, int], ...]
    """Attributes in the columns of `surface.shading`, and their widths."""
    place: NDArray[np.intp]
    """Shape (n,): equal where vertices coincide."""

    def columns(self, name: str, shading: Array) -> Array:
        """The columns of one attribute, shape (n, width)."""
        before = [width for other, width in self.names[: [n for n, _ in self.names].index(name)]]
        return shading[:, sum(before) : sum(before) + dict(self.names)[name]]


def count(json: Json, primitive: Json) -> int:
    """Triangles of a primitive."""
    mode = primitive.get("mode", _TRIANGLES)
    index = primitive.get("indices", next(iter(primitive["attributes"].values()), None))
    if mode < _TRIANGLES or index is None:
        return 0
    total: int = json["accessors"][index]["count"]
    return total // 3 if mode == _TRIANGLES else max(0, total - 2)


def movable(primitive: Json) -> bool:
    """Whether vertices may move: neither joints nor morph targets say where they belong."""
    return not primitive.get("targets") and "JOINTS_0" not in primitive["attributes"]


def read(document: Document, primitive: Json) -> Part | None:
    """The surface of a primitive; None where no triangle has three corners."""
    attributes = primitive["attributes"]
    positions = scene.floats(document, attributes["POSITION"]) + np.float32(0)
    first, kind = weld.weld(_rows(document, primitive, positions))
    used, triangles = _triangles(document, primitive, kind)
    if not len(triangles):
        return None
    vertices = first[used]
    place = seams.places(positions[vertices])
    names, shading, weights, uvs = [], [np.zeros((len(vertices), 0), np.float32)], [], []
    for name in ("NORMAL", *TEXTURES, *_COLORS):
        if name in attributes:
            values = scene.floats(document, attributes[name])[vertices]
            weight = _weight(name, values, positions[vertices], triangles, primitive)
            names.append((name, values.shape[1]))
            shading.append(values)
            weights += [weight] * values.shape[1]
            uvs += [values] if name in TEXTURES else []
    surface = simplify.Surface(
        triangles.reshape(-1).astype(np.uint32),
        positions[vertices],
        np.hstack(shading),
        np.array(weights, np.float32),
        np.where(seams.of_texture(place, uvs), seams.SEAM, seams.FREE).astype(np.uint8),
    )
    return Part(surface, vertices, tuple(names), place)


def _triangles(
    document: Document, primitive: Json, kind: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Kinds of vertices that are used (n,), and triangles (t, 3) over them, none of them a line."""
    own = (
        document.accessor(primitive["indices"]) if "indices" in primitive else np.arange(len(kind))
    )
    corners = kind[own[: len(own) // 3 * 3].reshape(-1, 3)]
    a, b, c = corners.T
    used, local = np.unique(corners[(a != b) & (b != c) & (c != a)], return_inverse=True)
    return used, local.reshape(-1, 3)


def _rows(document: Document, primitive: Json, positions: Array) -> Array:
    """Bytes (n, width) that are equal for vertices which may count as one.

    Normals are compared to one part in 127, tangents to one in 15: exporters leave noise in them,
    and each needless seam is kept as dearly as a real one.
    """
    parts: list[Array] = [positions]
    for group in [primitive["attributes"], *primitive.get("targets", [])]:
        for name, index in group.items():
            plain = group is primitive["attributes"]
            if plain and name == "POSITION":
                continue
            values = document.accessor(index)
            if plain and name in {"NORMAL", "TANGENT"}:
                steps = _NORMAL_STEPS if name == "NORMAL" else _TANGENT_STEPS
                values = np.rint(scene.floats(document, index) * steps).astype(np.int8)
            parts.append(values)
    return np.hstack([_bytes(part) for part in parts])


def _bytes(values: Array) -> Array:
    plain = values + np.float32(0) if values.dtype.kind == "f" else values  # -0 is 0
    return np.ascontiguousarray(plain).view(np.uint8).reshape(len(values), -1)


def _weight(name: str, values: Array, positions: Array, triangles: Array, primitive: Json) -> float:
    if name == "NORMAL":
        return NORMAL[movable(primitive)]
    return COLOR if name in _COLORS else _stretch(values, positions, triangles)


def _stretch(uv: Array, positions: Array, triangles: Array) -> float:
    """Weight of a texture coordinate: a slip counts like moving as far over the surface."""
    corners, flat = positions.astype(np.float64)[triangles], uv.astype(np.float64)[triangles]
    one, two = flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0]
    texture = np.abs(one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0])
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    surface = np.sqrt((cross * cross)[:, 0] + (cross * cross)[:, 1] + (cross * cross)[:, 2])
    side = float((positions.max(axis=0) - positions.min(axis=0)).max())
    if not texture.any() or not side:
        return 0.0
    # math.fsum would be exact but slow; float32 of a float64 sum is the same on any machine
    ratio = np.float32(surface.sum() / texture.sum()) / np.float32(side) / np.float32(side)
    return float(np.float32(np.sqrt(ratio)))


def write(document: Document, primitive: Json, part: Part, found: simplify.Simplified) -> None:
    """Put a simplified surface in the place of a primitive's own."""
    kept, local = np.unique(found.indices, return_inverse=True)
    flat = local.reshape(-1).astype(np.uint16 if len(kept) < 0xFFFF else np.uint32)
    primitive["indices"] = document.add_accessor(flat, target=accessors.ELEMENT_ARRAY_BUFFER)
    moved = movable(primitive)
    fresh_names = set(dict(part.names)) if moved else set(TEXTURES) if len(found.copies) else set()
    own = np.concatenate([part.vertices, part.vertices[found.copies]])[kept]
    for group in [primitive["attributes"], *primitive.get("targets", [])]:
        for name, index in group.items():
            values: Array = document.accessor(index)[own]
            normalized = bool(document.json["accessors"][index].get("normalized"))
            if moved and name == "POSITION":
                values, normalized = found.positions[kept], False
            elif group is primitive["attributes"] and name in fresh_names:
                fresh = part.columns(name, found.shading)[kept]
                old = scene.floats(document, index)[own]
                values, normalized = _fresh(name, fresh, old, values.dtype, normalized)
            group[name] = document.add_accessor(
                values,
                target=accessors.ARRAY_BUFFER,
                normalized=normalized,
                minmax=name == "POSITION",
            )


def _fresh(
    name: str, values: Array, old: Array, dtype: np.dtype[np.generic], normalized: bool
) -> tuple[Array, bool]:
    """Values as the attribute may hold them: unit normals, colours 0..1 in their own type."""
    if name == "NORMAL":
        length = np.sqrt((values * values) @ np.ones((3, 1), np.float32))
        return np.where(length > _NO_NORMAL, values / np.maximum(length, _NO_NORMAL), old), False
    if name in _COLORS and dtype.kind == "u":
        step = np.iinfo(dtype.str).max
        return np.rint(values.clip(0, 1) * step).astype(dtype), normalized
    return (values.clip(0, 1) if name in _COLORS else values), False
