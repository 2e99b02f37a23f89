"""What is the same for everybody: the catalogue and the schema of the messages."""

from __future__ import annotations

import gzip
import hashlib

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.api.parts import Parts
from server.blobs import is_known
from sessions.guide.describe import described
from sessions.messages.schema import schema


class Document:
    """JSON made once: served with an ETag, and compressed for those who take it."""

    def __init__(self, content: object) -> None:
        self._plain = msgspec.json.encode(content)
        self._packed = gzip.compress(self._plain, mtime=0)
        digest = hashlib.sha256(self._plain).hexdigest()[:32]
        # The two forms are different bytes, and a strong tag names bytes.
        self._tags = {False: f'"{digest}"', True: f'"{digest}-gzip"'}

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        packed = takes_gzip(request.headers.get("accept-encoding", ""))
        headers = {
            "etag": self._tags[packed],
            "cache-control": "no-cache",
            "vary": "Accept-Encoding",
        }
        if is_known(request.headers.get("if-none-match", ""), self._tags[packed]):
            return Response(status_code=304, headers=headers)
        if packed:
            headers["content-encoding"] = "gzip"
        body = self._packed if packed else self._plain
        return Response(body, headers=headers, media_type="application/json")


def takes_gzip(accept_encoding: str) -> bool:
    """Whether gzip is named and not refused by `q=0` (RFC 9110, 12.5.3)."""
    for each in accept_encoding.lower().split(","):
        name, _, weight = each.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def catalogue(parts: Parts) -> Document:
    """`/api/catalogue`: all that is sold; what has no description is described by its attributes."""
    return Document(described(parts.catalogue))


def messages() -> Document:
    """`/schema/messages.json`."""
    return Document(schema())
