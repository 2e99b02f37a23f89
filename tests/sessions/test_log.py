"""The log: what was written is read; what was touched is noticed."""

import struct

import msgpack
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.errors import LogDamaged, LogUnreadable
from sessions.log import Header, LogWriter, check, plain, read

HEADER = Header("visit", "epoch", "catalogue", {"rank": "1"}, 7)


def written(events=10, per_block=3, seal=plain):
    writer = LogWriter(HEADER, seal)
    blocks = [writer.header]
    for seq in range(1, events + 1):
        writer.add(seq, seq * 5, "event", msgpack.packb(["e", seq]))
        writer.add(seq, seq * 5, "frame", msgpack.packb(["f", seq]))
        if seq % per_block == 0:
            blocks.append(writer.take().data)
    if not writer.empty:
        blocks.append(writer.take().data)
    return blocks


def test_what_was_written_is_read():
    header, entries = read(b"".join(written()))
    assert header == HEADER
    assert [(it.seq, it.t_ms, it.kind, msgpack.unpackb(it.frame)) for it in entries] == [
        (seq, seq * 5, kind, [kind[0], seq]) for seq in range(1, 11) for kind in ("event", "frame")
    ]


def test_an_independent_reader_reads_the_entries():
    block = written(events=2)[1]
    length, _crc, first, last, _chain = struct.unpack_from("<IIQQ32s", block)
    assert (first, last, length + 8) == (1, 2, len(block))
    assert msgpack.unpackb(block[struct.calcsize("<IIQQ32s") :])[0] == [1, 5, "event", ["e", 1]]


def test_a_writer_goes_on_after_the_last_block():
    blocks = written(events=3)
    writer = LogWriter.resume(HEADER, blocks[-1])
    writer.add(4, 20, "event", msgpack.packb(["e", 4]))
    blocks.append(writer.take().data)
    assert [it.seq for it in read(b"".join(blocks))[1]][-1] == 4


def test_sealed_entries_verify_without_the_key():
    def mask(data, first):
        return bytes(byte ^ (first & 0xFF) ^ 0x5A for byte in data)

    data = b"".join(written(seal=mask))
    assert check(data) == 5
    assert len(list(read(data, mask)[1])) == 20
    with pytest.raises(LogDamaged):
        list(read(data)[1])


@settings(max_examples=200)
@given(st.data())
def test_any_changed_byte_is_noticed(data):
    log = bytearray(b"".join(written(events=4)))
    place = data.draw(st.integers(0, len(log) - 1))
    log[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises((LogDamaged, LogUnreadable)):
        list(read(bytes(log))[1])


@given(st.integers(0, 10_000))
def test_a_torn_log_is_noticed_and_gives_what_is_whole(cut):
    blocks = written(events=6)
    log = b"".join(blocks)
    cut %= len(log)
    whole = [sum(map(len, blocks[:count])) for count in range(len(blocks))]
    try:
        seqs = [it.seq for it in read(log[:cut])[1]]
        assert cut in whole
    except (LogDamaged, LogUnreadable):
        return
    assert seqs == sorted(seqs)


def test_blocks_cannot_be_left_out_swapped_or_repeated():
    head, one, two, three, *rest = written(events=12)
    for order in ([head, two, three], [head, two, one, three], [head, one, one, two], [one, two]):
        with pytest.raises((LogDamaged, LogUnreadable)):
            list(read(b"".join([*order, *rest]))[1])


def test_another_format_is_refused():
    writer = LogWriter(Header("v", "e", "c", format=99))
    with pytest.raises(LogUnreadable, match="format 99"):
        read(writer.header)
