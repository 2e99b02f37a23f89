"""What is counted, as Prometheus metrics: one small method for each thing that happens.

The registry is this object's own: two servers in one process do not share their counts.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import accumulate
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import HistogramMetricFamily

from sessions.messages.common import Message
from sessions.messages.jobs import Job
from sessions.messages.registry import SHOPPER, tag
from sessions.messages.shopper import ShopperMessage

CONTENT_TYPE: Final = CONTENT_TYPE_PLAIN_0_0_4
RESUMES: Final = ("new", "memory", "log", "snapshot")
LAG_EVERY_S: Final = 0.05

_SECONDS: Final = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
_BLOCKS: Final = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)
_LAGS: Final = 1200
"""Samples that the p99 is taken over: the last minute."""


class Metrics:
    """The hooks; `text` is what Prometheus reads."""

    def __init__(self) -> None:
        own = self.registry = CollectorRegistry()
        ProcessCollector(registry=own)
        self._connections = Gauge("showroom_connections", "Open sockets", registry=own)
        self._frames = Counter("showroom_frames", "Frames by direction", ["way"], registry=own)
        self._bytes = Counter("showroom_bytes", "Bytes by direction", ["way"], registry=own)
        self._messages = Counter(
            "showroom_messages", "Messages received by type", ["type"], registry=own
        )
        # What happens with every frame is tallied, and counted when somebody looks: a Prometheus
        # counter takes a lock each time, which adds up to a tenth of a gesture's whole road.
        self._tally = {"in": 0, "out": 0}
        self._tally_bytes = {"in": 0, "out": 0}
        self._tally_messages: dict[type[Message], int] = dict.fromkeys(SHOPPER, 0)
        self._count()
        self._refusals = Counter("showroom_refusals", "Refusals by code", ["code"], registry=own)
        resumes = Counter("showroom_joins", "Visits joined, by how", ["how"], registry=own)
        self._resumes = {how: resumes.labels(how).inc for how in RESUMES}
        self._jobs: dict[type[Job], list[int]] = {}
        self._job_sums: dict[type[Job], float] = {}
        own.register(self)
        self._commit_seconds = Histogram(
            "showroom_commit_seconds",
            "From the first block gathered to the end of its commit",
            buckets=_SECONDS,
            registry=own,
        ).observe
        self._commit_blocks = Histogram(
            "showroom_commit_blocks", "Blocks in one commit", buckets=_BLOCKS, registry=own
        ).observe
        self._lag_seconds = Histogram(
            "showroom_loop_lag_seconds",
            "How late the event loop wakes",
            buckets=_SECONDS,
            registry=own,
        ).observe
        self._lags: deque[float] = deque(maxlen=_LAGS)
        Gauge(
            "showroom_loop_lag_p99_seconds", "99th percentile of the last minute", registry=own
        ).set_function(self.lag_p99)

    @contextmanager
    def connection(self) -> Iterator[None]:
        """A socket is open for as long as this is."""
        self._connections.inc()
        try:
            yield
        finally:
            self._connections.dec()

    def received(self, size: int, messages: Iterable[ShopperMessage]) -> None:
        """A frame of `size` bytes came in, and was read."""
        self._tally["in"] += 1
        self._tally_bytes["in"] += size
        for message in messages:
            self._tally_messages[type(message)] += 1

    def sent(self, size: int) -> None:
        """A frame of `size` bytes went out."""
        self._tally["out"] += 1
        self._tally_bytes["out"] += size

    def refused(self, code: str) -> None:
        """Something was refused; `code` as in the errors."""
        self._refusals.labels(code).inc()

    def resumed(self, how: str) -> None:
        """A visit was joined; `how` as in `welcome.resumed`."""
        self._resumes[how]()

    def job_done(self, job: type[Job], seconds: float) -> None:
        """A Job of that kind was answered."""
        if job not in self._jobs:
            self._jobs[job], self._job_sums[job] = [0] * (len(_SECONDS) + 1), 0.0
        self._jobs[job][bisect_left(_SECONDS, seconds)] += 1
        self._job_sums[job] += seconds

    def collect(self) -> Iterator[HistogramMetricFamily]:
        """The Jobs so far, by kind: called by the registry."""
        jobs = HistogramMetricFamily(
            "showroom_job_seconds", "From a Job to its answer", labels=["job"]
        )
        for job, counts in self._jobs.items():
            bounds = [*map(str, map(float, _SECONDS)), "+Inf"]
            buckets = list(zip(bounds, accumulate(counts), strict=True))
            jobs.add_metric([job.__name__.lower()], buckets, self._job_sums[job])
        yield jobs

    def committed(self, blocks: int, seconds: float) -> None:
        """The store wrote so many blocks in one transaction; may be called from its thread."""
        self._commit_blocks(blocks)
        self._commit_seconds(seconds)

    def watch(self, name: str, what: str, read: Callable[[], float]) -> None:
        """Show `showroom_<name>` as a gauge that is read when it is asked for."""
        Gauge(f"showroom_{name}", what, registry=self.registry).set_function(read)

    def lag(self, seconds: float) -> None:
        """The event loop woke so late."""
        self._lags.append(seconds)
        self._lag_seconds(seconds)

    def lag_p99(self) -> float:
        """99th percentile of the lags of the last minute, seconds; 0 before there are any."""
        lags = sorted(self._lags)
        return lags[min(len(lags) - 1, len(lags) * 99 // 100)] if lags else 0.0

    async def sample_lag(self) -> None:
        """Measure how late the loop wakes, for ever: run as a task."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + LAG_EVERY_S
            await asyncio.sleep(LAG_EVERY_S)
            self.lag(max(0.0, loop.time() - due))

    def _count(self) -> None:
        """Move the tallies into the counters."""
        for counter, tally in ((self._frames, self._tally), (self._bytes, self._tally_bytes)):
            for way, count in tally.items():
                counter.labels(way).inc(count)
                tally[way] = 0
        for kind, count in self._tally_messages.items():
            self._messages.labels(tag(kind)).inc(count)
            self._tally_messages[kind] = 0

    def text(self) -> bytes:
        """All of it in the text format of Prometheus; serve it as `CONTENT_TYPE`."""
        self._count()
        return generate_latest(self.registry)
