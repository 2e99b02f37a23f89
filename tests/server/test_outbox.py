"""Frames waiting for a shopper: numbered once, kept until they arrived, never without bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.outbox import KEPT_BYTES, KEPT_FRAMES, UNSENT_FRAMES, Outbox, with_numbers
from sessions.messages.frames import Ack, Pong, Said, SlateFrame
from sessions.wire import OUTBOUND_BYTES, decode_frames, encode_message


@pytest.fixture
def outbox():
    outbox = Outbox()
    outbox.connect()
    return outbox


def said(text="x"):
    return encode_message(Said(text=text))


def taken(outbox):
    frames = []
    while data := outbox.take():
        assert len(data) <= OUTBOUND_BYTES
        frames += decode_frames(data)
    return frames


@pytest.mark.parametrize("number", [0, 1, 127, 128, 255, 256, 65535, 65536, 2**32, 2**53 - 1])
@pytest.mark.parametrize("frame", [SlateFrame(version=3), Ack(), Pong(t0=1.5)])
def test_numbers_are_put_into_an_encoded_frame(frame, number):
    (read,) = decode_frames(b"\x91" + with_numbers(encode_message(frame), number, number))
    assert (read.seq, read.ack) == (number, number)
    assert type(read) is type(frame)


def test_frames_go_out_once_in_order_with_the_newest_ack(outbox):
    outbox.push(said("a"))
    outbox.acknowledge(5)
    outbox.push(said("b"))
    assert [(it.seq, it.ack, it.text) for it in taken(outbox)] == [(1, 5, "a"), (2, 5, "b")]
    assert taken(outbox) == []


def test_volatile_frames_are_newest_wins_and_go_first(outbox):
    outbox.push(said())
    for t0 in (1.0, 2.0):
        outbox.put("pong", encode_message(Pong(t0=t0)))
    assert [type(it) for it in taken(outbox)] == [Pong, Said]
    outbox.put("pong", encode_message(Pong(t0=3.0)))
    assert [it.t0 for it in taken(outbox)] == [3.0]


def test_an_ack_is_sent_alone_only_when_nothing_took_it_along(outbox):
    outbox.acknowledge(3)
    outbox.push(said())
    taken(outbox)
    outbox.flush_ack()
    assert taken(outbox) == []
    outbox.acknowledge(4)
    outbox.flush_ack()
    assert taken(outbox) == [Ack(ack=4)]


def test_what_was_missed_is_sent_again_with_its_number(outbox):
    for text in "abcd":
        outbox.push(said(text))
    taken(outbox)
    outbox.arrived(1)
    outbox.disconnect()
    outbox.push(said("e"))
    outbox.connect()
    assert outbox.has(2)
    outbox.rewind(2)
    assert [(it.seq, it.text) for it in taken(outbox)] == [(3, "c"), (4, "d"), (5, "e")]


def test_what_is_gone_or_never_was_cannot_be_resumed(outbox):
    for _ in range(4):
        outbox.push(said())
    outbox.arrived(2)
    assert [outbox.has(number) for number in range(6)] == [False, False, True, True, True, False]
    assert Outbox(7).has(6)


def test_what_is_kept_is_bounded(outbox):
    outbox.disconnect()
    for _ in range(KEPT_FRAMES + 10):
        outbox.push(said())
    assert not outbox.has(9)
    assert outbox.has(10)
    outbox.push(said("x" * KEPT_BYTES))
    assert not outbox.has(outbox.next - 2)


def test_a_client_that_does_not_read_is_sent_away_and_may_resume(outbox):
    told = []
    outbox.overflow = lambda: told.append(True)
    for _ in range(UNSENT_FRAMES + 5):
        outbox.push(said())
    assert told == [True]
    assert taken(outbox) == []
    assert outbox.has(outbox.next - 5)


def test_a_batch_stays_below_the_largest_frame(outbox):
    for _ in range(40):
        outbox.push(said("x" * 2000))
    assert len(taken(outbox)) == 40


@given(st.lists(st.sampled_from(["push", "take", "arrive", "cut"]), max_size=60))
def test_over_any_cuts_every_frame_arrives_exactly_once(script):
    outbox = Outbox()
    outbox.connect()
    pushed, arrived = 0, []

    def read(frames):
        for frame in frames:
            if not arrived or frame.seq > arrived[-1]:
                arrived.append(frame.seq)

    for move in script:
        if move == "push":
            pushed += 1
            outbox.push(said(str(pushed)))
        elif move == "take":
            data = outbox.take()
            read(decode_frames(data) if data else [])
        elif move == "arrive" and arrived:
            outbox.arrived(arrived[-1])
        elif move == "cut":
            outbox.take()  # lost with the socket
            outbox.disconnect()
            outbox.connect()
            outbox.rewind(arrived[-1] if arrived else 0)
    outbox.disconnect()
    outbox.connect()
    outbox.rewind(arrived[-1] if arrived else 0)
    read(taken(outbox))
    assert arrived == list(range(1, pushed + 1))
