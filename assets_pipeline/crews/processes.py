"""Limited worker processes of this machine, one thread to wait for each."""

from __future__ import annotations

import queue
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, Self

from assets_pipeline import work
from assets_pipeline.catalogue import Rejected
from assets_pipeline.crews import Result
from assets_pipeline.crews.window import flow
from assets_pipeline.guard.process import Worker
from assets_pipeline.work import Done, Job

_END_S = 0.1


class Processes:
    """As many workers as were asked for; each starts with its first job."""

    def __init__(self, count: int) -> None:
        self._workers = [Worker() for _ in range(max(1, count))]
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._pool = ThreadPoolExecutor(len(self._workers))
        self._under_way: set[Future[Done | Rejected]] = set()
        self._ending = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ending = True
        self._pool.shutdown(wait=False, cancel_futures=True)
        while busy := [future for future in self._under_way if not future.done()]:
            for worker in self._workers:  # again and again: a thread may just start another process
                worker.kill()
            wait(busy, timeout=_END_S)
        self._pool.shutdown()
        for worker in self._workers:
            worker.close()

    def map(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """What comes of each job, as it comes."""
        return flow(jobs, submit=self._submit, settle=self._settle, wait=wait,
                    size=2 * len(self._workers))  # fmt: skip

    def _submit(self, job: Job) -> Future[Done | Rejected]:
        future = self._pool.submit(self._attempt, job)
        self._under_way.add(future)
        return future

    def _settle(self, job: Job, future: Future[Done | Rejected]) -> Result:
        self._under_way.discard(future)
        return job, future.result()

    def _attempt(self, job: Job) -> Done | Rejected:
        worker = self._idle.get()
        try:
            return work.attempt(job, lambda *asked: self._call(worker, *asked))
        finally:
            self._idle.put(worker)

    def _call(self, worker: Worker, *asked: Any) -> Any:
        if self._ending:
            raise RuntimeError("the build was stopped")
        return worker.call(*asked)
