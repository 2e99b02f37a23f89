"""Content-addressed bytes: `CATALOGUE/a/<sha256>`, read for the socket and served over HTTP."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections import OrderedDict
from pathlib import Path
from typing import Final, NamedTuple

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from sessions.errors import BlobUnknown

_NAME: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
_RANGE: Final = re.compile(r"bytes=(?:(\d{1,18})-(\d{0,18})|-(\d{1,18}))", re.ASCII)
_MISSING: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})
_OPEN_FILES: Final = 128
_HEAD: Final = 16
HELD_BYTES: Final = 96 << 20
"""Of what was made for single shoppers: a few hundred visits that dress and undress."""

_MAGIC: Final = (
    (re.compile(rb"glTF"), "model/gltf-binary"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"\xabKTX 20\xbb"), "image/ktx2"),
    (re.compile(rb"PK\x03\x04"), "model/vnd.usdz+zip"),  # no other archive is stored here
)


class Blob(NamedTuple):
    """An open blob; `size` in bytes."""

    descriptor: int
    size: int
    media_type: str
    path: Path
    stat: os.stat_result


class Blobs:
    """The blobs of one catalogue (its folder `a`); the files last used stay open.

    Reads go through the page cache, so a warm one takes microseconds and may be done in the event
    loop. They are not memory-mapped: a file cut short under a mapping would end the process.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: OrderedDict[str, Blob] = OrderedDict()
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._held_bytes = 0

    def find(self, sha256: str) -> Blob:
        """The blob of that name.

        Raises:
            BlobUnknown: not 64 lower-case hex digits, or no such plain file.
        """
        blob = self._open.get(sha256)
        if blob is None:
            blob = self._open[sha256] = self._load(sha256)
            if len(self._open) > _OPEN_FILES:
                os.close(self._open.popitem(last=False)[1].descriptor)
        else:
            self._open.move_to_end(sha256)
        return blob

    def hold(self, data: bytes) -> str:
        """Keep bytes in memory under their hash; the oldest go when `HELD_BYTES` are full.

        They are streamed over the socket to who knows the hash, and are not served over HTTP.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 not in self._held:
            self._held[sha256] = data
            self._held_bytes += len(data)
            while self._held_bytes > HELD_BYTES:
                self._held_bytes -= len(self._held.popitem(last=False)[1])
        return sha256

    def size(self, sha256: str) -> int:
        """Bytes of a blob, in a file or in memory.

        Raises:
            BlobUnknown: no such blob.
        """
        held = self._held.get(sha256)
        return len(held) if held is not None else self.find(sha256).size

    def read(self, sha256: str, offset: int, length: int) -> bytes:
        """`length` bytes from `offset` on.

        Raises:
            BlobUnknown: no such blob, or it ends before.
        """
        held = self._held.get(sha256)
        if held is not None:
            data = held[offset : offset + length]
        else:
            data = os.pread(self.find(sha256).descriptor, length, offset)
        if len(data) != length:
            raise BlobUnknown(f"blob {sha256} ends before byte {offset + length}")
        return data

    def close(self) -> None:
        """Close every file."""
        while self._open:
            os.close(self._open.popitem()[1].descriptor)

    def _load(self, sha256: str) -> Blob:
        if not _NAME.fullmatch(sha256):
            raise BlobUnknown("a blob is named by 64 hex digits")
        path = self._folder / sha256
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            if error.errno not in _MISSING:
                raise
            raise BlobUnknown(f"there is no blob {sha256}") from error
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            os.close(descriptor)
            raise BlobUnknown(f"there is no blob {sha256}")
        return Blob(descriptor, found.st_size, sniff(os.pread(descriptor, _HEAD, 0)), path, found)


def sniff(head: bytes) -> str:
    """Media type by the first bytes."""
    return next((kind for magic, kind in _MAGIC if magic.match(head)), "application/octet-stream")


def route(blobs: Blobs) -> Route:
    """`GET` and `HEAD /a/{sha256}`: for ever cacheable, one range at a time."""
    return Route("/a/{sha256}", _Served(blobs), methods=["GET"], name="blob")


class _Served:
    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request.

        Raises:
            BlobUnknown: no such blob.
        """
        request = Request(scope)
        sha256 = request.path_params["sha256"]
        blob = self._blobs.find(sha256)
        headers = {
            "etag": f'"{sha256}"',
            "cache-control": "public, max-age=31536000, immutable",
        }
        response: Response
        if is_known(request.headers.get("if-none-match", ""), headers["etag"]):
            response = Response(status_code=304, headers=headers)
        else:
            response = FileResponse(
                blob.path, headers=headers, media_type=blob.media_type, stat_result=blob.stat
            )
        await response(_with_good_range(scope, blob.size), receive, send)


def is_known(if_none_match: str, etag: str) -> bool:
    """Whether the client says it has what `etag` names (RFC 9110, 13.1.2)."""
    tags = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
    return etag in tags or tags == ["*"]


def _with_good_range(scope: Scope, size: int) -> Scope:
    """Without a Range that does not read or asks for several: those are ignored (RFC 9110, 14.2)."""
    text = Headers(scope=scope).get("range")
    if text is None or _is_range(text, size):
        return scope
    kept = [(name, value) for name, value in scope["headers"] if name != b"range"]
    return {**scope, "headers": kept}


def _is_range(text: str, size: int) -> bool:
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        return False
    first, last, suffix = found.groups()
    if suffix is not None:
        return int(suffix) > 0 and size > 0
    return not last or int(first) <= int(last)
