"""The page, its modules, and the few client libraries it may load.

Nothing of `static/` is served but what a browser asks for, and nothing of `node_modules` but what
`VENDOR` names.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from starlette.exceptions import HTTPException
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

VENDOR: Final[Mapping[str, str]] = {
    "three/build": "three/build",
    "three/examples/jsm": "three/examples/jsm",
    "meshoptimizer": "meshoptimizer",
    "msgpack": "@msgpack/msgpack/dist.esm",
    "profiles": "@webxr-input-profiles/assets/dist/profiles",
}
"""Below `/vendor/`: where in `node_modules` it lies."""

_TYPES: Final = {
    ".css": "text/css",
    ".glb": "model/gltf-binary",
    ".html": "text/html",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".ktx2": "image/ktx2",
    ".mjs": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
"""Nothing else is served; the types are not left to the machine's own table, which varies."""

_OURS: Final = "no-cache"
_VENDOR: Final = "public, max-age=86400"
_HIDDEN: Final = frozenset({"node_modules", "package.json", "package-lock.json", "tsconfig.json"})
_PACKED: Final = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "font/woff2", "image/ktx2")

_INLINE: Final = re.compile(
    rb"<(script|style)\b(?![^>]*\bsrc\s*=)[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE
)


class Files(StaticFiles):
    """A folder of which only plain assets are seen.

    Args:
        folder: what is served.
        cache: the Cache-Control of every file.
    """

    def __init__(self, folder: Path, cache: str) -> None:
        super().__init__(directory=folder, check_dir=False)
        self._cache = cache

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, 304, or an HTTPException of 404 or 405."""
        kind = _TYPES.get(PurePosixPath(path).suffix)
        parts = PurePosixPath(path).parts
        if kind is None or any(part in _HIDDEN or part.startswith(".") for part in parts):
            raise HTTPException(404)
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = self._cache
        if response.status_code == 200:
            response.headers["content-type"] = (
                f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
            )
        return response


def routes(static: Path) -> list[BaseRoute]:
    """The page at `/` (`/replay` and `/staff`, if there are such), `/static/...` and `/vendor/...`.

    Raises:
        FileNotFoundError: there is no `index.html` in `static`.
    """
    modules, ours = static / "node_modules", Files(static, _OURS)
    (static / "index.html").stat()  # a missing page is found at the start
    pages = [_page("/", ours, "index.html")]
    others = [name for name in ("replay", "staff") if (static / f"{name}.html").is_file()]
    pages += [_page(f"/{name}", ours, f"{name}.html") for name in others]
    vendor = [
        Mount(f"/vendor/{name}", _packed(Files(modules / folder, _VENDOR)))
        for name, folder in VENDOR.items()
    ]
    return [*pages, *vendor, Mount("/static", _packed(ours))]


def inline_hashes(static: Path) -> list[str]:
    """`sha256-...` of every inline script and style of the pages, for the security policy."""
    found = [
        _INLINE.findall(path.read_bytes())
        for path in (static / f"{name}.html" for name in ("index", "replay", "staff"))
        if path.is_file()
    ]
    digests = [hashlib.sha256(body).digest() for page in found for _tag, body in page]
    return list(dict.fromkeys(f"sha256-{base64.b64encode(each).decode()}" for each in digests))


def _page(url: str, files: Files, name: str) -> Route:
    async def page(request: Request) -> Response:
        return await files.get_response(name, request.scope)

    return Route(url, page)


def _packed(files: StaticFiles) -> GZipMiddleware:
    return GZipMiddleware(files, compresslevel=5, exclude_content_types=_PACKED)
