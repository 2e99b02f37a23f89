"""What waits to be sent to one shopper: numbered, bounded, and remembered until it has arrived.

Reliable frames get numbers that count up over the whole visit; they are kept after sending, so that
a new socket can go on where the old one broke. Volatile ones wait in a slot each: the newest wins.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final

from sessions.wire import OUTBOUND_BYTES, join

KEPT_FRAMES: Final = 512
KEPT_BYTES: Final = 256 * 1024
"""What a client that is away may miss and still resume from memory."""

UNSENT_FRAMES: Final = 1024
UNSENT_BYTES: Final = 1024 * 1024
"""What a client that reads too slowly may leave waiting before it is sent away."""

FRAMES_AT_ONCE: Final = 64


def _nothing() -> None:
    return


class Outbox:
    """The frames of one visit, and the socket they go to, if there is one.

    `wake` is called when there is something to send, `overflow` when more is waiting than a client
    may leave unread: its socket is then to be closed, and it may come back and resume.
    """

    def __init__(self, first: int = 1) -> None:
        self.next = first
        self.acked = 0
        """Newest client message that may be acknowledged."""
        self.wake: Callable[[], None] = _nothing
        self.overflow: Callable[[], None] = _nothing
        self._connected = False
        self._kept: deque[tuple[int, bytes]] = deque()
        self._kept_bytes = 0
        self._unsent: deque[tuple[int, bytes]] = deque()
        self._unsent_bytes = 0
        self._slots: dict[str, bytes] = {}
        self._ack_sent = 0

    def push(self, frame: bytes) -> None:
        """Number a reliable frame, which is encoded with both its numbers 0."""
        numbered = (self.next, frame)
        self.next += 1
        self._kept.append(numbered)
        self._kept_bytes += len(frame)
        while len(self._kept) > KEPT_FRAMES or self._kept_bytes > KEPT_BYTES:
            self._kept_bytes -= len(self._kept.popleft()[1])
        if not self._connected:
            return
        self._unsent.append(numbered)
        self._unsent_bytes += len(frame)
        self.wake()
        if len(self._unsent) > UNSENT_FRAMES or self._unsent_bytes > UNSENT_BYTES:
            overflow = self.overflow
            self.disconnect()
            overflow()

    def connect(self) -> None:
        """A socket is there; what it is to be sent first is put, then `rewind` adds the rest."""
        self.disconnect()
        self._connected = True

    def disconnect(self) -> None:
        """The socket is gone: what it did not take is kept as far as there is room."""
        self.wake = self.overflow = _nothing
        self._forget_unsent()
        self._connected = False

    def put(self, slot: str, frame: bytes) -> None:
        """A volatile frame; an older one in the same slot is dropped."""
        self._slots[slot] = frame
        self.wake()

    def acknowledge(self, number: int) -> None:
        """Client messages up to `number` are safe. Goes out with the next frame, or by `flush_ack`."""
        self.acked = max(self.acked, number)

    def flush_ack(self) -> None:
        """Say so now, when no other frame has."""
        if self._ack_sent < self.acked and not self._unsent:
            self.put("ack", b"\x93\xa3ack\x00\x00")

    def arrived(self, number: int) -> None:
        """The client has all frames up to `number`: forget them."""
        kept = self._kept
        while kept and kept[0][0] <= number:
            self._kept_bytes -= len(kept.popleft()[1])

    def has(self, number: int) -> bool:
        """Whether all frames after `number` are still kept."""
        oldest = self._kept[0][0] if self._kept else self.next
        return oldest - 1 <= number < self.next

    def rewind(self, number: int) -> None:
        """Send (again) all that is kept after `number`."""
        self._unsent = deque(each for each in self._kept if each[0] > number)
        self._unsent_bytes = sum(len(frame) for _, frame in self._unsent)
        self.wake()

    def _forget_unsent(self) -> None:
        self._unsent.clear()
        self._unsent_bytes = 0
        self._slots.clear()
        self._ack_sent = 0

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not self._unsent and not self._slots

    def take(self) -> bytes:
        """One socket frame of what waits, volatile ones first; empty when nothing does."""
        unsent, acked = self._unsent, self.acked
        batch, size = [], 0
        if self._slots:
            batch = [with_numbers(frame, 0, acked) for frame in self._slots.values()]
            size = sum(map(len, batch))
            self._slots.clear()
        while unsent and len(batch) < FRAMES_AT_ONCE:
            number, frame = unsent[0]
            size += len(frame) + 16
            if batch and size > OUTBOUND_BYTES:
                break
            unsent.popleft()
            self._unsent_bytes -= len(frame)
            batch.append(with_numbers(frame, number, acked))
        if not batch:
            return b""
        self._ack_sent = acked
        return join(batch)


def with_numbers(frame: bytes, seq: int, ack: int) -> bytes:
    """Put the two numbers into an encoded message whose own are 0: ``[type, 0, 0, ...]``.

    The array's head is one byte (fewer than 16 fields) and the type a short string, so they stand
    at a known place; encoding once serves log, wire and resending.
    """
    at = 2 + (frame[1] & 0x1F)
    return b"".join((frame[:at], _number(seq), _number(ack), frame[at + 2 :]))


def _number(value: int) -> bytes:
    if value < 0x80:
        return bytes((value,))
    if value < 0x10000:
        return b"\xcd" + value.to_bytes(2, "big")
    if value < 0x100000000:
        return b"\xce" + value.to_bytes(4, "big")
    return b"\xcf" + value.to_bytes(8, "big")
