"""One socket: from the handshake to the clean-up.

A task group holds the reader (frames in, in order), the writer (the only one that sends) and a
watch that ends both when the visit moves to another socket or its client reads too slowly.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from starlette.types import Receive, Send

from server.delivery import Delivery
from server.ears.front import Ears, Microphone
from server.limits import Limits
from server.metrics import Metrics
from server.visit import Visit
from server.visits import Visits
from sessions.errors import FrameMalformed, HelloExpected, ShowroomError, TooFast
from sessions.messages.frames import Chunk, Heard, Pong, Refused
from sessions.messages.shopper import (
    Audio,
    Bye,
    Consent,
    Do,
    Gestures,
    Got,
    Hello,
    Hush,
    Listen,
    Measures,
    Picture,
    Ping,
    Say,
    ShopperMessage,
    Want,
)
from sessions.wire import decode, encode, encode_message

SLOW: Final = 3008
OVER: Final = 1000


class Closed(Exception):
    """The connection ends with `code`."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(str(code))


class Connection:
    """A visit's socket, after its `hello` was accepted."""

    def __init__(
        self,
        visit: Visit,
        *,
        send: Send,
        delivery: Delivery,
        limits: Limits,
        metrics: Metrics,
        ears: Ears,
    ) -> None:
        self._visit = visit
        self._generation = visit.generation
        self._send = send
        self._delivery = delivery
        self._limits = limits
        self._metrics = metrics
        self._ready = asyncio.Event()
        self._ended = asyncio.Event()
        self._code = OVER
        self._loop = asyncio.get_running_loop()
        self._microphone = Microphone(ears, self._heard, self._loop.time)

    async def run(self, receive: Receive, visits: Visits) -> int:
        """Serve until either side ends it; the close code, 0 when the client has gone.

        What the visit keeps of this socket is dropped in any case.
        """
        error: ShowroomError | None = None
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._watch())
                tasks.create_task(self._write())
                tasks.create_task(self._read(receive))
        except* Closed as ended:
            self._code = _first(ended).code
        except* ShowroomError as refused:
            error = _first(refused)
        except* OSError:
            self._code = 0  # the client went away while it was being sent something
        finally:
            self._microphone.close()
            visits.leave(self._visit, self._generation)
        if error is None:
            return self._code
        self._metrics.refused(error.code)
        await self._send({"type": "websocket.send", "bytes": refusal(error)})
        return error.close

    def begin(self) -> None:
        """This is the visit's socket now; what waits in its outbox can go."""
        self._visit.close_socket = self.close
        self._visit.outbox.wake = self._ready.set
        self._visit.outbox.overflow = self.overflow
        self._ready.set()

    def overflow(self) -> None:
        """The client does not read what it is sent."""
        self.close(SLOW)

    def close(self, code: int) -> None:
        """End the connection from outside, also while a send waits for the client."""
        self._code = code
        self._ended.set()

    async def _watch(self) -> None:
        await self._ended.wait()
        raise Closed(self._code)

    async def _write(self) -> None:
        while True:
            await self._ready.wait()
            self._ready.clear()
            await self._send_frames()
            while chunk := self._next_chunk():  # mesh bytes go only when no answer waits
                await self._send_one(encode((chunk,)))
                await self._send_frames()

    async def _read(self, receive: Receive) -> None:
        while True:
            event = await receive()
            if self._ended.is_set():
                return
            data = payload(event)
            messages = decode(data)
            self._metrics.received(len(data), messages)
            for message in messages:
                self._handle(message)

    async def _send_frames(self) -> None:
        """Send what waits in the outbox; a newer socket owns it once this one has ended."""
        outbox = self._visit.outbox
        while not (outbox.empty or self._ended.is_set()):
            await self._send_one(outbox.take())

    async def _send_one(self, data: bytes) -> None:
        await self._send({"type": "websocket.send", "bytes": data})
        self._metrics.sent(len(data))

    def _next_chunk(self) -> Chunk | Refused | None:
        return None if self._ended.is_set() else self._delivery.next_chunk(self._loop.time())

    def _handle(self, message: ShopperMessage) -> None:
        visit = self._visit
        if message.ack:
            visit.outbox.arrived(message.ack)
        try:
            self._limits.check(message, self._loop.time())
        except TooFast as error:
            if error.close:
                raise
            self._too_fast(message, error)
            return
        match message:
            case Gestures() | Say() | Picture() | Measures() | Do() | Consent() | Bye():
                visit.receive(message)
            case Want():
                self._delivery.want(message)
                self._ready.set()
            case Got():
                self._delivery.got(message, self._loop.time())
                self._ready.set()
            case Listen() | Audio() | Hush():
                self._microphone.take(message)
            case Ping():
                pong = Pong(t0=message.t0, t_ms=visit.t_ms)
                visit.outbox.put("pong", encode_message(pong))
            case Hello():
                raise HelloExpected("hello comes once, at the beginning")

    def _heard(self, heard: Heard) -> None:
        """One slot a turn: its final words take the place of the partial ones."""
        if not self._ended.is_set():
            slot = f"heard {heard.talk} {heard.turn}"
            self._visit.outbox.put(slot, encode_message(heard))

    def _too_fast(self, message: ShopperMessage, error: TooFast) -> None:
        """A reliable message is refused in its turn; a volatile one is dropped."""
        if message.seq == self._visit.heard + 1:
            self._visit.refuse(error, message.seq, retry_ms=1000)


def refusal(error: ShowroomError) -> bytes:
    """The frame that tells a client why it is sent away."""
    return encode((Refused(code=error.code, ref=error.ref, message=error.message[:400]),))


def payload(event: Any) -> bytes:
    """The bytes of a received ASGI event.

    Raises:
        Closed: the client has gone.
        FrameMalformed: a text frame.
    """
    if event["type"] == "websocket.disconnect":
        raise Closed(0)
    data = event.get("bytes")
    if data is None:
        raise FrameMalformed("frames are binary")
    return bytes(data)


def _first(group: BaseExceptionGroup[Any]) -> Any:
    """The first leaf of a group."""
    error: Any = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
