"""Runs Jobs off the event loop, and answers each with exactly one event.

A lane does Jobs of some kinds. It hands its runner whatever has gathered while the last batch was
being done: alone that is one Job at once, under load it is a batch, and nothing waits on a timer.
Ranking runs in a thread (numpy, some ten microseconds a Job: a process would spend more on the way
there); words run in processes, so that no model ever holds the loop.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from typing import Any, Final, NamedTuple, Protocol

from server.metrics import Metrics
from sessions.errors import ShowroomError
from sessions.messages.jobs import Answer, AnyJob, JobFailed, JobTimedOut, Wake, Woke

log = logging.getLogger(__name__)

BATCH: Final = 64
SWEEP_S: Final = 0.05
"""How often deadlines are looked at; a Job may overrun by so much."""


class Payload(NamedTuple):
    """What a Job may need that is never written down."""

    text: str = ""
    vector: Any = None
    """Float32 request vector, (dim,)."""


class Outcome(NamedTuple):
    """An answer, and the request vector made on the way, if one was."""

    answer: Answer
    vector: Any = None


class Request(NamedTuple):
    """One Job with its payload, as a runner gets it."""

    job: AnyJob
    payload: Payload


Runner = Callable[[Sequence[Request]], "list[Outcome | ShowroomError]"]
Deliver = Callable[[Outcome], None]


class Lane(Protocol):
    """Where Jobs of some kinds are done."""

    def submit(self, request: Request, deliver: Deliver) -> None:
        """Do the Job; call `deliver` on the loop exactly once."""


class BatchLane:
    """A lane over an executor (threads or processes).

    Args:
        runner: does a batch; picklable when the executor is one of processes.
        executor: where it runs.
        width: batches under way at once, at most.
        deadline_s: a Job without an answer by then has timed out.
    """

    def __init__(
        self,
        name: str,
        runner: Runner,
        executor: Callable[[], Executor],
        *,
        width: int,
        deadline_s: float,
        metrics: Metrics,
    ) -> None:
        self.name = name
        self._runner = runner
        self._new_executor = executor
        self._executor = executor()
        self._width = width
        self._deadline_s = deadline_s
        self._metrics = metrics
        self._loop = asyncio.get_running_loop()
        self._queue: list[_Open] = []
        self._open: dict[int, _Open] = {}
        self._next = 0
        self._busy = 0
        self._scheduled = False

    def submit(self, request: Request, deliver: Deliver) -> None:
        """Queue one Job; batches start when this turn of the loop is over."""
        self._next += 1
        item = _Open(self._next, request, deliver, self._loop.time() + self._deadline_s)
        self._open[item.number] = item
        self._queue.append(item)
        if not self._scheduled and self._busy < self._width:
            self._scheduled = True
            self._loop.call_soon(self._start)

    def sweep(self) -> None:
        """End the Jobs whose deadline has passed; a late answer will find nobody."""
        now = self._loop.time()
        late = []
        for item in self._open.values():
            if item.deadline > now:
                break
            late.append(item)
        for item in late:
            self._finish(item, Outcome(_timed_out(item.request.job)))
        if late:
            self._queue = [item for item in self._queue if item.number in self._open]

    async def warm(self) -> None:
        """Do an empty batch.

        Raises:
            BrokenExecutor: the executor could not be started.
        """
        await asyncio.wrap_future(self._executor.submit(self._runner, []))

    def close(self) -> None:
        """Stop; what is under way is not waited for."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _start(self) -> None:
        self._scheduled = False
        while self._queue and self._busy < self._width:
            batch, self._queue = self._queue[:BATCH], self._queue[BATCH:]
            self._busy += 1
            requests = [item.request for item in batch]
            try:
                future = self._executor.submit(self._runner, requests)
            except RuntimeError as error:  # the executor broke or was shut down
                self._done(batch, _failed(error))
                continue
            future.add_done_callback(self._on_done(batch))

    def _on_done(self, batch: list[_Open]) -> Callable[[Future[Any]], None]:
        def done(future: Future[Any]) -> None:
            try:
                self._loop.call_soon_threadsafe(self._done, batch, future)
            except RuntimeError:  # the loop is closed: nobody waits any more
                log.debug("%s: an answer came after the end", self.name)

        return done

    def _done(self, batch: list[_Open], future: Future[Any]) -> None:
        self._busy -= 1
        error = None if future.cancelled() else future.exception()
        if error is not None or future.cancelled():
            log.error("%s: a batch of %d failed: %r", self.name, len(batch), error)
            self._executor = self._mended(error)
            outcomes: list[Outcome | ShowroomError] = [_lost(item) for item in batch]
        else:
            outcomes = future.result()
        for item, outcome in zip(batch, outcomes, strict=True):
            self._finish(item, _answered(item, outcome))
        if self._queue:
            self._start()

    def _mended(self, error: BaseException | None) -> Executor:
        """A new executor where the old one has lost its processes."""
        if error is None or "Broken" not in type(error).__name__:
            return self._executor
        self._executor.shutdown(wait=False)
        return self._new_executor()

    def _finish(self, item: _Open, outcome: Outcome) -> None:
        if self._open.pop(item.number, None) is not None:
            self._metrics.job_done(
                type(item.request.job).__name__,
                self._loop.time() - item.deadline + self._deadline_s,
            )
            item.deliver(outcome)


class _Open(NamedTuple):
    number: int
    request: Request
    deliver: Deliver
    deadline: float


class Workers:
    """The lanes by kind of Job, and the one timer."""

    def __init__(self, lanes: dict[type, BatchLane]) -> None:
        self._lanes = lanes
        self._loop = asyncio.get_running_loop()

    def submit(self, job: AnyJob, payload: Payload, deliver: Deliver, t_ms: int) -> None:
        """Do one Job; `deliver` is called on the loop exactly once. `t_ms` is the visit's clock."""
        if isinstance(job, Wake):
            woke = Outcome(Woke(for_seq=job.for_seq, key=job.key))
            self._loop.call_later(max(0, job.at_ms - t_ms) / 1000, deliver, woke)
            return
        self._lanes[type(job)].submit(Request(job, payload), deliver)

    async def warm(self) -> None:
        """Return once every lane has done an empty batch: its processes have loaded their models.

        Raises:
            BrokenExecutor: they could not.
        """
        await asyncio.gather(*(lane.warm() for lane in set(self._lanes.values())))

    async def sweep(self) -> None:
        """Watch the deadlines, for ever."""
        lanes = set(self._lanes.values())
        while True:
            await asyncio.sleep(SWEEP_S)
            for lane in lanes:
                lane.sweep()

    def close(self) -> None:
        """Stop all lanes."""
        for lane in set(self._lanes.values()):
            lane.close()


def kind(job: AnyJob) -> str:
    """The name that `JobFailed.job` gives to a Job."""
    return str(job.__struct_config__.tag)


def _answered(item: _Open, outcome: Outcome | ShowroomError) -> Outcome:
    if isinstance(outcome, ShowroomError):
        job = item.request.job
        return Outcome(JobFailed(for_seq=job.for_seq, job=kind(job), code=outcome.code))
    return outcome


def _lost(item: _Open) -> Outcome:
    job = item.request.job
    return Outcome(JobFailed(for_seq=job.for_seq, job=kind(job), code="worker_lost"))


def _timed_out(job: AnyJob) -> Answer:
    return JobTimedOut(for_seq=job.for_seq, job=kind(job))


def _failed(error: Exception) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_exception(error)
    return future
