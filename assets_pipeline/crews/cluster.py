"""A Dask cluster that is already there: `--scheduler tcp://host:8786`.

Files travel by name: every worker must see the input and the output folder under the paths that this
machine sees (a shared folder), and this package too, unless it is installed there. Each Dask worker starts limited workers of its
own, so a hostile file ends one of those. When a Dask worker dies Dask gives its jobs to another.
A scheduler runs whatever code it is sent: keep it on a network that is trusted.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from importlib import import_module
from typing import Any, Self

import msgspec

from assets_pipeline import tools
from assets_pipeline.crews import Result, remote
from assets_pipeline.crews.window import flow
from assets_pipeline.errors import CrewUnfit
from assets_pipeline.work import Job

_KILLED = 5
"""How often Dask may give up on one job (each time after several workers died under it): the job
runs in a process of its own, so it is hardly to blame."""
_AHEAD = 2
"""Jobs handed out for each thread of the cluster: one at work, one waiting beside it."""
_CONNECT_S = 20


class Cluster:
    """A client of one scheduler."""

    def __init__(self, address: str) -> None:
        try:
            self._dask: Any = import_module("distributed")  # an optional extra, and large
        except ImportError as error:
            message = "Dask is not installed: pip install 'xr-showroom[cluster]'"
            raise CrewUnfit(message) from error
        self._killed: Counter[str] = Counter()
        try:
            self._client = self._dask.Client(address, timeout=_CONNECT_S, set_as_default=False)
        except (OSError, ValueError) as error:
            raise CrewUnfit(f"no scheduler at {address}: {error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(Exception):  # the cluster may be gone: nothing to tidy then
            self._client.run(_dismiss(), on_error="ignore")
        self._client.close()

    def map(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """What comes of each job, as it comes; waits while the cluster has no worker.

        Raises:
            CrewUnfit: a worker is not set up as this machine is, or the scheduler was lost.
        """
        size = _AHEAD * max(2, sum(self._client.nthreads().values()))
        return flow(jobs, submit=self._submit, settle=self._settle, wait=self._wait, size=size)

    def _submit(self, job: Job) -> Any:
        encoded = msgspec.msgpack.encode(job)
        return self._client.submit(
            _portable(), str(tools.ROOT.parent), encoded, tools.fingerprint(), pure=False
        )

    def _wait(self, futures: list[Any], return_when: str) -> Any:
        with self._client.as_current():
            return self._dask.wait(futures, return_when=return_when)

    def _settle(self, job: Job, future: Any) -> Any:
        """Its result; or another future, where workers died that had nothing to do with it."""
        try:
            return job, remote.decode(future.result())
        except CrewUnfit:
            raise
        except self._dask.KilledWorker as error:
            self._killed[job.source] += 1
            if self._killed[job.source] > _KILLED:
                raise CrewUnfit(f"workers keep dying; the last one at {job.source}") from error
            return self._submit(job)
        except CancelledError as error:
            raise CrewUnfit("the scheduler was lost") from error
        except Exception as error:
            raise CrewUnfit(f"the cluster failed: {type(error).__name__}: {error}") from error


def _portable() -> Any:
    """What a Dask worker is sent: by value, as a function inside a function goes, not by name.

    So neither the scheduler nor the workers need this package on their search path.
    """

    def run(place: str, job: bytes, fingerprint: str) -> tuple[bool, bytes]:
        import sys  # noqa: PLC0415 -- it must not lean on this module

        if place not in sys.path:
            sys.path.append(place)
        from assets_pipeline.crews import remote  # noqa: PLC0415 -- as above

        return remote.run(job, fingerprint)

    return run


def _dismiss() -> Any:
    def dismiss() -> None:
        import sys  # noqa: PLC0415 -- as above

        if "assets_pipeline.crews.remote" in sys.modules:
            sys.modules["assets_pipeline.crews.remote"].dismiss()

    return dismiss
