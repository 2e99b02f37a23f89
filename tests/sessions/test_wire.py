"""Frames: every input is accepted or refused with a documented error."""

import msgpack
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.errors import FrameMalformed, FrameRefused, FrameTooLarge, MessageUnknown
from sessions.messages.common import Act, Slot
from sessions.messages.frames import Pong, Said, SlateFrame
from sessions.messages.shopper import (
    Bye,
    Do,
    Gesture,
    Gestures,
    Hello,
    Say,
    Seen,
    ShopperMessage,
    Want,
    Wanted,
)
from sessions.wire import BATCH, INBOUND_BYTES, decode, decode_frames, encode, join

REAL = [
    [Hello(token="t" * 200, lang="zh-CN", capabilities=("hands",))],
    [Gestures(seq=1, items=(Gesture("grab", "p1", hand="left", ms=300, magnitude=0.25),))],
    [Gestures(seq=2, items=(Gesture("place", "p1", at=(0.5, 0.0, -2.0)),)), Bye(seq=3)],
    [Say(seq=4, text="左边那件红的", lang="zh-CN", scene=(Seen("p1", (-1.0, 0.0, -2.0), 0.5),))],
    [Do(seq=5, act=Act("cart.add", ("p1",), (Slot("size", "M"),)))],
    [Want(items=(Wanted("ab" * 32, 5),))],
]


@pytest.mark.parametrize("messages", REAL, ids=lambda it: type(it[0]).__name__)
def test_round_trip(messages):
    assert decode(encode(messages)) == messages


def test_an_independent_decoder_reads_the_same():
    frame = encode([Gestures(seq=7, ack=3, items=(Gesture("grab", "p1"),))])
    assert msgpack.unpackb(frame) == [
        ["gestures", 7, 3, [["grab", "p1", "", "none", 0, 0.0, None, 0]]]
    ]


def test_an_independent_encoder_is_read_and_trailing_defaults_may_be_left_out():
    frame = msgpack.packb([["gestures", 7, 3, [["grab", "p1"]]], ["bye", 8]])
    assert decode(frame) == [Gestures(7, 3, (Gesture("grab", "p1"),)), Bye(8)]


@pytest.mark.parametrize(
    ("frame", "error"),
    [
        (b"", FrameMalformed),
        (b"\xc1", FrameMalformed),
        (msgpack.packb({"type": "bye"}), FrameMalformed),
        (msgpack.packb(["bye", 1, 0]), FrameMalformed),
        (msgpack.packb([["nope", 1, 0]]), MessageUnknown),
        (msgpack.packb([["bye", -1, 0]]), FrameMalformed),
        (msgpack.packb([["bye", 2**53, 0]]), FrameMalformed),
        (msgpack.packb([["bye", "1", 0]]), FrameMalformed),
        (msgpack.packb([["bye", 1, 0, 7]]), FrameMalformed),
        (msgpack.packb([["gestures", 1, 0, [["wave"]]]]), FrameMalformed),
        (msgpack.packb([["gestures", 1, 0, [["grab", "x" * 65]]]]), FrameMalformed),
        (msgpack.packb([["gestures", 1, 0, [["grab"]] * 33]]), FrameMalformed),
        (msgpack.packb([["say", 1, 0, "x" * 401]]), FrameMalformed),
        (msgpack.packb([["ping", 0, 0, 1.0]]) + b"\x00", FrameMalformed),
        (msgpack.packb([["gestures", 1, 0, [["grab", "", "", "none", 0, float("nan")]]]]),
         FrameMalformed),
        (msgpack.packb([["want", 0, 0, [["AB" * 32]]]]), FrameMalformed),
        (msgpack.packb([["ping", 0, 0]] * (BATCH + 1)), FrameTooLarge),
        (b"\x91" * INBOUND_BYTES, FrameMalformed),
        (b"\x00" * (INBOUND_BYTES + 1), FrameTooLarge),
        (b"\xdd\xff\xff\xff\xff", FrameMalformed),
    ],
)  # fmt: skip
def test_refused(frame, error):
    with pytest.raises(error) as refused:
        decode(frame)
    assert refused.value.close == 3501


@given(st.binary(max_size=400))
def test_any_bytes_are_accepted_or_refused(data):
    try:
        messages = decode(data)
    except FrameRefused:
        return
    assert all(isinstance(each, ShopperMessage) for each in messages)


@given(
    st.sampled_from([encode(each) for each in REAL]),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), min_size=1, max_size=6),
    st.integers(0, 40),
)
def test_a_damaged_frame_is_accepted_or_refused(frame, changes, cut):
    data = bytearray(frame)
    for place, value in changes:
        data[place % len(data)] = value
    try:
        messages = decode(bytes(data[: len(data) - cut]))
    except FrameRefused:
        return
    assert decode(encode(messages)) == messages


_json = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 2**60) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=5),
    max_leaves=20,
)


@given(st.lists(st.tuples(st.sampled_from(["hello", "gestures", "say", "do", "want"]), _json)))
def test_any_shape_is_accepted_or_refused(parts):
    frame = msgpack.packb([[name, 1, 0, rest] for name, rest in parts])
    try:
        decode(frame)
    except FrameRefused:
        return


@pytest.mark.parametrize("count", [1, 15, 16, 300])
def test_joined_messages_read_as_one_frame(count):
    encoded = [msgspec.msgpack.encode(Pong(t0=float(at))) for at in range(count)]
    assert decode_frames(join(encoded)) == [Pong(t0=float(at)) for at in range(count)]


def test_frames_round_trip_and_rubbish_is_refused():
    frames = [SlateFrame(1, 2, 3, 4), Said(text="好的")]
    assert decode_frames(encode(frames)) == frames
    with pytest.raises(MessageUnknown):
        decode_frames(b"\x91\x91\xa4nope")
