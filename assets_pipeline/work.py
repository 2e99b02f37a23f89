"""One product's work as a value: what goes to a worker, what comes back. Imports nothing heavy.

A `Job` is run by `attempt` wherever a crew likes, next to a limited worker: on this machine or on
another one that sees the same folders. Same job, same answer, same blobs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec

from assets_pipeline.catalogue import Lod, Rejected, Variant
from assets_pipeline.errors import AssetRejected
from assets_pipeline.kinds import Options

MAKE: Final = "assets_pipeline.stage:make"
CHECK: Final = "assets_pipeline.stage:check"

TRIES: Final = 3
"""Workers that may be killed from outside over one product before the product is to blame."""

Point = tuple[float, float, float]
Call = Callable[..., Any]
"""`guard.process.Worker.call`."""


class Made(msgspec.Struct, frozen=True):
    """What one file became. `reads` are the files it named, by sha256, as the cache needs."""

    bounds_m: tuple[Point, Point]
    lods: list[Lod]
    variants: list[Variant] = []
    credits: str = ""
    note: str = ""
    reads: dict[str, str] = {}


class Job(msgspec.Struct, frozen=True):
    """One file to make a product of. Paths are the same on every machine that works on it."""

    source: str
    """Name inside the input folder, `/` between its parts."""
    root: str
    """The input folder."""
    out: str
    """The output folder."""
    script: str
    """Meshoptimizer's script, empty where none is used."""
    options: Options = Options()
    target: str = MAKE
    digest: str = ""
    """Sha256 of the file when the job was made out."""
    key: str = ""
    """Sha256 of all that decides about the result, but the files it names."""
    token: str = ""
    """What `out/cache/build` holds: whoever reads it there sees the same folder."""

    @property
    def path(self) -> str:
        """The file."""
        return f"{self.root}/{self.source}"


def attempt(job: Job, call: Call) -> Made | Rejected:
    """The product, or why there is none; a worker that somebody killed is replaced."""
    for left in reversed(range(TRIES)):
        try:
            return make_product(job, call)
        except AssetRejected as error:
            if error.code != "worker_killed" or not left:
                return Rejected(job.source, error.code, error.pointer, error.message)
    raise AssertionError("the last try returns")


def make_product(job: Job, call: Call) -> Made:
    """Everything that is done for one product, in limited workers.

    Raises:
        AssetRejected: as `stage.make`.
    """
    made = call(job.target, job.path, job.root, job.out, tuple(job.options), job.script)
    return made if isinstance(made, Made) else msgspec.convert(made, Made)
