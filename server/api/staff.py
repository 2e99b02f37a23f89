"""`/api/staff/...`: for members of staff, who sign each request with the shop's staff key.

Each says its `name`: in the query of a GET, in the body of a POST. A visit is seen while its shopper
waits, and then by the one who took it.
"""

from __future__ import annotations

import hmac
from typing import Annotated, Final, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.api.answers import answer, bearer, read_body
from server.api.parts import Parts
from server.errors import RequestRefused
from server.limits import PerKey, neighbourhood
from server.staff.desk import Desk
from sessions.errors import TokenInvalid
from sessions.messages.jobs import ADVICE

Name = Annotated[
    str, msgspec.Meta(min_length=1, max_length=40, pattern=r"^[^\x00-\x1f]*\S[^\x00-\x1f]*$")
]


class Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of `take`, `back` and `away`: who it is."""

    name: Name


class Advice(Signed, frozen=True):
    """The body of `say`."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=ADVICE)]


Read = TypeVar("Read")

_signed: Final = msgspec.json.Decoder(Signed)
_advice: Final = msgspec.json.Decoder(Advice)


class Staff:
    """The routes. All of them may raise what `_desk` raises; the desk's refusals are 404 and 409."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def visits(self, request: Request) -> Response:
        """Who waits, and who is with whom."""
        desk = self._desk(request)
        return answer({"visits": desk.tickets(_name(request))})

    async def visit(self, request: Request) -> Response:
        """One visit, and what was said in it after line `after`."""
        desk = self._desk(request)
        after = request.query_params.get("after", "0")
        if not (after.isascii() and after.isdecimal() and len(after) < 16):
            raise RequestRefused(400, "query_malformed", "after is the number of a line")
        return answer(desk.insight(request.path_params["visit"], _name(request), int(after)))

    async def take(self, request: Request) -> Response:
        """Go to a shopper who waits."""
        desk = self._desk(request)
        signed = await _body(request, _signed)
        desk.take(request.path_params["visit"], signed.name)
        return answer({"taken": True})

    async def say(self, request: Request) -> Response:
        """Say something to the shopper."""
        desk = self._desk(request)
        advice = await _body(request, _advice)
        desk.say(request.path_params["visit"], advice.name, advice.text)
        return answer({"said": True})

    async def back(self, request: Request) -> Response:
        """Hand the shopper back to the guide."""
        desk = self._desk(request)
        signed = await _body(request, _signed)
        desk.back(request.path_params["visit"], signed.name)
        return answer({"back": True})

    async def away(self, request: Request) -> Response:
        """This member of staff closes the page."""
        desk = self._desk(request)
        desk.away((await _body(request, _signed)).name)
        return answer({"away": True})

    def _desk(self, request: Request) -> Desk:
        """The desk, for one who has the key.

        Raises:
            RequestRefused: no staff key is set (404), or too many requests or wrong keys from this
                address (429).
            TokenInvalid: it is another key (401).
        """
        parts = self._parts
        if parts.desk is None or not parts.staff_key:
            raise RequestRefused(404, "no_staff", "this shop has set no staff key")
        address = neighbourhood(request.client.host if request.client else "")
        if not hmac.compare_digest(bearer(request).encode(), parts.staff_key.encode()):
            self._count(parts.keys_tried, address, "too many wrong keys from one address")
            raise TokenInvalid("this is not the staff key")
        self._count(parts.staff, address, "too many requests from one address")
        return parts.desk

    def _count(self, bucket: PerKey[str], address: str, message: str) -> None:
        if wait_ms := bucket.take(address, self._parts.now()):
            raise RequestRefused(429, "too_fast", message, retry_s=-(-wait_ms // 1000))


def _name(request: Request) -> str:
    """The name in the query.

    Raises:
        RequestRefused: there is none, or it is too long or not in one line.
    """
    try:
        return msgspec.convert(request.query_params.get("name", ""), Name)
    except msgspec.ValidationError as error:
        raise RequestRefused(400, "query_malformed", f"name: {error}") from error


async def _body(request: Request, decoder: msgspec.json.Decoder[Read]) -> Read:
    """The body, decoded.

    Raises:
        RequestRefused: it is too large or does not read.
    """
    try:
        return decoder.decode(await read_body(request))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RequestRefused(400, "body_malformed", str(error)) from error
