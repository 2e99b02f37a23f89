"""New picture bytes into a document: each stored once, WebP named by its extension.

No index changes, so what an unknown extension says of images and views stays true.
"""

from __future__ import annotations

import hashlib

from assets_pipeline.accessors import Json
from assets_pipeline.document import Document
from assets_pipeline.guard import references
from assets_pipeline.textures import formats, repack
from assets_pipeline.textures.formats import Encoded
from assets_pipeline.textures.roles import sources

_WEBP = "EXT_texture_webp"


def store(document: Document, made: dict[int, Encoded | None]) -> Document:
    """The document with the pictures in `made`, by image; None keeps an image's own bytes."""
    json = document.json
    taken = {view for _, view in references.find(json, "accessors/*/bufferView")}
    views: dict[bytes, int] = {}
    for index, one in made.items():
        image = json["images"][index]
        data = one.data if one else document.image_bytes(index)
        key = hashlib.sha256(data).digest()
        if key not in views:
            views[key] = (
                _put(document, image["bufferView"], data, taken) if one else image["bufferView"]
            )
        if one:
            image["mimeType"] = one.mime
        _share(json, image, views[key], taken)
    _name_webp(document, taken)
    return repack.repack(document)


def _put(document: Document, view: int, data: bytes, taken: set[int]) -> int:
    """Store bytes under the view that held the old ones; under a new one where others use it."""
    new = document.add_view(data)
    if view in taken:
        return new
    document.json["bufferViews"][view] |= document.json["bufferViews"].pop()
    return view


def _share(json: Json, image: Json, view: int, taken: set[int]) -> None:
    """Point an image to a view; its old one stands for the same bytes, so that none are left."""
    old, image["bufferView"] = image["bufferView"], view
    if old != view and old not in taken:
        json["bufferViews"][old] |= {
            key: json["bufferViews"][view][key] for key in ("byteOffset", "byteLength")
        }


def _name_webp(document: Document, taken: set[int]) -> None:
    """Textures of WebP images name them by the extension, and only them."""
    json = document.json
    images, textures = json["images"], json.get("textures", [])
    instead: dict[int, int] = {}
    for texture in textures:
        if any(own for _, own in sources(texture)):
            continue
        source = texture.get("extensions", {}).get(_WEBP, {}).get("source", texture.get("source"))
        if source is None or images[source].get("mimeType") != formats.WEBP:
            continue
        instead[texture.pop("source", source)] = source
        texture.setdefault("extensions", {})[_WEBP] = {"source": source}
        document.use_extension(_WEBP, required=True)
    shown = {image for texture in textures for image, _ in sources(texture)}
    for old, new in instead.items():
        if old not in shown:  # a fall-back that nothing falls back to any more
            images[old]["mimeType"] = formats.WEBP
            _share(json, images[old], images[new]["bufferView"], taken)
