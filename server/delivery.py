"""Blobs in chunks over one socket: what next, and how much at once. Knows no socket and no clock.

The client lists what it wants, most wanted first (`Want`), and says what arrived (`Got`). Between
the two at most a window of bytes is under way, so that an answer to a gesture never queues behind
more than that:

    window = gain x highest delivery rate x shortest round trip + one chunk

as in BBR (Cardwell et al. 2016), where the rate is what arrived between a chunk's sending and its
`Got`. The gain is 2 until a larger window no longer brings a higher rate, so that a long line is
filled in a few round trips; then 1. The extra chunk lets the window grow when the line becomes
faster. `now` is in seconds of any steady clock; sizes are bytes.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from typing import Final

import msgspec

from server.blobs import Blobs
from sessions.errors import BlobUnknown
from sessions.messages.frames import Chunk, Refused
from sessions.messages.shopper import Got, Want, Wanted

CHUNK: Final = 32 * 1024
WINDOW: Final = 64 * 1024
LARGEST: Final = 1024 * 1024

_LEAST: Final = 1024
"""What a chunk counts for at least, so that tiny blobs cannot make an endless list."""
_REFUSALS: Final = 256
_GROWTH: Final = 1.25
_IN_VAIN: Final = 3
_RATE_S: Final = 2.0
_ROUND_TRIP_S: Final = 15.0


class _Stream(msgspec.Struct, eq=False):
    """One blob on its way: `got <= sent <= total`."""

    sha256: str
    total: int
    got: int
    sent: int


class _Sent(msgspec.Struct, eq=False):
    """One chunk under way; `delivered` bytes had arrived by `since` when it left at `at`."""

    stream: _Stream
    end: int
    cost: int
    at: float
    delivered: int
    since: float


class _Extreme:
    """The best value of the last one to two spans of `span_s` seconds in which there were any."""

    def __init__(self, best: Callable[[float, float], float], span_s: float) -> None:
        self._best = best
        self._span_s = span_s
        self._since = -math.inf
        self._before = self._now = math.nan

    def add(self, value: float, now: float) -> float:
        """Take in a value; the best one now."""
        if now - self._since >= self._span_s:
            first = math.isnan(self._now)
            self._before, self._now, self._since = value if first else self._now, value, now
        self._now = self._best(self._now, value)
        return self._best(self._before, self._now)


class _Gain:
    """2 while a larger window brings a higher rate, else 1; judged once a round trip."""

    def __init__(self) -> None:
        self._best = 0.0
        self._round_at = 0
        self._in_vain = 0
        self.limited = False
        """Whether the window held something back in this round: else nothing can be learnt."""

    def add(self, rate: float, sent_after: int, delivered: int) -> int:
        """The gain, after a chunk arrived that left when `sent_after` bytes had been delivered."""
        if sent_after >= self._round_at:
            self._round_at = delivered
            if rate > self._best * _GROWTH:
                self._best, self._in_vain = rate, 0
            elif self.limited:
                self._in_vain += 1
            self.limited = False
        return 2 if self._in_vain < _IN_VAIN else 1


class Delivery:
    """What one connection streams.

    Args:
        blobs: where the bytes are.
        window: bytes under way before anything was measured.
    """

    def __init__(self, blobs: Blobs, window: int = WINDOW) -> None:
        self.window = window
        """Bytes that may be under way now."""
        self.in_flight = 0
        """Bytes under way (a small chunk counts for a little more)."""
        self._blobs = blobs
        self._order: deque[_Stream] = deque()
        self._known: dict[str, _Stream] = {}
        self._sent: deque[_Sent] = deque()
        self._refusals: deque[Refused] = deque(maxlen=_REFUSALS)
        self._refused: dict[str, None] = {}
        self._delivered = 0
        self._delivered_at = 0.0
        self._gain = _Gain()
        self._rate = _Extreme(max, _RATE_S)
        self._round_trip = _Extreme(min, _ROUND_TRIP_S)

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
            self._delivered += each.cost
        if arrived:
            self._delivered_at = now
            self._measure(arrived[-1], now)

    def next_chunk(self, now: float) -> Chunk | Refused | None:
        """What to send now, or None until the next `want` or `got`.

        `Refused` tells, once for each, that a wanted blob is not here.
        """
        while not self._refusals and self._order:
            stream = self._order[0]
            size = min(CHUNK, stream.total - stream.sent)
            if size <= 0:
                self._order.popleft()
            elif self.in_flight and self.in_flight + size > self.window:
                self._gain.limited = True
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
            total = self._blobs.find(item.sha256).size
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
        if not self._sent:
            self._delivered_at = now
        cost = max(size, _LEAST)
        sent = _Sent(stream, stream.sent, cost, now, self._delivered, self._delivered_at)
        self._sent.append(sent)
        self.in_flight += cost
        return Chunk(sha256=stream.sha256, offset=offset, total=stream.total, data=data)

    def _count(self, got: Got) -> int:
        """How many of the chunks under way, in their order, `got` covers."""
        for back, each in enumerate(reversed(self._sent)):
            if each.stream.sha256 == got.sha256 and each.end <= got.offset:
                return len(self._sent) - back
        return 0

    def _measure(self, newest: _Sent, now: float) -> None:
        took, since = now - newest.at, now - newest.since
        if took <= 0 or since <= 0:
            return
        rate = self._rate.add((self._delivered - newest.delivered) / since, now)
        round_trip = self._round_trip.add(took, now)
        gain = self._gain.add(rate, newest.delivered, self._delivered)
        self.window = min(LARGEST, int(gain * rate * round_trip) + CHUNK)
