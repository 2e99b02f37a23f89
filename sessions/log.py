"""The log of one visit: blocks of entries `(seq, t_ms, kind, frame)` in the wire's own encoding.

A file or a database row holds the same bytes::

    block   = length u32 | crc32 u32 | first u64 | last u64 | chain 32 bytes | sealed entries
    chain   = sha256(chain of the block before | first | last | sealed entries)
    entries = msgpack array of [seq, t_ms, kind, frame]

Block 0 holds the header, never sealed. All numbers are little-endian; `crc32` covers everything
after itself. The chain runs over what was stored, so it verifies without the key: erasing a key
makes a log unreadable, not unverifiable.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal, NamedTuple

import msgspec

from sessions.errors import LogDamaged, LogUnreadable

FORMAT: Final = 1
BLOCK_EVENTS: Final = 64
SNAPSHOT_EVENTS: Final = 500

Kind = Literal["event", "frame", "job", "snapshot", "epoch"]

Seal = Callable[[bytes, int], bytes]
"""(entries, first seq) -> sealed bytes, or back."""

_HEAD: Final = struct.Struct("<II")
_REST: Final = struct.Struct("<QQ32s")


class Header(msgspec.Struct, frozen=True):
    """What the log was made by. `models` are versions by kind of Job.

    `began_ms` is when the visit's clock was 0, in milliseconds since 1970; `first_frame` the number
    of the first reliable frame in this log.
    """

    visit: str
    epoch: str
    catalogue: str
    models: dict[str, str] = {}
    seed: int = 0
    protocol: str = "showroom.v1"
    format: int = FORMAT
    cipher: str = "none"
    first_frame: int = 1
    began_ms: int = 0


class Entry(msgspec.Struct, array_like=True, frozen=True):
    """One line of the log; `frame` is the encoded event, frame, job digest, state or epoch."""

    seq: int
    t_ms: int
    kind: Kind
    frame: msgspec.Raw


class JobDigest(msgspec.Struct, array_like=True, frozen=True):
    """A Job as the log keeps it: enough to see that a replay asks for the same."""

    kind: str
    for_seq: int
    crc32: int


class Block(NamedTuple):
    """Bytes ready to be stored, and the events they cover."""

    first: int
    last: int
    data: bytes


_encoder: Final = msgspec.msgpack.Encoder()
_append: Final = _encoder.encode_into
_header: Final = msgspec.msgpack.Decoder(Header)
_entry_list: Final = msgspec.msgpack.Decoder(list[Entry])


def plain(entries: bytes, _first: int) -> bytes:
    """The seal of a log that is not encrypted."""
    return entries


class LogWriter:
    """Collects entries and cuts them into chained blocks.

    Args:
        header: becomes block 0, at hand as `header`.
        seal: encrypts the entries of one block; see `plain`. May be set until the first `take`.
    """

    def __init__(self, header: Header, seal: Seal = plain) -> None:
        self.seal = seal
        self._chain = bytes(32)
        self._pending = bytearray()
        self._count = 0
        self._first = 0
        self._last = 0
        self.header = self._frame(0, 0, _encoder.encode(header))

    @classmethod
    def resume(cls, header: Header, tail: bytes, seal: Seal = plain) -> LogWriter:
        """Go on after `tail`, the last block that was stored."""
        writer = cls(header, seal)
        writer._chain = _REST.unpack_from(tail, _HEAD.size)[2]
        return writer

    def add(self, seq: int, t_ms: int, kind: Kind, frame: bytes) -> None:
        """Append one entry whose frame is encoded already."""
        self.extend(seq, t_ms, ((kind, msgspec.Raw(frame)),))

    def extend(self, seq: int, t_ms: int, entries: Iterable[tuple[Kind, object]]) -> None:
        """Append what belongs to one event: kinds and frames, encoded (`Raw`) or yet to be."""
        pending = self._pending
        if not pending:
            self._first = seq
        self._last = seq
        for kind, frame in entries:
            self._count += 1
            _append((seq, t_ms, kind, frame), pending, -1)

    @property
    def full(self) -> bool:
        """Whether the events collected fill a block."""
        return bool(self._pending) and self._last - self._first + 1 >= BLOCK_EVENTS

    @property
    def empty(self) -> bool:
        """Whether nothing was added since the last `take`."""
        return not self._pending

    def take(self) -> Block:
        """The entries so far as one block; the next one is chained to it."""
        first, last = self._first, self._last
        entries = b"\xdd" + self._count.to_bytes(4, "big") + self._pending
        body = self.seal(entries, first)
        self._pending.clear()
        self._count = 0
        return Block(first, last, self._frame(first, last, body))

    def _frame(self, first: int, last: int, body: bytes) -> bytes:
        self._chain = _link(self._chain, first, last, body)
        rest = _REST.pack(first, last, self._chain) + body
        return _HEAD.pack(len(rest), zlib.crc32(rest)) + rest


def read(data: bytes, unseal: Seal = plain) -> tuple[Header, Iterator[Entry]]:
    """The header and the entries of a log; each block is verified as it is reached.

    Raises:
        LogUnreadable: not a log, or of another format.
        LogDamaged: a block is torn, altered, missing or out of order (also while iterating).
    """
    blocks = _blocks(data)
    try:
        header = _header.decode(next(blocks)[2])
    except (StopIteration, msgspec.DecodeError) as error:
        raise LogUnreadable("this is not the log of a visit") from error
    if header.format != FORMAT:
        raise LogUnreadable(f"log format {header.format}, this build reads {FORMAT}")
    return header, _entries(blocks, unseal)


def check(data: bytes) -> int:
    """Verify lengths, checksums and chain without a key; the number of blocks.

    Raises:
        LogDamaged: a block is torn, altered, missing or out of order.
    """
    return sum(1 for _ in _blocks(data))


def _entries(blocks: Iterator[tuple[int, int, bytes]], unseal: Seal) -> Iterator[Entry]:
    for first, _last, body in blocks:
        yield from _decode(unseal(body, first), first)


def _decode(entries: bytes, first: int) -> list[Entry]:
    try:
        return _entry_list.decode(entries)
    except msgspec.DecodeError as error:
        raise LogDamaged(f"the entries from event {first} on do not read", seq=first) from error


def _blocks(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(first, last, sealed entries) of each block, verified."""
    chain = bytes(32)
    offset = last = 0
    while offset < len(data):
        rest = _rest(data, offset, last)
        first, last_here, linked = _REST.unpack_from(rest)
        body = rest[_REST.size :]
        if linked != _link(chain, first, last_here, body):
            raise LogDamaged(f"the chain breaks after event {last}", seq=last)
        yield first, last_here, body
        chain, last = linked, last_here
        offset += _HEAD.size + len(rest)


def _rest(data: bytes, offset: int, last: int) -> bytes:
    if offset + _HEAD.size > len(data):
        raise LogDamaged(f"the log is torn after event {last}", seq=last)
    length, crc = _HEAD.unpack_from(data, offset)
    rest = data[offset + _HEAD.size : offset + _HEAD.size + length]
    if len(rest) != length or length < _REST.size:
        raise LogDamaged(f"the log is torn after event {last}", seq=last)
    if zlib.crc32(rest) != crc:
        raise LogDamaged(f"the block after event {last} is damaged", seq=last)
    return rest


def _link(chain: bytes, first: int, last: int, body: bytes) -> bytes:
    return hashlib.sha256(chain + struct.pack("<QQ", first, last) + body).digest()
