"""URIs of a document: `data:` ones, and names inside the input folder. Nothing is ever fetched."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import limits

Reader = Callable[[str], bytes]
"""Gives the bytes that a URI names, or raises AssetRejected."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def embedded(uri: str) -> bytes:
    """Bytes of a base64 `data:` URI.

    Raises:
        AssetRejected: `uri_outside` for any other URI, `uri_malformed`.
    """
    if not uri.startswith("data:"):
        raise AssetRejected("uri_outside", f"{uri:.80} is not inside this file")
    head, comma, body = uri.partition(",")
    if not comma or not head.endswith(";base64"):
        raise AssetRejected("uri_malformed", f"{uri:.40} is no base64 data URI")
    try:
        return base64.b64decode(unquote_to_bytes(body), validate=True)
    except binascii.Error as error:
        raise AssetRejected("uri_malformed", f"{uri:.40}: {error}") from error


def safe_name(uri: str) -> str:
    """The relative name that a URI stands for, with `/` between its parts.

    Raises:
        AssetRejected: `uri_outside`: a scheme, an absolute path, a parent folder, a back slash.
    """
    name = unquote(uri)
    parts = [part for part in name.split("/") if part != "."]
    outside = (
        _SCHEME.match(name) or name.startswith("/") or ".." in parts or "" in parts or not parts
    )
    if outside or "\\" in name or not name.isprintable():
        raise AssetRejected("uri_outside", f"{uri:.80} is not a name inside the folder")
    return "/".join(parts)


def folder_reader(folder: Path, root: Path) -> Reader:
    """Reads URIs relative to `folder`; links may not lead out of `root`."""

    def read(uri: str) -> bytes:
        if uri.startswith("data:"):
            return embedded(uri)
        return read_file(folder / safe_name(uri), root)

    return read


def read_file(path: Path, root: Path) -> bytes:
    """Bytes of a regular file inside `root`.

    Raises:
        AssetRejected: as `real_file`.
    """
    real = real_file(path, root)
    try:
        return real.read_bytes()
    except OSError as error:
        raise AssetRejected("file_unreadable", f"{path.name:.80}: {error}") from error


def real_file(path: Path, root: Path) -> Path:
    """Where a regular file inside `root` really lies.

    Raises:
        AssetRejected: `uri_outside`, `file_missing`, `file_too_large`, `file_unreadable`.
    """
    try:
        real = path.resolve()
        if not real.is_relative_to(root.resolve()):
            raise AssetRejected("uri_outside", f"{path.name:.80} leads out of the folder")
        if not real.is_file():
            raise AssetRejected("file_missing", f"{path.name:.80} is not a file in the folder")
        if real.stat().st_size > limits.FILE_BYTES:
            raise AssetRejected("file_too_large", f"{path.name:.80}: {real.stat().st_size} bytes")
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: a circle of links
        raise AssetRejected("file_unreadable", f"{path.name:.80}: {error}") from error
    return real


def mapping_reader(files: Mapping[str, bytes], folder: str = "") -> Reader:
    """Reads URIs out of files in memory (an unpacked archive), relative to `folder` among them."""

    def read(uri: str) -> bytes:
        if uri.startswith("data:"):
            return embedded(uri)
        name = f"{folder}/{safe_name(uri)}".lstrip("/")
        if name not in files:
            raise AssetRejected("file_missing", f"{name:.80} is not in the archive")
        return files[name]

    return read
