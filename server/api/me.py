"""Guest tokens, and what is kept of the one who holds one: seen, taken along, erased, consented to.

A shopper is a pseudonym in a token and nothing else; who holds the token is the shopper.
"""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from server.api.answers import answer, bearer, read_body
from server.api.parts import Parts
from server.errors import RequestRefused
from server.limits import neighbourhood
from server.tokens import new_subject
from sessions.errors import TokenInvalid
from sessions.messages.common import Purpose
from sessions.privacy import PURPOSES


class Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of `PUT /api/me/consent`: all purposes consented to from now on."""

    grants: Annotated[tuple[Purpose, ...], msgspec.Meta(max_length=8)]


_AS_FILE: Final = {"content-disposition": 'attachment; filename="my-visits.json"'}
_wish: Final = msgspec.json.Decoder(Wish)


class Me:
    """`/api/guest` and `/api/me...`. All but `guest` ask for a token (TokenInvalid: 401)."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def guest(self, request: Request) -> Response:
        """A token for a new shopper, or for the one whose token or renewal came along.

        `renew` is for the same call later: it outlives the token, and opens nothing itself.

        Raises:
            RequestRefused: too many for this address.
        """
        parts, now = self._parts, self._parts.now()
        address = neighbourhood(request.client.host if request.client else "")
        if wait_ms := parts.guests.take(address, now):
            raise RequestRefused(
                429, "too_fast", "too many guests from one address", retry_s=-(-wait_ms // 1000)
            )
        subject = self._known(request, now) or new_subject()
        token, expires_s = parts.tokens.issue(now, subject)
        renewal = parts.tokens.issue_renewal(now, subject)
        return answer({"token": token, "expires_s": expires_s, "renew": renewal})

    async def whole(self, request: Request) -> Response:
        """`/api/me`: see what is kept, or have it erased."""
        return await (self.erase if request.method == "DELETE" else self.show)(request)

    async def wishes(self, request: Request) -> Response:
        """`/api/me/consent`: see it, or change it."""
        return await (self.set_consent if request.method == "PUT" else self.consent)(request)

    async def show(self, request: Request) -> Response:
        """What is kept."""
        parts, subject = self._parts, self._subject(request)
        return answer(
            {
                "subject": subject,
                "visits": await parts.store.visits_of(subject),
                "consent": await parts.store.consent(subject),
                "retention_days": parts.retention_days,
            }
        )

    async def export(self, request: Request) -> Response:
        """All that is kept, as a file to take along."""
        export = await self._parts.store.export(self._subject(request), self._parts.read_log)
        return answer(export, headers=_AS_FILE)

    async def erase(self, request: Request) -> Response:
        """End the live visits, remove everything, and give a receipt; the same one if called again."""
        parts, subject = self._parts, self._subject(request)
        parts.end_visits(subject)
        return answer({"receipt": await parts.store.erase(subject, self._now_ms())})

    async def consent(self, request: Request) -> Response:
        """What is consented to, and what could be."""
        return answer(self._consent(await self._parts.store.consent(self._subject(request))))

    async def set_consent(self, request: Request) -> Response:
        """All that is consented to from now on.

        Raises:
            RequestRefused: the body is not a `Wish`.
        """
        subject = self._subject(request)
        try:
            wish = _wish.decode(await read_body(request))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise RequestRefused(400, "body_malformed", str(error)) from error
        consent = await self._parts.store.set_consent(subject, wish.grants, self._now_ms())
        self._parts.consented(subject, consent.grants)
        return answer(self._consent(consent))

    def _consent(self, consent: object) -> dict[str, object]:
        return {**msgspec.to_builtins(consent), "purposes": PURPOSES}

    def _subject(self, request: Request) -> str:
        return self._parts.tokens.verify(bearer(request), self._parts.now())

    def _known(self, request: Request, now: float) -> str:
        token = bearer(request)
        if not token:
            return ""
        try:
            return self._parts.tokens.verify_renewal(token, now)
        except TokenInvalid:
            return self._parts.tokens.verify(token, now)

    def _now_ms(self) -> int:
        return int(self._parts.now() * 1000)
