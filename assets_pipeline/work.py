"""One product's work as a value: what goes to a worker, what comes back. Imports nothing heavy.

A `Job` is run by `attempt` wherever a crew likes, next to a limited worker: on this machine or on
another one that sees the same folders. Same job, same answer, same blobs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import msgspec

from assets_pipeline.catalogue import Audit, Blob, Image, Lod, Rejected, Variant
from assets_pipeline.errors import AssetRejected
from assets_pipeline.kinds import Options

MAKE: Final = "assets_pipeline.stage:make"
CHECK: Final = "assets_pipeline.stage:check"

TRIES: Final = 3
"""Workers that may be killed from outside over one product before the product is to blame."""

Point = tuple[float, float, float]
Call = Callable[..., Any]
"""`guard.process.Worker.call`."""


class Side(msgspec.Struct, frozen=True):
    """What one extra gave: pictures, or a file under the extra's name; or why there is none."""

    images: list[Image] = []
    files: dict[str, Blob] = {}
    note: str = ""


class Made(msgspec.Struct, frozen=True):
    """What one file became. `reads` are the files it named, by sha256, as the cache needs."""

    bounds_m: tuple[Point, Point]
    lods: list[Lod]
    variants: list[Variant] = []
    credits: str = ""
    note: str = ""
    reads: dict[str, str] = {}
    audit: Audit = Audit()
    progressive: Blob | None = None
    images: list[Image] = []
    """Of its extras, as `files` are; a stage leaves both empty."""
    files: dict[str, Blob] = {}

    def beside(self, sides: Iterable[Side]) -> Made:
        """The same with what its extras gave."""
        found = list(sides)
        return msgspec.structs.replace(
            self,
            images=[image for side in found for image in side.images],
            files={name: blob for side in found for name, blob in side.files.items()},
            note="; ".join(filter(None, (self.note, *(side.note for side in found)))),
        )


class Extra(msgspec.Struct, frozen=True):
    """Something made out of a product's finest level, remembered by itself (pictures, a package).

    `target` is called with that level's sha256, the output folder and `arguments`; it gives a list
    of `Image` or one `Blob`. Where it refuses, the product goes without.
    """

    name: str
    target: str
    arguments: tuple[str | int | bool, ...] = ()
    recipe: int = 1
    """Raised when the same level would give other bytes."""


class Done(msgspec.Struct, frozen=True):
    """A product, and its extras by name."""

    made: Made
    sides: dict[str, Side] = {}

    @property
    def whole(self) -> Made:
        """All of it as one record."""
        return self.made.beside(self.sides.values()) if self.sides else self.made


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
    extras: tuple[Extra, ...] = ()
    known: Done | None = None
    """What is remembered of it: only the rest is to do."""
    token: str = ""
    """What `out/cache/build` holds: whoever reads it there sees the same folder."""

    @property
    def path(self) -> str:
        """The file."""
        return f"{self.root}/{self.source}"


def attempt(job: Job, call: Call) -> Done | Rejected:
    """The product, or why there is none."""
    try:
        return make_product(job, _steady(call))
    except AssetRejected as error:
        return Rejected(job.source, error.code, error.pointer, error.message)


def make_product(job: Job, call: Call) -> Done:
    """Everything that is done for one product, in limited workers.

    Raises:
        AssetRejected: as `stage.make`.
    """
    known = job.known
    made = known.made if known else _made(job, call)
    sides = known.sides if known else {}
    whole = made.lods[-1].sha256 if made.lods else ""
    return Done(made, {e.name: sides.get(e.name) or _side(e, whole, job, call) for e in job.extras})


def _made(job: Job, call: Call) -> Made:
    made: Made = call(job.target, job.path, job.root, job.out, tuple(job.options), job.script)
    return made


def _side(extra: Extra, whole: str, job: Job, call: Call) -> Side:
    try:
        found = call(extra.target, whole, job.out, *extra.arguments)
    except AssetRejected as error:
        return Side(note=f"no {extra.name}: {error.message}")
    return Side(files={extra.name: found}) if isinstance(found, Blob) else Side(images=found)


def _steady(call: Call) -> Call:
    """Calls again when somebody killed the worker: the product is not to blame for the first."""

    def steady(*asked: Any) -> Any:
        for _ in range(TRIES - 1):
            try:
                return call(*asked)
            except AssetRejected as error:
                if error.code != "worker_killed":
                    raise
        return call(*asked)

    return steady
