"""Jobs handed out a few at a time, results taken as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from assets_pipeline.crews import Result
from assets_pipeline.work import Job

F = TypeVar("F")
"""A future of either kind; `concurrent.futures` and `distributed` agree on how to wait for them."""


def flow(
    jobs: Iterable[Job],
    *,
    submit: Callable[[Job], F],
    settle: Callable[[Job, F], Result | F],
    wait: Callable[..., Any],
    size: int,
) -> Iterator[Result]:
    """Keep `size` futures in the air until all jobs are done.

    Args:
        jobs: taken one by one, in the caller's thread.
        submit: starts a job.
        settle: the result of a finished future, or another future that tries again.
        wait: `concurrent.futures.wait` or `distributed.wait`.
        size: futures at most.
    """
    flying: dict[F, Job] = {}
    for job in jobs:
        flying[submit(job)] = job
        while len(flying) >= size:
            yield from _landed(flying, settle, wait)
    while flying:
        yield from _landed(flying, settle, wait)


def _landed(
    flying: dict[F, Job], settle: Callable[[Job, F], Result | F], wait: Callable[..., Any]
) -> Iterator[Result]:
    for future in wait(list(flying), return_when="FIRST_COMPLETED").done:
        job = flying.pop(future)
        found = settle(job, future)
        if isinstance(found, tuple):
            yield found
        else:
            flying[found] = job
