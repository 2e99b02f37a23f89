"""Who does the work of a build: processes of this machine, or a Dask cluster. One verb for both.

A crew takes jobs as they are made out and gives back `(job, what came of it)` as they are done, in
any order; never more than a few are under way, so nothing piles up however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, Self

from assets_pipeline.catalogue import Rejected
from assets_pipeline.work import Done, Job

Result = tuple[Job, Done | Rejected]


class Crew(Protocol):
    """Does jobs; leaving its `with` block ends its processes, whatever they are at."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def map(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """What comes of each job, as it comes.

        Raises:
            CrewUnfit: the cluster cannot do the work.
        """
        ...


def start(jobs: int, scheduler: str = "") -> Crew:
    """A crew of `jobs` processes, or the cluster at an address.

    Raises:
        CrewUnfit: no cluster there, or Dask is not installed.
    """
    if scheduler:
        from assets_pipeline.crews import cluster  # noqa: PLC0415 -- an optional extra, and large

        return cluster.Cluster(scheduler)
    from assets_pipeline.crews import processes  # noqa: PLC0415 -- only one of both is needed

    return processes.Processes(jobs)
