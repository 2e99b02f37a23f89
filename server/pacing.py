"""How many bytes may be under way to one client, and in pieces of what size. Knows no socket.

The window is steered by what queues, as TCP Vegas does (Brakmo and Peterson 1994): the shortest
round trip of the last few acknowledgements beside the shortest of all. Below `_QUEUE_S` the window
grows, at first twofold a round trip, then by a chunk; above, it is cut to what would queue for just
so long. So the line is never idle, and an answer to a gesture waits for no more than about that.
Acknowledgements come late from a client that gathers them or is busy drawing, but hardly all of
them: the shortest tells of the line alone.

A chunk takes `_PIECE_S` of the line, 32 KiB at most: on a slow line small ones let an answer pass
sooner. What always queues a little hides the true round trip: when none as short as the shortest
was seen for a while, a few are sent alone, so that nothing queues (as in BBR, Cardwell et al. 2016). `now` is in seconds of any steady clock; sizes are bytes.
"""

from __future__ import annotations

import math
from typing import Final

import msgspec

CHUNK: Final = 32 * 1024
WINDOW: Final = 64 * 1024
LARGEST: Final = 1024 * 1024

_SMALLEST: Final = 4 * 1024
_STEP: Final = 1024
_PIECE_S: Final = 0.003
_QUEUE_S: Final = 0.005
_SAMPLES: Final = 4
_SPAN_S: Final = 0.15
_RATE_S: Final = 5.0
_ROUND_TRIP_S: Final = 10.0
_PROBES: Final = 2
_PROBING_S: Final = 0.05
_FULL: Final = 1.5
_ALIKE: Final = 1.5
_NOTED: Final = 0.1
_INSTANT_S: Final = 1e-5


class Mark(msgspec.Struct, eq=False):
    """What was known when `size` bytes left `at` a time: to be kept until they are acknowledged."""

    at: float
    size: int
    delivered: int
    """Bytes that had arrived."""
    alone: bool
    """Nothing was under way before."""


class _Rate:
    """Bytes a second, over spans long enough that no bucket and no burst shows; the highest counts.

    A router lets some kilobytes pass at once, and acknowledgements that were held up come together:
    both tell of a line that is not there.
    """

    def __init__(self) -> None:
        self._since = self._kept_at = 0.0
        self._bytes = 0
        self._before = self._now = 0.0

    def begin(self, now: float) -> None:
        """After a pause."""
        self._since, self._bytes = now, 0

    def add(self, size: int, now: float) -> float:
        """Take in what arrived; the highest rate of the last few seconds in which there was any."""
        self._bytes += size
        span = now - self._since
        if span >= _SPAN_S:
            self._keep(self._bytes / span, now)
            self.begin(now)
        return max(self._before, self._now) or self._bytes / max(span, _INSTANT_S)

    def _keep(self, rate: float, now: float) -> None:
        if now - self._kept_at >= _RATE_S:
            self._before, self._now, self._kept_at = self._now, 0.0, now
        self._now = max(self._now, rate)


class _Round:
    """About a round trip: all that is acknowledged until what leaves now has arrived."""

    def __init__(self) -> None:
        self._ends_at = 0
        self._samples: list[float] = []
        self.limited = False
        """Whether the window held something back: else it need not grow."""

    def add(self, took: float, sent_after: int, delivered: int) -> float | None:
        """The shortest round trip, when this acknowledgement ends the round."""
        self._samples.append(took)
        if sent_after < self._ends_at or len(self._samples) < _SAMPLES:
            return None
        shortest, self._ends_at = min(self._samples), delivered
        self._samples.clear()
        return shortest


class _RoundTrip:
    """The shortest round trip of a chunk, and when it must be looked for anew."""

    def __init__(self) -> None:
        self.shortest = 10.0
        self.probing = False
        self._size = CHUNK
        self._seen_at = 0.0
        self._probes: list[float] = []

    def add(self, took: float, mark: Mark, chunk: int, now: float) -> None:
        """Take in one of a chunk, while `chunk` bytes are what is sent at once."""
        if mark.size * _ALIKE < (chunk if self.probing else max(chunk, self._size)):
            return  # the end of a blob, say: it took less of the line than others do
        if self.probing:
            self._probe(took, mark, now)
        elif took <= self.shortest:
            self._found(took, mark.size, now)
        self.probing |= now - self._seen_at > _ROUND_TRIP_S

    def fit(self, chunk: int, rate: float) -> None:
        """Chunks are of `chunk` bytes now. Much smaller ones than the one that was measured take less."""
        saved = (self._size - chunk) / rate
        self.probing |= chunk * _ALIKE < self._size and saved > self.shortest * _NOTED

    def _probe(self, took: float, mark: Mark, now: float) -> None:
        if mark.alone:
            self._probes.append(took)
        if len(self._probes) >= _PROBES and sum(self._probes) >= _PROBING_S:
            self._found(min(self._probes), mark.size, now)

    def _found(self, shortest: float, size: int, now: float) -> None:
        self.shortest, self._size, self._seen_at, self.probing = shortest, size, now, False
        self._probes.clear()


class Pace:
    """The window of one client.

    Args:
        window: bytes under way before anything was measured.
    """

    def __init__(self, window: int = WINDOW) -> None:
        self.chunk = CHUNK
        """Bytes to send at once."""
        self._window = window
        self._delivered = 0
        self._delivered_at = -math.inf
        self._rate = _Rate()
        self._round = _Round()
        self._round_trip = _RoundTrip()
        self._doubles = True

    @property
    def window(self) -> int:
        """Bytes that may be under way now."""
        return self.chunk if self._round_trip.probing else max(self.chunk, self._window)

    def hold(self) -> None:
        """The window is full, and more is to be sent."""
        self._round.limited = True

    def leave(self, size: int, in_flight: int, now: float) -> Mark:
        """`size` bytes leave while `in_flight` are under way before them."""
        if not in_flight and now - self._delivered_at > _SPAN_S:
            self._rate.begin(now)
        return Mark(now, size, self._delivered, not in_flight)

    def arrive(self, newest: Mark, size: int, now: float) -> None:
        """`size` bytes arrived; the last chunk of them left at `newest`."""
        self._delivered += size
        self._delivered_at = now
        took = now - newest.at
        if took <= 0:
            return
        rate = self._rate.add(size, now)
        self.chunk = min(CHUNK, max(_SMALLEST, int(rate * _PIECE_S) // _STEP * _STEP))
        self._round_trip.add(took, newest, self.chunk, now)
        self._doubles &= took <= _FULL * self._round_trip.shortest + _QUEUE_S
        if self._doubles and self._round.limited and not self._round_trip.probing:
            self._window += size
        shortest = self._round.add(took, newest.delivered, self._delivered)
        if shortest is not None and not self._round_trip.probing:
            self._steer(shortest)
        if not self._doubles:
            self._round_trip.fit(self.chunk, rate)
        # Whatever was measured before: twice what the line holds is never of use.
        self._window = min(
            self._window, int(2 * rate * self._round_trip.shortest) + WINDOW, LARGEST
        )

    def _steer(self, shortest: float) -> None:
        allowed = self._round_trip.shortest + _QUEUE_S
        if shortest > allowed:
            self._doubles = False
            self._window = max(2 * self.chunk, int(self._window * allowed / shortest))
        elif self._round.limited:
            self._window += self.chunk
        self._round.limited = False
