"""Jobs: each is answered exactly once, whatever becomes of its worker."""

import asyncio
import os
import threading

import pytest

from server.metrics import Metrics
from server.workers import (
    BATCH,
    InlineLane,
    Outcome,
    Payload,
    ProcessLane,
    ThreadLane,
    Workers,
)
from sessions.errors import PayloadGone
from sessions.messages.jobs import JobFailed, JobTimedOut, Rank, RankedAnswer, Reply, Wake, Woke

gate = threading.Event()


def echo(requests):
    return [Outcome(RankedAnswer(for_seq=it.job.for_seq, asked=len(requests))) for it in requests]


def picky(requests):
    return [
        PayloadGone("gone") if it.job.for_seq == 2 else echo([it])[0] for it in requests
    ]  # fmt: skip


def raising(requests):
    raise ValueError(len(requests))


def waiting(requests):
    gate.wait(5)
    return echo(requests)


def dying(requests):
    if requests[0].job.for_seq == 1:
        os._exit(1)
    return echo(requests)


def nothing():
    """What a process loads that has nothing to load."""


def run(runner, jobs, process=False, deadline_s=5.0, after=None):
    """Submit `jobs` at once; all that was delivered."""

    async def main():
        metrics = Metrics()
        if process:
            lane = ProcessLane(
                "test", runner, nothing, width=1, deadline_s=deadline_s, metrics=metrics
            )
        else:
            lane = ThreadLane("test", runner, deadline_s=deadline_s, metrics=metrics)
        workers = Workers({Rank: lane, Reply: lane})
        got = []
        sweeping = asyncio.ensure_future(workers.sweep())  # noqa: TID251 - a test owns it
        for job in jobs:
            workers.submit(job, Payload(), got.append, 0)
        async with asyncio.timeout(40):
            while len(got) < len(jobs):
                await asyncio.sleep(0.005)
        if after:
            await after(workers, got)
        sweeping.cancel()
        gate.set()
        workers.close()
        await asyncio.sleep(0.05)
        return [outcome.answer for outcome in got]

    gate.clear()
    return asyncio.run(main())


def test_jobs_that_come_together_are_done_together_in_order():
    answers = run(echo, [Rank(at) for at in range(1, 6)])
    assert [it.for_seq for it in answers] == [1, 2, 3, 4, 5]
    assert {it.asked for it in answers} == {5}


def test_a_batch_has_a_bound():
    answers = run(echo, [Rank(at) for at in range(BATCH + 6)])
    assert {it.asked for it in answers} == {BATCH, 6}


def test_one_that_fails_leaves_its_neighbours_alone():
    answers = run(picky, [Rank(1), Rank(2), Rank(3)])
    assert answers[1] == JobFailed(for_seq=2, job="rank", code="payload_gone")
    assert [type(it) for it in answers] == [RankedAnswer, JobFailed, RankedAnswer]


def test_a_batch_that_raises_fails_each_of_its_jobs():
    answers = run(raising, [Rank(1), Reply(2)])
    assert answers == [
        JobFailed(for_seq=1, job="rank", code="worker_lost"),
        JobFailed(for_seq=2, job="reply", code="worker_lost"),
    ]


@pytest.mark.parametrize(
    ("runner", "codes"), [(picky, ["", "payload_gone"]), (raising, ["worker_lost"] * 2)]
)
def test_what_gathers_in_a_turn_of_the_loop_is_done_together_at_its_end(runner, codes):
    async def main():
        lane = InlineLane("test", runner, metrics=Metrics())
        await lane.warm()
        workers, got = Workers({Rank: lane}), []
        for number in (1, 2):
            workers.submit(Rank(number), Payload(), got.append, 0)
        assert got == []
        await asyncio.sleep(0)
        assert [outcome.answer.for_seq for outcome in got] == [1, 2]
        workers.close()
        return [getattr(outcome.answer, "code", "") for outcome in got]

    assert asyncio.run(main()) == codes


def test_a_turn_of_the_loop_does_no_more_than_a_batch():
    async def main():
        lane = InlineLane("test", echo, metrics=Metrics())
        workers, got = Workers({Rank: lane}), []
        for number in range(BATCH + 6):
            workers.submit(Rank(number), Payload(), got.append, 0)
        await asyncio.sleep(0)
        assert len(got) == BATCH
        await asyncio.sleep(0)
        return [outcome.answer for outcome in got]

    answers = asyncio.run(main())
    assert [answer.for_seq for answer in answers] == list(range(BATCH + 6))
    assert {answer.asked for answer in answers} == {BATCH, 6}


def test_late_jobs_time_out_once_and_a_late_answer_finds_nobody():
    async def after(workers, got):
        gate.set()
        await asyncio.sleep(0.3)
        workers.submit(Rank(9), Payload(), got.append, 0)
        await asyncio.sleep(0.1)

    answers = run(waiting, [Rank(1), Rank(2)], deadline_s=0.1, after=after)
    assert answers[:2] == [JobTimedOut(for_seq=at, job="rank") for at in (1, 2)]
    assert [it.for_seq for it in answers[2:]] == [9]


@pytest.mark.slow
def test_a_process_that_dies_is_replaced():
    async def after(workers, got):
        workers.submit(Rank(2), Payload(), got.append, 0)
        async with asyncio.timeout(40):
            while len(got) < 2:
                await asyncio.sleep(0.01)

    answers = run(dying, [Rank(1)], process=True, deadline_s=40.0, after=after)
    assert answers[0] == JobFailed(for_seq=1, job="rank", code="worker_lost")
    assert answers[1].for_seq == 2


def test_waking_needs_no_worker():
    answers = run(echo, [Wake(7, at_ms=20, key="tea")])
    assert answers == [Woke(for_seq=7, key="tea")]
