"""What passes between the server and its listening process: length u32, then msgpack."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

import msgspec

from sessions.messages.common import Lang
from sessions.speech.listener import Heard

Each = TypeVar("Each")

HEAD: Final = 4
LONGEST: Final = 64 * 1024
"""Bytes of one order; more means that the two have lost each other."""


class Order(msgspec.Struct, frozen=True, array_like=True, tag=str.lower):
    """Base: about the microphone `ear`."""

    ear: int


class Open(Order, frozen=True):
    """A microphone is opened; one of that number that was open is forgotten."""

    lang: Lang
    push: bool = False


class Pcm(Order, frozen=True):
    """Its sound."""

    pcm: bytes


class Close(Order, frozen=True):
    """It is closed. `cancel`: what was being said is not wanted."""

    cancel: bool = False


class Told(msgspec.Struct, frozen=True, array_like=True):
    """What was heard at the microphone `ear`; `None` when it is closed."""

    ear: int
    heard: Heard | None = None


_encode: Final = msgspec.msgpack.Encoder().encode
_orders: Final[msgspec.msgpack.Decoder[Open | Pcm | Close]] = msgspec.msgpack.Decoder(
    Open | Pcm | Close
)
_told: Final[msgspec.msgpack.Decoder[Told]] = msgspec.msgpack.Decoder(Told)

order: Final = _orders.decode
told: Final = _told.decode


def framed(each: Order | Told) -> bytes:
    """The bytes of one, with its length."""
    body = _encode(each)
    return len(body).to_bytes(HEAD, "little") + body


def read(source: Callable[[int], bytes], decode: Callable[[bytes], Each]) -> Each | None:
    """The next one of a blocking stream; `None` at its end.

    Raises:
        ValueError: its length is out of bounds.
    """
    head = source(HEAD)
    if len(head) < HEAD:
        return None
    size = length(head)
    body = source(size)
    return decode(body) if len(body) == size else None


def length(head: bytes) -> int:
    """Bytes of the body that follows `head`.

    Raises:
        ValueError: out of bounds.
    """
    size = int.from_bytes(head, "little")
    if size > LONGEST:
        raise ValueError(f"{size} bytes, at most {LONGEST}")
    return size
