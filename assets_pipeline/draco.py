"""KHR_draco_mesh_compression laid open: its primitives get plain accessors, all else stays.

Bytes move, indices do not: no element is renumbered, so extensions nobody here knows stay valid.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import DracoPy
import numpy as np

from assets_pipeline import accessors, meshopt_views
from assets_pipeline.accessors import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER, Array, Json
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import draco_header, limits, references, structure

NAME = "KHR_draco_mesh_compression"

_TRIANGLES = 4


class _Piece(NamedTuple):
    """Values that an accessor is to hold."""

    accessor: Json
    values: Array
    target: int


def expand(document: Document) -> None:
    """Decode every compressed primitive in place; a document without any stays as it is.

    Raises:
        AssetRejected: `draco_damaged`, `draco_mismatch`, `draco_unsupported`, `draco_too_large`.
    """
    primitives = references.find(document.json, "meshes/*/primitives/*")
    found = [(place, one) for place, one in primitives if NAME in one.get("extensions", {})]
    if not found:
        return
    streams = sorted({one["extensions"][NAME]["bufferView"] for _, one in found})
    _check_sole(document.json, set(streams))
    pieces: list[_Piece] = []
    done: dict[str, Json] = {}  # primitives that differ only in material share one stream
    for place, primitive in found:
        pieces += _primitive(document, primitive, f"{place}/extensions/{NAME}", done)
    _forget(document.json)
    for piece in pieces:
        _put(document, piece, streams)
    _repack(document)
    structure.check_ranges(document.json, document.bin)


def _check_sole(json: Json, views: set[int]) -> None:
    """A compressed stream is nothing else at the same time."""
    for path, target in references.REFERENCES:
        for pointer, index in references.find(json, path) if target == "bufferViews" else ():
            if index in views and NAME not in pointer:
                message = "a compressed mesh is no array"
                raise AssetRejected("draco_mismatch", message, pointer=pointer)


def _primitive(
    document: Document, primitive: Json, pointer: str, done: dict[str, Json]
) -> list[_Piece]:
    """Decode one primitive, unless another one had the same stream."""
    said = primitive["extensions"].pop(NAME)
    if not primitive["extensions"]:
        del primitive["extensions"]
    if primitive.get("mode", _TRIANGLES) != _TRIANGLES:
        raise AssetRejected("draco_unsupported", "only triangles are taken", pointer=pointer)
    key = repr((said, primitive.get("indices"), primitive["attributes"]))
    if key in done:
        primitive["indices"] = done[key]["indices"]
        return []
    done[key] = primitive
    data = document.view(said["bufferView"])[0]
    _check_counts(document.json, primitive, data, pointer)
    mesh = _decode(data, pointer)
    pieces = [_indices(document, primitive, mesh, pointer)]
    for name, number in said["attributes"].items():
        if name not in primitive["attributes"]:
            raise AssetRejected("draco_mismatch", f"no attribute {name:.40} here", pointer=pointer)
        accessor = document.json["accessors"][primitive["attributes"][name]]
        values = _attribute(mesh, number, pointer)
        pieces.append(_Piece(accessor, _typed(accessor, values, pointer), ARRAY_BUFFER))
    return pieces


def _check_counts(json: Json, primitive: Json, data: bytes, pointer: str) -> None:
    """What the stream's header says is what the document says, before anything is allocated."""
    header = draco_header.read(data, pointer)
    if header.faces > limits.FACES:
        raise AssetRejected("draco_too_large", f"{header.faces} faces", pointer=pointer)
    if "indices" in primitive:
        count = json["accessors"][primitive["indices"]]["count"]
        if count != header.faces * 3:
            message = f"{header.faces} faces, but {count} indices declared"
            raise AssetRejected("draco_mismatch", message, pointer=pointer)
    counts = (json["accessors"][index]["count"] for index in primitive["attributes"].values())
    if header.points > max(counts, default=0):
        message = f"{header.points} points, more than the document declares"
        raise AssetRejected("draco_mismatch", message, pointer=pointer)


def _decode(data: bytes, pointer: str) -> Any:
    try:
        mesh = DracoPy.decode(data)
    except MemoryError:
        raise
    except Exception as error:  # it has an exception of its own, and raises others beside it
        raise AssetRejected("draco_damaged", str(error)[:200], pointer=pointer) from error
    if not isinstance(mesh, DracoPy.DracoMesh):
        raise AssetRejected("draco_unsupported", "a point cloud", pointer=pointer)
    return mesh


def _attribute(mesh: Any, number: int, pointer: str) -> Array:
    """Values (n, width) of the attribute with this unique id."""
    for found in mesh.attributes:
        if found["unique_id"] == number and found["data"] is not None:
            values: Array = np.asarray(found["data"])
            return values.reshape(len(values), -1)
    raise AssetRejected("draco_mismatch", f"no attribute {number} in the stream", pointer=pointer)


def _indices(document: Document, primitive: Json, mesh: Any, pointer: str) -> _Piece:
    flat = np.asarray(mesh.faces, np.uint32).reshape(-1, 1)
    if "indices" not in primitive:
        accessor = {"componentType": 5125, "count": len(flat), "type": "SCALAR"}
        primitive["indices"] = document.add("accessors", accessor)
    accessor = document.json["accessors"][primitive["indices"]]
    return _Piece(accessor, _typed(accessor, flat, pointer), ELEMENT_ARRAY_BUFFER)


def _typed(accessor: Json, values: Array, pointer: str) -> Array:
    """Decoded values in the component type that the document says."""
    columns, rows = accessors.SHAPES[accessor["type"]]
    if values.shape != (accessor["count"], columns * rows):
        message = f"the stream has {values.shape}, the document declares {accessor['count']}"
        raise AssetRejected("draco_mismatch", message, pointer=pointer)
    with np.errstate(invalid="ignore"):
        typed: Array = values.astype(accessors.COMPONENTS[accessor["componentType"]])
    if typed.dtype.kind != "f" and not (typed == values).all():  # signed ones come as floats
        raise AssetRejected("draco_mismatch", "values beyond their type", pointer=pointer)
    return typed


def _put(document: Document, piece: _Piece, free: list[int]) -> None:
    """Store a piece, in the place of a stream in the list of views while there is one."""
    data, stride = accessors.pack(piece.values, aligned=piece.target == ARRAY_BUFFER)
    fields = {"byteStride": stride} if stride else {}
    view = document.add_view(data, target=piece.target, **fields)
    if free:
        view = free.pop(0)
        document.json["bufferViews"][view] = document.json["bufferViews"].pop()
    piece.accessor["bufferView"] = view
    for key in ("byteOffset", "sparse"):
        piece.accessor.pop(key, None)
    if "min" in piece.accessor and np.isfinite(piece.values).all():  # not quite the old bounds
        low, high = piece.values.min(axis=0), piece.values.max(axis=0)
        piece.accessor.update(min=low.tolist(), max=high.tolist())


def _forget(json: Json) -> None:
    for key in ("extensionsUsed", "extensionsRequired"):
        if NAME in json.get(key, []):
            json[key].remove(NAME)
            if not json[key]:
                del json[key]


def _repack(document: Document) -> None:
    """Lay the bytes of all views one after another; the compressed streams stay behind."""
    old, document.bin = document.bin, bytearray()
    place: dict[tuple[int, int], int] = {}  # views of the same bytes keep sharing them
    for view in document.json["bufferViews"]:
        real = meshopt_views.extension(view) or view
        span = (real.get("byteOffset", 0), real["byteLength"])
        if span not in place:
            document.bin += bytes(-len(document.bin) % 4)
            place[span] = len(document.bin)
            document.bin += old[span[0] : sum(span)]
        real["byteOffset"] = place[span]
    document.json["buffers"][0]["byteLength"] = len(document.bin)
