"""A shopper without a headset: one conformant client of `showroom.v1`, and what it saw.

Independent of the server's own code: plain `msgpack` reads and writes the frames, so that a slip
in the server's codec cannot hide in the client's. Everything a proof needs is counted here:
answers to gestures and how long they took, holes and duplicates in the reliable frames, resumes by
outcome, acknowledgements that were taken back.
"""

from __future__ import annotations

import asyncio
import json
import time
import urllib.request
from collections import Counter, deque
from collections.abc import Callable
from typing import Any

import msgpack
import uvloop
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

PROTOCOL = "showroom.v1"
RELIABLE = frozenset(("gestures", "say", "do", "consent", "bye"))
REJECTED = frozenset(("event_refused", "product_unknown", "too_fast"))
"""Refusals of a message itself; others tell of a Job that came to nothing."""
GESTURE, SAY = "gestures", "say"


def guest(base: str) -> str:
    """A guest token."""
    request = urllib.request.Request(f"{base}/api/guest", method="POST", data=b"")
    with urllib.request.urlopen(request, timeout=10) as response:
        return json.loads(response.read())["token"]


class Shopper:
    """One visit over any number of sockets."""

    def __init__(self, base: str, token: str, *, lang: str = "en") -> None:
        self.url = base.replace("http", "ws", 1) + "/ws"
        self.token = token
        self.lang = lang
        self.visit = self.epoch = ""
        self.newest = 0
        """Newest reliable frame taken in."""
        self.acked = 0
        """Newest own message the server has said is safe."""
        self.durable = False
        self.sent = 0
        self.unacked: deque[tuple[int, list[Any]]] = deque()
        self.waiting: dict[int, float] = {}
        """Gesture messages without an answer, and when they were first sent."""
        self.latencies: list[float] = []
        self.counts: Counter[str] = Counter()
        self.resumes: Counter[str] = Counter()
        self.refusals: Counter[str] = Counter()
        self.closes: Counter[int] = Counter()
        self.faults: list[str] = []
        self.frames: list[list[Any]] = []
        """All reliable frames in order, with both numbers 0, when `keep` is set."""
        self.first_frame = 1
        self.keep = False
        self.on_frame: Callable[[list[Any]], None] | None = None
        self.socket: ClientConnection | None = None
        self.over = False
        self.open = asyncio.Event()
        self.settled = asyncio.Event()
        self._acked_frame = 0

    # -- sending

    def send(self, kind: str, *fields: Any) -> int:
        """Number a reliable message and send it now, or when there is a socket."""
        self.sent += 1
        self.unacked.append((self.sent, [kind, self.sent, 0, *fields]))
        self.settled.clear()
        if kind == GESTURE:
            self.counts["gestures"] += len(fields[0])
            self.counts["gesture_messages"] += 1
            self.waiting[self.sent] = time.perf_counter()
        self.write([self.unacked[-1][1]])
        return self.sent

    def volatile(self, kind: str, *fields: Any) -> None:
        """Send a message without a number, or drop it."""
        self.write([[kind, 0, 0, *fields]])

    def write(self, messages: list[list[Any]]) -> None:
        """Put one frame on the socket, if it is there, without waiting."""
        if self.socket is None or not self.open.is_set():
            return
        for message in messages:
            message[2] = self.newest
        self._acked_frame = self.newest
        self.raw(msgpack.packb(messages, use_single_float=False))

    def raw(self, data: bytes) -> None:
        """Put bytes into one binary frame on the socket."""
        socket = self.socket
        if socket is None or socket.state.name != "OPEN":
            return
        socket.protocol.send_binary(data)
        socket.send_data()

    def cut(self) -> None:
        """Tear the connection, as a lost network does."""
        if self.socket is not None:
            self.socket.transport.abort()

    # -- the road

    async def run(self) -> None:
        """Connect, and come back after every loss, until `over`."""
        pause = 0.01
        while not self.over:
            try:
                await self.once()
                pause = 0.01
            except (OSError, ConnectionClosed, InvalidHandshake, TimeoutError) as error:
                self.counts["failed_connects"] += not isinstance(error, ConnectionClosed)
            self.open.clear()
            if not self.over:
                await asyncio.sleep(pause)
                pause = min(0.5, pause * 2)

    async def once(self) -> None:
        """One socket, from hello to its end."""
        options = {"compression": None, "ping_interval": None, "max_size": None, "proxy": None}
        async with connect(self.url, subprotocols=[PROTOCOL], close_timeout=2, **options) as socket:
            self.socket = socket
            hello = ["hello", 0, self.newest, self.token, self.visit, self.epoch, self.lang, []]
            await socket.send(msgpack.packb([hello]))
            try:
                async for data in socket:
                    self._take(data)
            except ConnectionClosed:
                pass
            finally:
                self.open.clear()
            self.closes[socket.close_code or 0] += 1

    def _take(self, data: bytes | str) -> None:
        if isinstance(data, str):
            self.faults.append("a text frame")
            return
        if len(data) > 65536:
            self.faults.append(f"a frame of {len(data)} bytes")
        for frame in msgpack.unpackb(data, strict_map_key=False):
            self._frame(frame)
        if self.newest - self._acked_frame >= 32:  # what is read only is acknowledged, too
            self.volatile("ping", 0.0)

    def _frame(self, frame: list[Any]) -> None:
        kind, seq, ack = frame[:3]
        if kind == "welcome":
            self._welcome(frame)
            return
        if ack > self.sent:
            self.faults.append(f"ack {ack} for a message never sent (newest {self.sent})")
        self.acked = max(self.acked, ack)
        while self.unacked and self.unacked[0][0] <= ack:
            self.unacked.popleft()
        if seq:
            if seq <= self.newest:
                self.counts["wire_duplicates"] += 1
                return
            if seq != self.newest + 1:
                self.faults.append(f"frame {seq} after {self.newest}: a hole")
            self.newest = seq
            if self.keep:
                self.frames.append([kind, 0, 0, *frame[3:]])
        self._apply(kind, frame)
        if not self.unacked and not self.waiting:
            self.settled.set()

    def _apply(self, kind: str, frame: list[Any]) -> None:
        self.counts[kind] += 1
        match kind:
            case "slate":
                self._answered(frame[4])
            case "consented":
                self.durable = frame[4]
            case "refused":
                self.refusals[frame[3]] += 1
                if frame[3] in REJECTED and self.waiting.pop(frame[4], None):
                    self.counts["rejected"] += 1
            case "snapshot":
                self._answered(self.sent_heard)
        if self.on_frame is not None:
            self.on_frame(frame)

    def _answered(self, upto: int) -> None:
        now = time.perf_counter()
        for seq in [seq for seq in self.waiting if seq <= upto]:
            self.latencies.append(now - self.waiting.pop(seq))
            self.counts["answered"] += 1

    def _welcome(self, frame: list[Any]) -> None:
        _, _, _, visit, epoch, _generation, resumed, heard, following, durable, *_ = frame
        if self.visit:
            self.resumes[resumed] += 1
        self.sent_heard = 0
        if self.visit and resumed == "new":
            self._lost()
        elif resumed == "snapshot":
            self.counts["frames_replaced"] += max(0, following - 1 - self.newest)
            self.sent_heard = heard
            if self.keep:
                self.frames.append(["gap", following])
        elif self.visit and following != self.newest + 1:
            self.faults.append(f"resumed from {following}, asked for {self.newest + 1}")
        if self.durable and heard < self.acked:
            self.faults.append(f"acknowledged {self.acked}, but heard only {heard}")
        self.newest = following - 1
        self.visit, self.epoch, self.durable = visit, epoch, durable
        self.open.set()
        while self.unacked and self.unacked[0][0] <= heard:
            self.unacked.popleft()
        again = [message for _, message in self.unacked]
        self.counts["resent"] += len(again)
        for start in range(0, len(again), 16):
            self.write(again[start : start + 16])

    def _lost(self) -> None:
        """The server knows nothing of the visit: begin again, with what was not acknowledged."""
        if self.durable:
            self.faults.append(f"durable visit {self.visit} is gone")
        kept = [message for _, message in self.unacked]
        self.unacked.clear()
        self.waiting.clear()
        self.acked = self.sent = 0
        for message in kept:
            self.sent += 1
            message[1] = self.sent
            self.unacked.append((self.sent, message))


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of `values` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def run(main: Any) -> Any:
    """Run a coroutine on uvloop."""
    return uvloop.run(main)
