"""How requests are read and answered: JSON, the one shape of an error, bounded bodies, tokens."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any, Final

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from server.errors import HelpTaken, RequestRefused, StoreBusy
from sessions.errors import BlobUnknown, ShowroomError, TokenInvalid, TooFast, VisitUnknown

BODY: Final = 16 * 1024
"""Bytes of a request body at most."""

_STATUS: Final[Mapping[type[ShowroomError], int]] = {
    TokenInvalid: 401,
    VisitUnknown: 404,
    BlobUnknown: 404,
    HelpTaken: 409,
    TooFast: 429,
    StoreBusy: 503,
}
_log: Final = logging.getLogger(__name__)

Handler = Callable[[Request, Any], Awaitable[Response]]


def answer(
    content: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """`content` as JSON that nobody may keep a copy of."""
    return Response(
        msgspec.json.encode(content),
        status,
        headers={"cache-control": "no-store", **(headers or {})},
        media_type="application/json",
    )


def refusal(
    status: int, code: str, message: str, headers: Mapping[str, str] | None = None
) -> Response:
    """An error in the one shape that all errors have."""
    return answer({"error": {"code": code, "message": message}}, status, headers)


def handlers() -> dict[Any, Handler]:
    """For Starlette's `exception_handlers`."""
    return {
        RequestRefused: _request_refused,
        ShowroomError: _showroom_error,
        HTTPException: _http_error,
        Exception: _unexpected,
    }


async def read_body(request: Request) -> bytes:
    """The body.

    Raises:
        RequestRefused: more than `BODY` bytes, or the client has gone before the end.
    """
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > BODY:
                raise RequestRefused(413, "body_too_large", f"a body has at most {BODY} bytes")
    except ClientDisconnect as error:
        raise RequestRefused(400, "body_cut", "the body has no end") from error
    return bytes(body)


def bearer(request: Request) -> str:
    """The token in the Authorization header, empty when there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


async def _request_refused(_request: Request, error: RequestRefused) -> Response:
    headers = {"retry-after": str(error.retry_s)} if error.retry_s else None
    return refusal(error.status, error.reason, error.message, headers)


async def _showroom_error(_request: Request, error: ShowroomError) -> Response:
    status = next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 500)
    if status == 500:
        _log.error("refused with %s: %s", error.code, error.message)
    headers = {"www-authenticate": "Bearer"} if status == 401 else None
    return refusal(status, error.code, error.message, headers)


async def _http_error(_request: Request, error: HTTPException) -> Response:
    phrase = HTTPStatus(error.status_code).phrase
    code = phrase.lower().replace(" ", "_")
    return refusal(error.status_code, code, error.detail or phrase, error.headers)


async def _unexpected(_request: Request, _error: Exception) -> Response:
    return refusal(500, "internal", "something went wrong on our side")
