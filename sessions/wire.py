"""Bytes of a frame <-> messages. A frame is a msgpack array of messages, in either direction.

The decoder is typed: what it returns has every field in its type and range, and nothing unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from sessions.errors import FrameMalformed, FrameTooLarge, MessageUnknown
from sessions.messages.common import Message
from sessions.messages.frames import Frame
from sessions.messages.shopper import ShopperMessage

INBOUND_BYTES: Final = 16 * 1024
OUTBOUND_BYTES: Final = 64 * 1024
BATCH: Final = 64
"""Messages in one frame."""

_shopper: Final[msgspec.msgpack.Decoder[list[ShopperMessage]]] = msgspec.msgpack.Decoder(
    list[ShopperMessage]
)
_frames: Final[msgspec.msgpack.Decoder[list[Frame]]] = msgspec.msgpack.Decoder(list[Frame])
_encoder: Final = msgspec.msgpack.Encoder()

encode_message: Final = _encoder.encode
"""One message -> its bytes, without the array around it."""


def decode(data: bytes) -> list[ShopperMessage]:
    """What a shopper sent.

    Raises:
        FrameTooLarge: more than `INBOUND_BYTES`, or more than `BATCH` messages.
        MessageUnknown: a message type that this build does not know.
        FrameMalformed: not msgpack, or not the fields that its type has.
    """
    if len(data) > INBOUND_BYTES:
        raise FrameTooLarge(f"{len(data)} bytes, at most {INBOUND_BYTES}")
    try:
        messages = _shopper.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, OverflowError) as error:
        raise _refusal(error) from error
    if len(messages) > BATCH:
        raise FrameTooLarge(f"{len(messages)} messages, at most {BATCH}")
    return messages


def decode_frames(data: bytes) -> list[Frame]:
    """What a server sent: for clients written in Python, and for tests.

    Raises:
        FrameRefused: not frames of this protocol.
    """
    try:
        return _frames.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, OverflowError) as error:
        raise _refusal(error) from error


def encode(messages: Iterable[Message]) -> bytes:
    """One frame of `messages`."""
    return _encoder.encode(list(messages))


def join(encoded: list[bytes]) -> bytes:
    """One frame of messages that are encoded already (fewer than 65,536)."""
    count = len(encoded)
    head = bytes((0x90 | count,)) if count < 16 else b"\xdc" + count.to_bytes(2, "big")
    return head + b"".join(encoded)


def _refusal(error: Exception) -> FrameMalformed | MessageUnknown:
    text = str(error)
    if text.startswith("Invalid value") and text.endswith("[0]`"):
        return MessageUnknown(text)
    return FrameMalformed(text or type(error).__name__)
