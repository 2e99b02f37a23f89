"""The part of the work that runs inside a Dask worker: it keeps limited workers of its own.

A Dask worker's threads share this module; what is idle waits here for the next job.
"""

from __future__ import annotations

import queue
from pathlib import Path

import msgspec

from assets_pipeline import tools, work
from assets_pipeline.catalogue import Rejected
from assets_pipeline.errors import CrewUnfit
from assets_pipeline.guard.process import Worker
from assets_pipeline.work import Done, Job

_idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()


def run(encoded: bytes, fingerprint: str) -> tuple[bool, bytes]:
    """One job, as `work.attempt`, on a machine that was found fit for it.

    Args:
        encoded: a `Job` in msgpack.
        fingerprint: `tools.fingerprint` of whoever sent it.

    Returns:
        What `decode` reads: plain values, which need no package to be passed on.

    Raises:
        CrewUnfit: this machine has other code or libraries, or does not see the folders.
    """
    job = msgspec.msgpack.decode(encoded, type=Job)
    check(job, fingerprint)
    worker = _taken()
    try:
        found = work.attempt(job, worker.call)
    finally:
        _idle.put(worker)
    return isinstance(found, Done), msgspec.msgpack.encode(found)


def decode(answer: tuple[bool, bytes]) -> Done | Rejected:
    """What came of a job."""
    good, encoded = answer
    if good:
        return msgspec.msgpack.decode(encoded, type=Done)
    return msgspec.msgpack.decode(encoded, type=Rejected)


def check(job: Job, fingerprint: str) -> None:
    """Whether this machine would give the same bytes, and put them where they are looked for.

    Raises:
        CrewUnfit: it would not.
    """
    if tools.fingerprint() != fingerprint:
        raise CrewUnfit("a Dask worker runs other code, or other versions of its libraries")
    token = Path(job.out) / "cache" / "build"
    if not token.is_file() or token.read_text() != job.token:
        raise CrewUnfit(f"a Dask worker does not see {job.out}: the folder must be shared")
    if job.script and not tools.available(Path(job.script)):
        raise CrewUnfit(f"a Dask worker does not see {job.script}")


def dismiss() -> None:
    """End the idle workers of this process."""
    while not _idle.empty():
        _idle.get().close()


def _taken() -> Worker:
    try:
        return _idle.get_nowait()
    except queue.Empty:
        return Worker()
