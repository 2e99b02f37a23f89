"""What every HTTP answer carries, and what no request may do. WebSockets pass: their door has its own.

The policy lets a page run its own scripts and WebAssembly, and nothing from anywhere else.
"""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.api.answers import BODY, refusal
from server.origins import Origins

_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})

_HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": (
        "xr-spatial-tracking=(self), microphone=(self), fullscreen=(self), "
        "camera=(), geolocation=(), payment=(), usb=()"
    ),
}


def policy(hashes: list[str]) -> str:
    """The Content-Security-Policy of a page whose inline blocks have these hashes.

    `blob:` is how three.js hands over the pictures of a model, and how the mesh decoder starts its
    worker.
    """
    inline = "".join(f" '{each}'" for each in hashes)
    return (
        "default-src 'self'; "
        f"script-src 'self' 'wasm-unsafe-eval'{inline}; "
        f"style-src 'self'{inline}; "
        "img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self' blob: data:; "
        "worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'self'"
    )


class Guard:
    """ASGI middleware around the whole application.

    Args:
        app: what is guarded.
        origins: whose pages may change something.
        policy: the Content-Security-Policy of every answer.
    """

    def __init__(self, app: ASGIApp, *, origins: Origins, policy: str) -> None:
        self._app = app
        self._origins = origins
        self._headers = {**_HEADERS, "content-security-policy": policy}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await (self._refusal(scope) or self._app)(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        if scope["method"] not in _SAFE and not self._origins(HTTPConnection(scope)):
            return refusal(403, "origin_refused", "this web page may not do that here")
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdecimal() or len(length) > len(str(BODY)) or int(length) > BODY:
            return refusal(413, "body_too_large", f"a body has at most {BODY} bytes")
        return None
