import heapq
import random
from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.pacing import CHUNK, LARGEST, WINDOW, Pace


def line(pace, *, bytes_per_s, delay_s, seconds, gather_s=0.0, jitter_s=0.0, other=0.0):
    """A client behind a line, simulated: share of it that was used, and how long things queued.

    `gather_s`: acknowledgements wait for each other; `jitter_s`: the client is late by up to that;
    `other`: share of the line that is taken by others.
    """
    rng = random.Random(1)
    rate = bytes_per_s * (1 - other)
    now = free_at = 0.0
    in_flight = arrived = 0
    under_way = deque()
    events: list[tuple[float, int]] = []
    queued = []
    last_told = -1.0
    while now < seconds:
        while in_flight == 0 or in_flight + pace.chunk <= pace.window:
            mark = pace.leave(pace.chunk, in_flight, now)
            queued.append(max(0.0, free_at - now))
            free_at = max(free_at, now) + pace.chunk / rate
            in_flight += pace.chunk
            told = free_at + 2 * delay_s + rng.uniform(0, jitter_s)
            if told > last_told:
                told = last_told = max(told, last_told + gather_s)
            else:
                told = last_told
            under_way.append((told, pace.chunk, mark))
            heapq.heappush(events, (told, 0))
        pace.hold()
        now = max(now, heapq.heappop(events)[0])
        came = [under_way.popleft() for _ in range(len(under_way)) if under_way[0][0] <= now]
        if came:
            size = sum(each[1] for each in came)
            in_flight -= size
            arrived += size
            pace.arrive(came[-1][2], size, now)
    tail = sorted(queued[len(queued) // 3 :])
    return arrived / (rate * now), tail[int(0.95 * len(tail))]


LINES = [(125_000, 0.02), (2_500_000, 0.0002), (2_500_000, 0.02), (2_500_000, 0.1), (12e6, 0.005)]


@pytest.mark.parametrize(("bytes_per_s", "delay_s"), LINES)
@pytest.mark.parametrize("gather_s", [0.0, 0.005])
def test_the_line_is_kept_busy_and_short(bytes_per_s, delay_s, gather_s):
    pace = Pace()
    share, queue_s = line(
        pace, bytes_per_s=bytes_per_s, delay_s=delay_s, gather_s=gather_s, seconds=25
    )
    assert share > 0.9
    assert queue_s < max(0.015, 2 * pace.chunk / bytes_per_s, 0.1 * 2 * delay_s + 0.005)


def test_a_client_that_is_late_at_times_still_gets_its_line():
    share, queue_s = line(
        Pace(), bytes_per_s=2_500_000, delay_s=0.01, seconds=25, gather_s=0.005, jitter_s=0.006
    )
    assert share > 0.85
    assert queue_s < 0.02


def test_what_always_queues_is_not_taken_for_the_line():
    """After minutes the queue is as short as at first."""
    pace = Pace()
    _, queue_s = line(pace, bytes_per_s=2_500_000, delay_s=0.005, seconds=120)
    assert queue_s < 0.0131


@pytest.mark.parametrize(
    ("bytes_per_s", "chunk"), [(100_000, 4096), (2_500_000, 7168), (50_000_000, CHUNK)]
)
def test_a_chunk_takes_three_milliseconds_of_the_line(bytes_per_s, chunk):
    pace = Pace()
    line(pace, bytes_per_s=bytes_per_s, delay_s=0.005, seconds=12)
    assert abs(pace.chunk - chunk) <= 1024


def test_acknowledgements_that_come_at_once_tell_of_no_faster_line():
    pace = Pace()
    line(pace, bytes_per_s=1_000_000, delay_s=0.01, seconds=10)
    chunk = pace.chunk
    marks = [pace.leave(chunk, n * chunk, 11 + n * 0.003) for n in range(10)]
    for mark in marks:  # held up, then all within a millisecond
        pace.arrive(mark, chunk, 11.1 + mark.at / 1e6)
    assert pace.chunk <= chunk * 1.35


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 5), st.integers(1, 200_000)), max_size=40))
def test_whatever_is_measured_the_window_is_within_bounds(events):
    pace, now = Pace(), 0.0
    for after, size in events:
        mark = pace.leave(size, 0, now)
        now += after
        pace.hold()
        pace.arrive(mark, size, now)
        assert 4096 <= pace.chunk <= CHUNK
        assert pace.chunk <= pace.window <= LARGEST


def test_it_begins_with_the_window_it_was_given():
    assert Pace().window == WINDOW
    assert Pace(100_000).window == 100_000
