"""`/ws`: who may come in. Origin, address, `hello` and token are checked before a visit is joined."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from starlette.requests import HTTPConnection
from starlette.types import Receive, Scope, Send

from server.connection import Closed, Connection, payload, refusal
from server.delivery import Delivery
from server.ears.front import Ears
from server.limits import Addresses, Limits
from server.metrics import Metrics
from server.tokens import Tokens
from server.visits import Visits
from sessions.errors import HelloExpected, ShowroomError
from sessions.messages.schema import PROTOCOL
from sessions.messages.shopper import Hello
from sessions.wire import decode

HELLO_S: Final = 5.0


class Door:
    """The ASGI application behind `/ws`."""

    def __init__(
        self,
        *,
        visits: Visits,
        tokens: Tokens,
        addresses: Addresses,
        allowed: Callable[[HTTPConnection], bool],
        delivery: Callable[[], Delivery],
        metrics: Metrics,
        now: Callable[[], float],
        ears: Ears,
    ) -> None:
        self._visits = visits
        self._tokens = tokens
        self._addresses = addresses
        self._allowed = allowed
        self._delivery = delivery
        self._metrics = metrics
        self._now = now
        self._ears = ears

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one socket."""
        await receive()  # websocket.connect
        if PROTOCOL not in scope["subprotocols"] or not self._allowed(HTTPConnection(scope)):
            await send({"type": "websocket.close", "code": 3501})  # before accept: HTTP 403
            return
        address = (scope.get("client") or ("", 0))[0]
        if not self._addresses.enter(address):
            await send({"type": "websocket.close", "code": 3504})
            return
        try:
            await send({"type": "websocket.accept", "subprotocol": PROTOCOL})
            with self._metrics.connection():
                code = await self._serve(receive, send)
            if code:
                await send({"type": "websocket.close", "code": code})
        except OSError:
            return  # gone already
        finally:
            self._addresses.leave(address)

    async def _serve(self, receive: Receive, send: Send) -> int:
        try:
            hello = await self._hello(receive)
            subject = self._tokens.verify(hello.token, self._now())
            visit, welcome = await self._visits.join(hello, subject)
        except Closed as closed:
            return closed.code
        except ShowroomError as error:
            self._metrics.refused(error.code)
            await send({"type": "websocket.send", "bytes": refusal(error)})
            return error.close
        self._metrics.resumed(welcome.resumed)
        connection = Connection(
            visit,
            send=send,
            delivery=self._delivery(),
            limits=Limits(),
            metrics=self._metrics,
            ears=self._ears,
        )
        connection.begin()
        return await connection.run(receive, self._visits)

    async def _hello(self, receive: Receive) -> Hello:
        try:
            async with asyncio.timeout(HELLO_S):
                messages = decode(payload(await receive()))
        except TimeoutError as error:
            raise HelloExpected(f"no hello within {HELLO_S:.0f} s") from error
        if len(messages) != 1 or not isinstance(messages[0], Hello):
            raise HelloExpected("the first frame is one hello and nothing else")
        return messages[0]
