"""Types, ranges and sizes of a glTF document, before one number of it is decoded."""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from assets_pipeline import accessors, meshopt_views
from assets_pipeline.accessors import Json
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import counts, graph, limits, looks, motion, pictures, references
from assets_pipeline.guard.schema import Compressed, Draco, Gltf

_T = TypeVar("_T")

_SHAPES = {
    "POSITION": {"VEC3"},
    "NORMAL": {"VEC3"},
    "TANGENT": {"VEC4"},
    "TEXCOORD": {"VEC2"},
    "COLOR": {"VEC3", "VEC4"},
    "JOINTS": {"VEC4"},
    "WEIGHTS": {"VEC4"},
}
_COMPRESSED: tuple[tuple[str, type[msgspec.Struct]], ...] = (
    ("bufferViews/*/extensions/*_meshopt_compression", Compressed),
    ("meshes/*/primitives/*/extensions/KHR_draco_mesh_compression", Draco),
)
_INDEX_TYPES = {5121, 5123, 5125}
_JOINT_TYPES = {5121, 5123}


def check_json(json: Json, file: str = "") -> None:
    """Refuse JSON that is not glTF 2.0 in shape: types, references, node graph.

    Raises:
        AssetRejected: `gltf_malformed`, `version_unsupported`, `reference_missing`,
            or one of `counts` and `graph.check`.
    """
    gltf = _convert(json, Gltf, "", file)
    counts.check_parts(json, file)
    if gltf.asset.version.partition(".")[0] != "2":
        message = f"glTF {gltf.asset.version:.20}, not 2"
        raise AssetRejected("version_unsupported", message, file=file, pointer="/asset/version")
    for path, kind in (*_COMPRESSED, *looks.PARTS):
        for pointer, part in references.find(json, path):
            _convert(part, kind, pointer, file)
    references.check(json, file)
    counts.check(json, file)
    graph.check(json, file)


def _convert(value: object, kind: type[_T], base: str, file: str) -> _T:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `$")
        pointer = base + re.sub(r"[.\[]", "/", re.sub(r"[]`]", "", path)).replace("/...", "")
        raise AssetRejected("gltf_malformed", message, file=file, pointer=pointer) from error


def check_ranges(json: Json, data: bytes | bytearray, file: str = "") -> None:
    """Refuse views outside their buffers, accessors outside their views, images out of bounds.

    Args:
        json: has passed `check_json`, and names nothing by URI.
        data: bytes of buffer 0.
        file: its name, for the refusal.

    Raises:
        AssetRejected: `buffer_too_short`, `view_out_of_bounds`, `accessor_out_of_bounds`,
            `decoded_too_large`, `accessor_malformed`, `attribute_malformed`, or one of
            `motion.check` and `pictures.size`.
    """
    _check_views(json, len(data), file)
    total = 0
    for number, accessor in enumerate(json.get("accessors", [])):
        total += _check_accessor(json, accessor, f"/accessors/{number}", file)
    for pointer, part in references.find(json, "bufferViews/*/extensions/*_meshopt_compression"):
        total += part["count"] * part["byteStride"]
        _refuse(total > limits.DECODED_BYTES, "decoded_too_large", "over the cap", pointer, file)
    _refuse(total > limits.DECODED_BYTES, "decoded_too_large", f"{total} bytes", "/accessors", file)
    _check_primitives(json, file)
    motion.check(json, file)
    _check_images(json, data, file)


def _refuse(wrong: bool, code: str, message: str, pointer: str, file: str) -> None:
    if wrong:
        raise AssetRejected(code, message, file=file, pointer=pointer)


def _check_views(json: Json, size: int, file: str) -> None:
    buffers = json.get("buffers", [])
    if buffers:
        short = buffers[0]["byteLength"] > size
        _refuse(short, "buffer_too_short", f"the file holds {size} bytes", "/buffers/0", file)
    for number, view in enumerate(json.get("bufferViews", [])):
        pointer = f"/bufferViews/{number}"
        compressed = meshopt_views.extension(view)
        real = compressed or view
        _refuse(real["buffer"] != 0, "buffer_too_short", "its buffer has no bytes", pointer, file)
        end = real.get("byteOffset", 0) + real["byteLength"]
        message = f"ends at byte {end} of {buffers[0]['byteLength']}"
        wrong = end > buffers[0]["byteLength"]
        _refuse(wrong, "view_out_of_bounds", message, pointer, file)
        if compressed:
            wrong = compressed["count"] * compressed["byteStride"] != view["byteLength"]
            message = "count x stride is not its length"
            _refuse(wrong, "view_out_of_bounds", message, pointer, file)


def _check_accessor(json: Json, accessor: Json, pointer: str, file: str) -> int:
    """Its decoded bytes, once it lies inside its views."""
    views, size = json.get("bufferViews", []), accessors.element_bytes(accessor)
    columns, rows = accessors.SHAPES[accessor["type"]]
    widths = {len(accessor[key]) for key in ("min", "max") if key in accessor}
    wrong = bool(widths - {columns * rows}) or ("min" in accessor) != ("max" in accessor)
    _refuse(wrong, "accessor_malformed", "bounds of another width, or only one", pointer, file)
    if "bufferView" in accessor:
        _check_inside(views, accessor, size, pointer, file)
    sparse = accessor.get("sparse")
    if sparse:
        count = sparse["count"]
        wrong = count > accessor["count"]
        message = "more sparse values than values"
        _refuse(wrong, "accessor_out_of_bounds", message, f"{pointer}/sparse", file)
        width = accessors.COMPONENTS[sparse["indices"]["componentType"]].itemsize
        for key, bytes_each in (("indices", width), ("values", size)):
            part = {**sparse[key], "count": count}
            _check_inside(views, part, bytes_each, f"{pointer}/sparse/{key}", file)
    return int(accessor["count"] * size)


def _check_inside(views: list[Json], part: Json, size: int, pointer: str, file: str) -> None:
    view = views[part["bufferView"]]
    stride = view.get("byteStride", 0) or size
    _refuse(stride < size, "accessor_out_of_bounds", "elements overlap", pointer, file)
    end = part.get("byteOffset", 0) + stride * (part["count"] - 1) + size
    message = f"ends at byte {end} of a view of {view['byteLength']}"
    _refuse(end > view["byteLength"], "accessor_out_of_bounds", message, pointer, file)


def _check_primitives(json: Json, file: str) -> None:
    arrays = json.get("accessors", [])
    for pointer, primitive in references.find(json, "meshes/*/primitives/*"):
        groups = [("attributes", primitive["attributes"])]
        targets = enumerate(primitive.get("targets", []))
        groups += [(f"targets/{number}", target) for number, target in targets]
        counts = {arrays[i]["count"] for _, group in groups for i in group.values()}
        message = "attributes of different counts"
        _refuse(len(counts) > 1, "attribute_malformed", message, pointer, file)
        for place, group in groups:
            for name, index in group.items():
                message = f"{name:.40} cannot be {arrays[index]['type']}"
                wrong = not _fits(name, arrays[index], morph=place != "attributes")
                _refuse(wrong, "attribute_malformed", message, f"{pointer}/{place}", file)
        if "indices" in primitive:
            index = arrays[primitive["indices"]]
            fit = index["type"] == "SCALAR" and index["componentType"] in _INDEX_TYPES
            _refuse(not fit, "attribute_malformed", "no index type", f"{pointer}/indices", file)


def _fits(name: str, accessor: Json, *, morph: bool) -> bool:
    """Whether an accessor can hold an attribute; morphed tangents leave out the handedness."""
    if morph and name == "TANGENT":
        return bool(accessor["type"] == "VEC3")
    if name.startswith("JOINTS_") and accessor["componentType"] not in _JOINT_TYPES:
        return False
    shapes = _SHAPES.get(name.partition("_")[0])
    return shapes is None or accessor["type"] in shapes


def _check_images(json: Json, data: bytes | bytearray, file: str) -> None:
    total = 0
    for number, image in enumerate(json.get("images", [])):
        pointer = f"/images/{number}"
        missing = "bufferView" not in image
        _refuse(missing, "image_unknown", "an image without bytes", pointer, file)
        view = json["bufferViews"][image["bufferView"]]
        start = view.get("byteOffset", 0)
        picture = bytes(data[start : start + view["byteLength"]])
        width, height = pictures.size(picture, file=file, pointer=pointer)
        total += width * height
    _refuse(total > limits.IMAGES_PX, "image_too_large", f"{total} pixels", "/images", file)
