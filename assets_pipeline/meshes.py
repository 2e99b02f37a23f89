"""OBJ, STL and PLY become documents: geometry by trimesh, everything else by hand.

trimesh only reads here: its GLB writer loses too much. Pictures go in with the bytes they came in.
"""

from __future__ import annotations

import io
import math
import re
from typing import Any, NamedTuple

import numpy as np
import trimesh

from assets_pipeline import shading
from assets_pipeline.accessors import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER, Json
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import limits, pictures, structure
from assets_pipeline.guard.paths import Reader

_COUNTS = re.compile(rb"^element\s+(?:vertex|face)\s+(\d{1,18})\s*$", re.MULTILINE)
_LINE = re.compile(rb"[^\n]{%d}" % limits.LINE_BYTES)
_LARGEST_UNITS = 1000 * limits.COORDINATE_M
_LARGEST_M = 10.0
"""Products are smaller than this."""


class _Resolver:
    """Hands trimesh files of the input folder, and remembers the pictures among them."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self.pictures: dict[str, bytes] = {}

    def get(self, name: str) -> bytes:
        """Bytes of a material library or a texture; a texture's size is checked first."""
        data = self._read(name.replace("\\", "/"))
        if not name.lower().endswith(".mtl"):
            pictures.size(data)
            self.pictures[name] = data
        return data

    __getitem__ = get


class Loaded(NamedTuple):
    """A mesh file as a document, and its largest side in the file's own units."""

    document: Document
    side: float


def load(data: bytes, kind: str, read: Reader, *, up: str = "y") -> Loaded:
    """Positions, normals, UVs, vertex colours, colour and texture of a mesh file.

    Args:
        data: the file.
        kind: `obj`, `stl` or `ply`.
        read: gives the material library and textures; what it refuses is left out.
        up: `y`, or `z` as CAD programs write.

    Raises:
        AssetRejected: `mesh_malformed`, `too_many_faces`, `value_not_finite`, `no_geometry`,
            `index_out_of_bounds`, `bounds_not_finite`, `attribute_malformed`.
    """
    _check_counts(data, kind)
    resolver = _Resolver(read)
    parts = [part for part in _parse(data, kind, resolver) if len(part.faces)]
    if not parts:
        raise AssetRejected("no_geometry", "no triangles")
    if sum(len(part.faces) for part in parts) > limits.FACES:
        raise AssetRejected("too_many_faces", f"more than {limits.FACES}")
    document = Document.new()
    with np.errstate(all="ignore"):  # faces without area have no normal; they are given one
        primitives = [_primitive(document, part, kind, resolver) for part in parts]
    document.add("meshes", {"primitives": primitives})
    turn = {"rotation": [-math.sqrt(0.5), 0.0, 0.0, math.sqrt(0.5)]} if up == "z" else {}
    document.add("nodes", {"name": "mesh", "mesh": 0, **turn})
    document.json |= {"scenes": [{"nodes": [0]}], "scene": 0}
    structure.check_ranges(document.json, document.bin)  # a reader may give odd colours or normals
    points = np.concatenate([part.vertices for part in parts])
    return Loaded(document, float(np.ptp(points, axis=0).max()))


def guess_units(side: float, kind: str) -> str:
    """Units of a file that does not say: metres if plausible for a product, else mm (STL) or cm.

    Args:
        side: largest side in the file's own units.
        kind: `obj`, `stl` or `ply`.
    """
    if side <= _LARGEST_M:
        return "m"
    return "cm" if kind != "stl" and side * 0.01 <= _LARGEST_M else "mm"


def _check_counts(data: bytes, kind: str) -> None:
    """Refuse more elements than the limit, or than the file has bytes for, before parsing."""
    if len(data) > limits.MESH_BYTES:
        raise AssetRejected("too_many_faces", f"{len(data)} bytes of {kind.upper()}")
    text = kind == "obj" or _is_text(data, kind)
    if text and _LINE.search(data):
        raise AssetRejected("mesh_malformed", f"a line of more than {limits.LINE_BYTES} bytes")
    if kind == "obj":
        counts = [data.count(b"\nf"), data.count(b"\nv ")]
    elif kind == "ply":
        if b"end_header" not in data[: limits.LINE_BYTES]:
            raise AssetRejected("mesh_malformed", "the header does not end")
        counts = [int(count) for count in _COUNTS.findall(data[: 1 << 16])]
    else:
        counts = [data.count(b"endfacet") if text else int.from_bytes(data[80:84], "little")]
        if not text and len(data) != 84 + 50 * counts[0]:
            raise AssetRejected("mesh_malformed", "the header's count is not the file's length")
    if any(count > len(data) for count in counts):
        raise AssetRejected("mesh_malformed", "the header counts more than the file holds")
    if any(count > (limits.TEXT_FACES if text else limits.FACES) for count in counts):
        raise AssetRejected("too_many_faces", f"{max(counts)} elements")


def _is_text(data: bytes, kind: str) -> bool:
    if kind == "ply":
        return b"format ascii" in data[:1024]
    return data[:5].lower() == b"solid" and b"facet" in data[:1024]


def _parse(data: bytes, kind: str, resolver: _Resolver) -> list[Any]:
    try:
        scene = trimesh.load_scene(
            io.BytesIO(data), file_type=kind, resolver=resolver, process=False
        )
        found = scene.geometry.values()
        return [mesh for mesh in found if isinstance(mesh, trimesh.Trimesh)]
    except MemoryError:
        raise
    except Exception as error:  # a text parser meets everything: each failure means "malformed"
        message = f"{type(error).__name__}: {error}"[:200]
        raise AssetRejected("mesh_malformed", message) from error


def _primitive(document: Document, part: Any, kind: str, resolver: _Resolver) -> Json:
    if part.vertices.shape[1:] != (3,) or part.faces.shape[1:] != (3,):
        raise AssetRejected("mesh_malformed", "not triangles of points in space")
    if not np.isfinite(part.vertices).all():
        raise AssetRejected("value_not_finite", "NaN or infinity among the vertices")
    if np.abs(part.vertices).max() > _LARGEST_UNITS:
        raise AssetRejected("bounds_not_finite", f"a vertex beyond {_LARGEST_UNITS:g} units")
    if part.faces.min() < 0 or part.faces.max() >= len(part.vertices):
        raise AssetRejected("index_out_of_bounds", "a face names no vertex")
    if kind == "stl":  # corners come apart in the file: join them, keep sharp edges
        part = shading.rounded(part)
    if part.visual.kind == "face":
        colors = np.repeat(part.visual.face_colors, 3, axis=0)
        part.unmerge_vertices()
        part.visual = trimesh.visual.ColorVisuals(part, vertex_colors=colors)
    material = _material(document, part, resolver)
    attributes = {
        name: document.add_accessor(values, target=ARRAY_BUFFER, normalized=values.dtype != "f4",
                                    minmax=name == "POSITION")
        for name, values in shading.attributes(part).items()
    }  # fmt: skip
    flat = part.faces.reshape(-1).astype(np.uint32)
    indices = document.add_accessor(flat, target=ELEMENT_ARRAY_BUFFER)
    return {"attributes": attributes, "indices": indices, "material": material}


def _material(document: Document, part: Any, resolver: _Resolver) -> int:
    """A matt material of the file's colour and, where it was found, its texture."""
    surface: Json = {"metallicFactor": 0.0, "roughnessFactor": 0.8}
    named = getattr(part.visual, "material", None)
    image = getattr(named, "image", None)
    name = str(getattr(named, "name", None) or "")
    info = getattr(image, "info", {})
    path = info.get("file_path", next(iter(resolver.pictures), ""))  # PLY does not note the name
    if path in resolver.pictures and image is not None and part.visual.uv is not None:
        surface["baseColorTexture"] = {"index": _texture(document, resolver.pictures[path])}
    elif named is not None:
        color = np.asarray(named.main_color, np.float64) / 255
        surface["baseColorFactor"] = [*shading.linear(color[:3]).round(6).tolist(), float(color[3])]
    material = {"pbrMetallicRoughness": surface, "doubleSided": True}
    return document.add("materials", {"name": name} | material if name else material)


def _texture(document: Document, data: bytes) -> int:
    """One texture per picture, however many materials use it."""
    for number in range(len(document.json.get("images", []))):
        if document.image_bytes(number) == data:
            return number
    mime = pictures.mime(data)
    source = document.add_image(data, mime)
    if mime != "image/webp":
        return document.add("textures", {"source": source})
    document.use_extension("EXT_texture_webp", required=True)
    return document.add("textures", {"extensions": {"EXT_texture_webp": {"source": source}}})
