"""Blobs in chunks over one socket: what next, and how much at once. Knows no socket and no clock.

The client lists what it wants, most wanted first (`Want`), and says what arrived (`Got`). Between
the two at most a window of bytes is under way (`server.pacing`), so that an answer to a gesture
never queues behind more than that. `now` is in seconds of any steady clock; sizes are bytes.
"""

from __future__ import annotations

from collections import deque
from typing import Final

import msgspec

from server.blobs import Blobs
from server.pacing import WINDOW, Mark, Pace
from sessions.errors import BlobUnknown
from sessions.messages.frames import Chunk, Refused
from sessions.messages.shopper import Got, Want, Wanted

_LEAST: Final = 1024
"""What a chunk counts for at least, so that tiny blobs cannot make an endless list."""
_REFUSALS: Final = 256


class _Stream(msgspec.Struct, eq=False):
    """One blob on its way: `got <= sent <= total`."""

    sha256: str
    total: int
    got: int
    sent: int


class _Sent(msgspec.Struct, eq=False):
    """One chunk under way."""

    stream: _Stream
    end: int
    cost: int
    mark: Mark


class Delivery:
    """What one connection streams.

    Args:
        blobs: where the bytes are.
        window: bytes under way before anything was measured.
    """

    def __init__(self, blobs: Blobs, window: int = WINDOW) -> None:
        self.pace = Pace(window)
        """How much may be under way."""
        self.in_flight = 0
        """Bytes under way (a small chunk counts for a little more)."""
        self._blobs = blobs
        self._order: deque[_Stream] = deque()
        self._known: dict[str, _Stream] = {}
        self._sent: deque[_Sent] = deque()
        self._refusals: deque[Refused] = deque(maxlen=_REFUSALS)
        self._refused: dict[str, None] = {}

    def want(self, want: Want) -> None:
        """Stream these, in this order, in place of what was wanted before.

        What is under way is not sent again, unless the client asks from before what it had.
        """
        under_way = {each.stream.sha256: each.stream for each in self._sent}
        known = {**under_way, **self._known}
        streams = {item.sha256: self._stream(item, known) for item in want.items}
        self._order = deque(stream for stream in streams.values() if stream)
        self._known = {stream.sha256: stream for stream in self._order}

    def got(self, got: Got, now: float) -> None:
        """Bytes arrived. Sockets keep the order, so all that was sent before has arrived, too.

        What was never sent is ignored.
        """
        arrived = [self._sent.popleft() for _ in range(self._count(got))]
        for each in arrived:
            each.stream.got = each.end
            self.in_flight -= each.cost
        if arrived:
            self.pace.arrive(arrived[-1].mark, sum(each.cost for each in arrived), now)

    def next_chunk(self, now: float) -> Chunk | Refused | None:
        """What to send now, or None until the next `want` or `got`.

        `Refused` tells, once for each, that a wanted blob is not here.
        """
        while not self._refusals and self._order:
            stream = self._order[0]
            size = min(self.pace.chunk, stream.total - stream.sent)
            if size <= 0:
                self._order.popleft()
            elif self.in_flight and self.in_flight + size > self.pace.window:
                self.pace.hold()
                return None
            else:
                try:
                    return self._chunk(stream, size, now)
                except BlobUnknown as error:
                    self._order.popleft()
                    self._refuse(stream.sha256, error)
        return self._refusals.popleft() if self._refusals else None

    def _stream(self, item: Wanted, known: dict[str, _Stream]) -> _Stream | None:
        stream = known.get(item.sha256)
        if stream and stream.got <= item.offset <= stream.sent:
            return stream
        try:
            total = self._blobs.size(item.sha256)
            if item.offset > total or not total:
                raise BlobUnknown(f"blob {item.sha256} has {total} bytes")  # noqa: TRY301 - one refusal for all
        except BlobUnknown as error:
            self._refuse(item.sha256, error)
            return None
        return _Stream(item.sha256, total, item.offset, item.offset)

    def _refuse(self, sha256: str, error: BlobUnknown) -> None:
        if sha256 in self._refused:
            return
        self._refused[sha256] = None
        if len(self._refused) > _REFUSALS:
            del self._refused[next(iter(self._refused))]
        self._refusals.append(Refused(code=error.code, message=error.message))

    def _chunk(self, stream: _Stream, size: int, now: float) -> Chunk:
        offset = stream.sent
        data = self._blobs.read(stream.sha256, offset, size)
        stream.sent += size
        cost = max(size, _LEAST)
        mark = self.pace.leave(cost, self.in_flight, now)
        self._sent.append(_Sent(stream, stream.sent, cost, mark))
        self.in_flight += cost
        return Chunk(sha256=stream.sha256, offset=offset, total=stream.total, data=data)

    def _count(self, got: Got) -> int:
        """How many of the chunks under way, in their order, `got` covers."""
        for back, each in enumerate(reversed(self._sent)):
            if each.stream.sha256 == got.sha256 and each.end <= got.offset:
                return len(self._sent) - back
        return 0
