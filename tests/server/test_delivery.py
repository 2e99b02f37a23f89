import math
from collections import deque

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.delivery import Delivery
from server.pacing import CHUNK, LARGEST, WINDOW
from sessions.messages.frames import Chunk, Refused
from sessions.messages.shopper import Got, Want, Wanted

MISSING = "0" * 64


@pytest.fixture
def delivery(blobs):
    return Delivery(blobs)


def want(*names, offset=0):
    return Want(items=tuple(Wanted(name, offset) for name in names))


def got(chunk: Chunk) -> Got:
    return Got(sha256=chunk.sha256, offset=chunk.offset + len(chunk.data))


def drain(delivery, now=0.0) -> list[Chunk]:
    """All that may be sent without an acknowledgement."""
    return list(iter(lambda: delivery.next_chunk(now), None))


def received(delivery, chunks=None) -> dict[str, bytes]:
    """Acknowledges everything at once until nothing is left; the bytes by blob."""
    files: dict[str, bytes] = {}
    now = 0.0
    queue = deque(chunks or [])
    while True:
        queue.extend(drain(delivery, now))
        if not queue:
            return files
        chunk = queue.popleft()
        assert len(files.get(chunk.sha256, b"")) == chunk.offset
        files[chunk.sha256] = files.get(chunk.sha256, b"") + chunk.data
        now += 0.001
        delivery.got(got(chunk), now)


def test_every_byte_arrives_once_and_in_the_order_wanted(delivery, put):
    files = {put(data): data for data in (b"a" * 100_000, b"b", b"c" * CHUNK, b"d" * (CHUNK + 1))}
    delivery.want(want(*files))
    arrived = received(delivery)
    assert arrived == files
    assert list(arrived) == list(files)
    assert delivery.in_flight == 0


def test_nothing_is_sent_unasked(delivery):
    assert delivery.next_chunk(0.0) is None


def test_the_window_is_never_exceeded(delivery, put):
    delivery.want(want(put(b"a" * 500_000)))
    chunks = drain(delivery)
    assert sum(len(chunk.data) for chunk in chunks) == WINDOW
    assert delivery.in_flight == WINDOW
    delivery.got(got(chunks[0]), 1.0)
    assert delivery.in_flight + CHUNK <= delivery.pace.window
    assert delivery.next_chunk(1.0) is not None


def test_a_silent_client_gets_no_more_than_the_window(delivery, put):
    for n in range(20):
        delivery.want(want(put(bytes([n]) * 100_000)))
        drain(delivery, now=float(n))
    assert delivery.in_flight <= WINDOW


def test_tiny_blobs_count_for_something(delivery, put):
    delivery.want(want(*[put(b"%d" % n) for n in range(200)]))
    assert len(drain(delivery)) == 64


def test_resume_by_offset(delivery, put):
    data = bytes(range(256)) * 300
    delivery.want(want(put(data), offset=70_000))
    chunk = delivery.next_chunk(0.0)
    assert (chunk.offset, chunk.total) == (70_000, len(data))
    assert chunk.data == data[70_000:]
    assert delivery.next_chunk(0.0) is None


def test_a_new_list_reorders_and_does_not_repeat_what_is_under_way(delivery, put):
    first, second = put(b"a" * 200_000), put(b"b" * 10)
    delivery.want(want(first))
    sent = drain(delivery)
    delivery.want(want(second, first))
    delivery.got(got(sent[-1]), 0.1)
    chunks = drain(delivery, 0.1)
    assert chunks[0].sha256 == second
    assert (chunks[1].sha256, chunks[1].offset) == (first, WINDOW)


def test_what_is_left_out_pauses_and_goes_on_later(delivery, put):
    name, other = put(b"a" * 200_000), put(b"b" * 200_000)
    delivery.want(want(name))
    sent = drain(delivery)
    delivery.want(want(other))
    delivery.want(want(name))
    assert delivery.next_chunk(0.0) is None
    delivery.got(got(sent[0]), 0.1)
    assert delivery.next_chunk(0.1).offset == WINDOW


def test_a_client_that_dropped_its_bytes_gets_them_again(delivery, put):
    data = b"a" * 100_000
    name = put(data)
    delivery.want(want(name))
    assert received(delivery) == {name: data}
    delivery.want(want(name))
    assert received(delivery) == {name: data}


def test_restarting_below_what_arrived_sends_from_there(delivery, put):
    name = put(b"a" * 200_000)
    delivery.want(want(name))
    first, second = drain(delivery)
    delivery.got(got(first), 0.1)
    delivery.want(want(name, offset=10))
    delivery.got(got(second), 0.2)
    assert delivery.in_flight == 0
    assert delivery.next_chunk(0.2).offset == 10


def test_an_acknowledgement_covers_all_that_was_sent_before(delivery, put):
    first, second = put(b"a" * 20_000), put(b"b" * 20_000)
    delivery.want(want(first, second))
    chunks = drain(delivery)
    delivery.got(got(chunks[1]), 0.1)
    assert delivery.in_flight == 0


@pytest.mark.parametrize(
    "lie", [Got(sha256=MISSING, offset=10), Got(offset=0), Got(sha256="f" * 64, offset=2**50)]
)
def test_acknowledging_what_was_not_sent_changes_nothing(delivery, put, lie):
    delivery.want(want(put(b"a" * 200_000)))
    drain(delivery)
    delivery.got(lie, 0.1)
    assert (delivery.in_flight, delivery.pace.window) == (WINDOW, WINDOW)


def test_an_unknown_blob_is_refused_once_and_the_rest_goes_on(delivery, put):
    name = put(b"a")
    for _ in range(3):
        delivery.want(want(MISSING, name))
    refusals = [each for each in drain(delivery) if isinstance(each, Refused)]
    assert [each.code for each in refusals] == ["blob_unknown"]
    delivery.want(want(MISSING, name))
    assert received(delivery, []) in ({}, {name: b"a"})


def test_an_offset_beyond_the_end_is_refused(delivery, put):
    delivery.want(want(put(b"abc"), offset=4))
    assert delivery.next_chunk(0.0).code == "blob_unknown"
    delivery.want(want(put(b"xyz"), offset=3))
    assert delivery.next_chunk(0.0) is None


def test_a_blob_that_vanishes_half_way_is_refused(delivery, put, tmp_path):
    name = put(b"a" * 100_000)
    delivery.want(want(name))
    sent = drain(delivery)
    (tmp_path / "a" / name).write_bytes(b"")
    delivery.got(got(sent[-1]), 0.1)
    assert delivery.next_chunk(0.1).code == "blob_unknown"
    assert delivery.next_chunk(0.1) is None


def test_refusals_are_remembered_within_bounds(delivery):
    for n in range(1000):
        delivery.want(want(f"{n:064x}"))
        drain(delivery)
    assert len(delivery._refused) <= 256


def stream(delivery, put, *, bytes_per_s: float, delay_s: float, size: int = 4_000_000) -> float:
    """A line of that speed and one-way delay each way, simulated; seconds until all arrived."""
    delivery.want(want(put(bytes(size))))
    now = free_at = 0.0
    line: deque[tuple[float, Chunk]] = deque()
    worst = 0
    while True:
        while chunk := delivery.next_chunk(now):
            free_at = max(free_at, now) + len(chunk.data) / bytes_per_s
            line.append((free_at + 2 * delay_s, chunk))
        worst = max(worst, delivery.in_flight)
        if not line:
            assert worst <= LARGEST
            return now
        now, chunk = line.popleft()
        delivery.got(got(chunk), now)


@pytest.mark.parametrize(
    ("bytes_per_s", "delay_s"),
    [(250_000, 0.02), (1_000_000, 0.05), (5_000_000, 0.01), (20_000_000, 0.002), (5_000_000, 0.1)],
)
def test_the_window_fits_the_line(delivery, put, bytes_per_s, delay_s):
    """The line is kept busy, and no more than 15 ms of it, or three chunks, queue."""
    took = stream(delivery, put, bytes_per_s=bytes_per_s, delay_s=delay_s)
    best = 4_000_000 / bytes_per_s + 2 * delay_s
    fills = bytes_per_s * 2 * delay_s
    growing_s = math.log2(max(1.0, fills / WINDOW)) * 2 * delay_s
    looking_s = 3 * 2 * delay_s  # chunks that were sent alone
    assert took <= best * 1.05 + growing_s + looking_s
    assert delivery.pace.window <= fills + max(3 * CHUNK, 0.015 * bytes_per_s)


def test_a_line_that_slows_down_gets_a_smaller_window(delivery, put):
    stream(delivery, put, bytes_per_s=20_000_000, delay_s=0.01)
    wide = delivery.pace.window
    name = put(b"b" * 4_000_000)
    delivery.want(want(name))
    now = 10.0
    while chunk := delivery.next_chunk(now):
        now += 0.3
        delivery.got(got(chunk), now)
    assert delivery.pace.window < wide / 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.data())
def test_any_talk_keeps_the_account(blobs, put, data):
    """Random lists, acknowledgements and lies: sizes add up, offsets are contiguous and exact."""
    files = {put(bytes([n]) * size): size for n, size in enumerate((1, 5000, 40_000, 150_000))}
    delivery = Delivery(blobs)
    names = [*files, MISSING]
    under_way: deque[Chunk] = deque()
    now = 0.0
    for _ in range(data.draw(st.integers(1, 25))):
        now += data.draw(st.sampled_from([0.0, 0.01, 3.0]))
        match data.draw(st.sampled_from(["want", "got", "lie", "send"])):
            case "want":
                items = data.draw(
                    st.lists(st.tuples(st.sampled_from(names), st.integers(0, 160_000)), max_size=5)
                )
                delivery.want(Want(items=tuple(Wanted(*item) for item in items)))
            case "got" if under_way:
                delivery.got(got(under_way.popleft()), now)
            case "lie":
                delivery.got(Got(sha256=data.draw(st.sampled_from(names)), offset=0), now)
            case _:
                chunk = delivery.next_chunk(now)
                if isinstance(chunk, Chunk):
                    under_way.append(chunk)
                    assert 0 < len(chunk.data) <= CHUNK
                    assert chunk.offset + len(chunk.data) <= chunk.total == files[chunk.sha256]
        assert delivery.pace.chunk <= delivery.pace.window <= LARGEST
        assert delivery.in_flight >= 0
        assert (delivery.in_flight == 0) == (not delivery._sent)
    for chunk in under_way:
        delivery.got(got(chunk), now + 1)
    assert delivery.in_flight == 0
