"""Runs Jobs off the event loop, and answers each with exactly one event.

A lane does Jobs of some kinds. It hands its runner whatever has gathered while the last batch was
being done: alone that is one Job at once, under load it is a batch, and nothing waits on a timer.
Words run in processes, so that no model ever holds the loop. What takes less than the way to a
thread (a ranking of 1,000 products: 30 microseconds, measured at the start) the loop does itself.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future, ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Any, ClassVar, Final, NamedTuple

from server.metrics import Metrics
from sessions.errors import ShowroomError, WorkerLost
from sessions.messages.common import Sits
from sessions.messages.jobs import Answer, AnyJob, JobFailed, JobTimedOut, Wake, Woke
from sessions.messages.shopper import Measures

log = logging.getLogger(__name__)

BATCH: Final = 64
MODELS_NICE: Final = 10
"""How far worker processes step back behind the event loop."""

SWEEP_S: Final = 0.05
"""How often deadlines are looked at; a Job may overrun by so much."""


class Payload(NamedTuple):
    """What a Job may need that is never written down."""

    text: str = ""
    vector: Any = None
    """Float32 request vector, (dim,)."""
    picture: bytes = b""
    """As the shopper's browser sent it."""
    measures: Measures | None = None
    """The shopper's own."""
    sits: Sits | None = None
    """How a garment sits on the shopper."""


class Outcome(NamedTuple):
    """An answer, and the request vector made on the way, if one was."""

    answer: Answer
    vector: Any = None
    blobs: tuple[bytes, ...] = ()
    """What the answer names by its hash, to be streamed while the visit lasts."""


class Request(NamedTuple):
    """One Job with its payload, as a runner gets it."""

    job: AnyJob
    payload: Payload


Runner = Callable[[Sequence[Request]], "list[Outcome | ShowroomError]"]
Deliver = Callable[[Outcome], None]


class _Open:
    """A Job under way."""

    __slots__ = ("deadline", "deliver", "ended", "request")

    def __init__(self, request: Request, deliver: Deliver, deadline: float) -> None:
        self.request = request
        self.deliver = deliver
        self.deadline = deadline
        self.ended = False


class Lane(ABC):
    """Where Jobs of some kinds are done.

    Args:
        name: for the log.
        metrics: told of each Job's duration.
    """

    def __init__(self, name: str, metrics: Metrics) -> None:
        self.name = name
        self._metrics = metrics
        self._loop = asyncio.get_running_loop()

    @abstractmethod
    def submit(self, request: Request, deliver: Deliver) -> None:
        """Do one Job, together with what else gathers; `deliver` is called exactly once."""

    @abstractmethod
    async def warm(self) -> None:
        """Return once it could do a batch at once."""

    @abstractmethod
    def close(self) -> None:
        """Stop; what is under way is not waited for."""

    def _lost(self, batch: Sequence[object], error: BaseException) -> list[ShowroomError]:
        """What becomes of a batch whose runner failed."""
        log.error("%s: a batch of %d failed", self.name, len(batch), exc_info=error)
        return [WorkerLost(str(error)) for _ in batch]


class InlineLane(Lane):
    """The loop itself, for work so short that handing it to anybody would cost more.

    A hand-over to a thread and back costs 25 microseconds and the processor's caches; `LEAST_S` is
    what a Job must take before it is worth that. What gathers in one turn of the loop is done
    together: reading all, then ranking all, then sending all takes a quarter less than going all
    the way for each, because each part of the way then finds its code and data in the caches.
    Nobody can look at a deadline before a batch is done, so there is none.
    """

    LEAST_S: ClassVar[float] = 0.0002

    def __init__(self, name: str, runner: Runner, *, metrics: Metrics) -> None:
        super().__init__(name, metrics)
        self._runner = runner
        self._gathered: list[tuple[Request, Deliver]] = []

    def submit(self, request: Request, deliver: Deliver) -> None:
        """Do one Job when this turn of the loop is over."""
        if not self._gathered:
            self._loop.call_soon(self._do)
        self._gathered.append((request, deliver))

    async def warm(self) -> None:
        """There is nothing to load."""

    def close(self) -> None:
        """There is nothing to stop."""

    def _do(self) -> None:
        batch, self._gathered = self._gathered[:BATCH], self._gathered[BATCH:]
        if self._gathered:
            self._loop.call_soon(self._do)
        began = self._loop.time()
        requests = [request for request, _ in batch]
        outcomes: Sequence[Outcome | ShowroomError]
        try:
            outcomes = self._runner(requests)
        except Exception as error:  # noqa: BLE001 - whatever it is, the Jobs are answered
            outcomes = self._lost(batch, error)
        took = self._loop.time() - began
        for (request, deliver), outcome in zip(batch, outcomes, strict=True):
            self._metrics.job_done(type(request.job), took)
            deliver(_outcome(request.job, outcome))


class QueueLane(Lane):
    """Where Jobs wait for somebody else to do them, in batches.

    Args:
        name: for the log.
        width: batches under way at once, at most.
        deadline_s: a Job without an answer by then has timed out.
        metrics: told of each Job's duration.
    """

    batch: ClassVar[int] = BATCH

    def __init__(self, name: str, *, width: int, deadline_s: float, metrics: Metrics) -> None:
        super().__init__(name, metrics)
        self._width = width
        self._deadline_s = deadline_s
        self._queue: list[_Open] = []
        self._open: deque[_Open] = deque()
        self._busy = 0
        self._scheduled = False

    def submit(self, request: Request, deliver: Deliver) -> None:
        """Queue one Job; batches start when this turn of the loop is over."""
        item = _Open(request, deliver, self._loop.time() + self._deadline_s)
        self._open.append(item)
        self._queue.append(item)
        if not self._scheduled and self._busy < self._width:
            self._scheduled = True
            self._loop.call_soon(self._start)

    def sweep(self) -> None:
        """End the Jobs whose deadline has passed; a late answer will find nobody."""
        now = self._loop.time()
        while self._open and (self._open[0].ended or self._open[0].deadline <= now):
            item = self._open.popleft()
            self._end(item, _timed_out(item.request.job))

    @abstractmethod
    def _run(self, batch: list[_Open]) -> None:
        """Do a batch elsewhere; `_finished` or `_failed` follows on the loop."""

    def _start(self) -> None:
        self._scheduled = False
        while self._queue and self._busy < self._width:
            batch, self._queue = self._queue[: self.batch], self._queue[self.batch :]
            batch = [item for item in batch if not item.ended]
            if batch:
                self._busy += 1
                self._run(batch)

    def _finished(self, batch: list[_Open], outcomes: Sequence[Outcome | ShowroomError]) -> None:
        self._busy -= 1
        for item, outcome in zip(batch, outcomes, strict=True):
            self._end(item, _outcome(item.request.job, outcome))
        if self._queue:
            self._start()

    def _failed(self, batch: list[_Open], error: BaseException) -> None:
        self._finished(batch, self._lost(batch, error))

    def _end(self, item: _Open, outcome: Outcome) -> None:
        if item.ended:
            return
        item.ended = True
        seconds = self._loop.time() - item.deadline + self._deadline_s
        self._metrics.job_done(type(item.request.job), seconds)
        item.deliver(outcome)


class ThreadLane(QueueLane):
    """One thread: for work so short that a process would take longer to be told of it."""

    def __init__(self, name: str, runner: Runner, *, deadline_s: float, metrics: Metrics) -> None:
        super().__init__(name, width=1, deadline_s=deadline_s, metrics=metrics)
        self._runner = runner
        self._todo: SimpleQueue[list[_Open] | None] = SimpleQueue()
        Thread(target=self._work, name=name, daemon=True).start()

    async def warm(self) -> None:
        """A thread has nothing to load."""

    def close(self) -> None:
        """End the thread after the batch it is at."""
        self._todo.put(None)

    def _run(self, batch: list[_Open]) -> None:
        self._todo.put(batch)

    def _work(self) -> None:
        while batch := self._todo.get():
            try:
                outcomes = self._runner([item.request for item in batch])
            except Exception as error:  # noqa: BLE001 - whatever it is, the Jobs are answered
                self._tell(self._failed, batch, error)
            else:
                self._tell(self._finished, batch, outcomes)

    def _tell(self, *call: Any) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self._loop.call_soon_threadsafe(*call)


class ProcessLane(QueueLane):
    """Processes of their own, for models; one that dies is replaced."""

    def __init__(
        self,
        name: str,
        runner: Runner,
        start: Callable[[], None],
        *,
        width: int,
        deadline_s: float,
        metrics: Metrics,
    ) -> None:
        super().__init__(name, width=width, deadline_s=deadline_s, metrics=metrics)
        self._runner = runner
        self._start_process = start
        self._pool = self._new_pool()

    async def warm(self) -> None:
        """Do an empty batch.

        Raises:
            BrokenExecutor: the processes could not be started.
        """
        await asyncio.wrap_future(self._pool.submit(self._runner, []))

    def close(self) -> None:
        """Stop; what is under way is not waited for."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._width,
            multiprocessing.get_context("spawn"),
            partial(_begin, self._start_process),
        )

    def _run(self, batch: list[_Open]) -> None:
        try:
            future = self._pool.submit(self._runner, [item.request for item in batch])
        except BrokenExecutor:
            self._pool = self._new_pool()
            future = self._pool.submit(self._runner, [item.request for item in batch])
        future.add_done_callback(partial(self._on_done, batch))

    def _on_done(self, batch: list[_Open], future: Future[Any]) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self._loop.call_soon_threadsafe(self._done, batch, future)

    def _done(self, batch: list[_Open], future: Future[Any]) -> None:
        error = CancelledError() if future.cancelled() else future.exception()
        if error is None:
            self._finished(batch, future.result())
        else:
            self._failed(batch, error)


def _begin(start: Callable[[], None]) -> None:
    """In a new worker process: end with the server, also when that is killed, then load.

    A shopper waits for a model anyway; nobody may wait for the event loop, so that goes first.
    """
    os.nice(MODELS_NICE)
    Thread(target=_end_with_parent, daemon=True).start()
    start()


def _end_with_parent() -> None:
    """A worker waits on a pipe that its siblings hold open, too: it would never see the end."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(0)


class Workers:
    """The lanes by kind of Job, and the one timer."""

    def __init__(self, lanes: dict[type, Lane]) -> None:
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
        lanes = {lane for lane in self._lanes.values() if isinstance(lane, QueueLane)}
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


def _outcome(job: AnyJob, outcome: Outcome | ShowroomError) -> Outcome:
    """What a runner returned for `job`, as its answer."""
    if isinstance(outcome, Outcome):
        return outcome
    return Outcome(JobFailed(for_seq=job.for_seq, job=kind(job), code=outcome.code))


def _timed_out(job: AnyJob) -> Outcome:
    return Outcome(JobTimedOut(for_seq=job.for_seq, job=kind(job)))
