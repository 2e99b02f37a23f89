"""What a document names by URI moves into its one binary chunk, byte for byte."""

from __future__ import annotations

from assets_pipeline import meshopt_views
from assets_pipeline.accessors import Json
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import limits, pictures
from assets_pipeline.guard.paths import Reader


def absorb(json: Json, data: bytes, read: Reader) -> bytearray:
    """Change `json` so that buffer 0 holds all; returns its bytes.

    A document without URIs is left as it is. Buffers that are only a fallback of compressed views
    have no bytes and stay behind as they are.

    Raises:
        AssetRejected: `buffer_too_short`, `file_too_large`, or what `read` refuses.
    """
    packed = bytearray(data)
    buffers: list[Json] = json.get("buffers", [])
    images: list[Json] = json.get("images", [])
    if any("uri" in part for part in buffers + images):
        if buffers:
            _absorb_buffers(json, packed, read)
        _absorb_images(json, packed, read)
    return packed


def _append(packed: bytearray, data: bytes) -> int:
    packed += bytes(-len(packed) % 4)
    packed += data
    if len(packed) > limits.FILE_BYTES:
        raise AssetRejected("file_too_large", "its parts together are over the cap")
    return len(packed) - len(data)


def _absorb_buffers(json: Json, packed: bytearray, read: Reader) -> None:
    whole: Json = {}
    kept: list[Json] = []
    place: list[tuple[int, int]] = []  # of each old buffer: new index, offset in it
    for number, buffer in enumerate(json["buffers"]):
        if "uri" not in buffer and (number or not packed):
            kept.append(buffer)
            place.append((len(kept), 0))
            continue
        place.append((0, _absorb_buffer(buffer, number, packed, read) if "uri" in buffer else 0))
        rest = {key: value for key, value in buffer.items() if key not in {"uri", "byteLength"}}
        whole = {**rest, **whole}
    json["buffers"] = [{**whole, "byteLength": max(1, len(packed))}, *kept]
    for view in json.get("bufferViews", []):
        for part in (view, meshopt_views.extension(view)):
            if part is not None:
                part["buffer"], offset = place[part["buffer"]]
                if offset:
                    part["byteOffset"] = part.get("byteOffset", 0) + offset


def _absorb_buffer(buffer: Json, number: int, packed: bytearray, read: Reader) -> int:
    """Append the bytes of one buffer; returns their offset."""
    data = read(buffer["uri"])
    if len(data) < buffer["byteLength"]:
        message = f"{len(data)} bytes instead of {buffer['byteLength']}"
        raise AssetRejected("buffer_too_short", message, pointer=f"/buffers/{number}")
    return _append(packed, data[: buffer["byteLength"]])


def _absorb_images(json: Json, packed: bytearray, read: Reader) -> None:
    views: dict[str, int] = {}
    for image in json.get("images", []):
        if "uri" not in image:
            continue
        uri = image.pop("uri")
        if uri not in views:
            data = read(uri)
            view = {"buffer": 0, "byteOffset": _append(packed, data), "byteLength": len(data)}
            views[uri] = len(json.setdefault("bufferViews", []))
            json["bufferViews"].append(view)
        image["bufferView"] = views[uri]
        start = json["bufferViews"][views[uri]]["byteOffset"]
        if mime := pictures.mime(bytes(packed[start : start + 16])):
            image.setdefault("mimeType", mime)
    if packed:
        buffers = json.setdefault("buffers", [{}])
        buffers[0]["byteLength"] = len(packed)
