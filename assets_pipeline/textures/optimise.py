"""All pictures of a document in the smallest honest form; nothing else in it changes."""

from __future__ import annotations

import copy
import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

from assets_pipeline.document import Document
from assets_pipeline.guard import pictures
from assets_pipeline.textures import choose, pixels, store
from assets_pipeline.textures.formats import Encoded
from assets_pipeline.textures.roles import Role, Use, uses

FULL_PX, MIDDLE_PX, COARSE_PX = 2048, 1024, 256
"""Longer side of pictures in the finest, a middle, and the coarsest level."""

_THREADS = 2
_WORTH = 0.95
"""A copy above this share of the source's bytes is not worth a second loss."""


class _Picture(NamedTuple):
    data: bytes
    use: Use


def optimise(document: Document, side_px: int = FULL_PX) -> Document:
    """The same asset with smaller pictures; the same document gives the same bytes.

    Images keep their index and name. Equal ones are stored once. WebP is named by
    `EXT_texture_webp`, which becomes required: the original is dropped.

    Args:
        document: checked; not changed.
        side_px: no picture's longer side is above it; below `FULL_PX` bytes count more than
            the precision of data.
    """
    small = Document(copy.deepcopy(document.json), document.bin, document.chunks)
    keys, found = _distinct(small)
    if not found:
        return small
    work = partial(_smaller, side_px=side_px)
    with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as pool:
        made = dict(zip(found, pool.map(work, found.values()), strict=True))
    return store.store(small, {index: made[key] for index, key in keys.items()})


def _distinct(document: Document) -> tuple[dict[int, bytes], dict[bytes, _Picture]]:
    """For each image the hash of its bytes; under each hash its bytes and all their uses."""
    keys: dict[int, bytes] = {}
    found: dict[bytes, _Picture] = {}
    for index, use in enumerate(uses(document.json)):
        if "bufferView" not in document.json["images"][index]:
            continue
        data = document.image_bytes(index)
        key = keys[index] = hashlib.sha256(data).digest()
        found[key] = _Picture(data, found[key].use.joined(use) if key in found else use)
    return keys, found


def _smaller(picture: _Picture, side_px: int) -> Encoded | None:
    """A smaller form, or None where the picture's own bytes are best."""
    data, use = picture
    if use.role is Role.EXACT:
        return None
    try:
        plain = pixels.open_plain(data, side_px, use)
        if plain is None:
            return None
        found = choose.choose(plain, use, thrifty=side_px < FULL_PX)
    except pixels.UNREADABLE:
        return None
    changed = plain.size != pictures.size(data)
    return found if changed or len(found.data) <= _WORTH * len(data) else None
