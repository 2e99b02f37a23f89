"""Makes out the jobs of a build: one for each file that is not as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from assets_pipeline import blobs, folder, kinds, work
from assets_pipeline.catalogue import Rejected
from assets_pipeline.crews import Result
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import paths
from assets_pipeline.kinds import Options
from assets_pipeline.metadata import Entry
from assets_pipeline.state.state import State
from assets_pipeline.tools import versions
from assets_pipeline.work import Extra, Job

RECIPE = 4
"""Raised when the same file would give other bytes, so that old cache entries do not count."""


Extras = Callable[[str, Entry], Iterable[Extra]]
"""What is made of a file besides its levels, by its name and what the shop says of it."""


class Orders:
    """All files of a folder, in the order of their names."""

    def __init__(
        self, root: Path, out: Path, script: str, known: State, extras: Extras = lambda *_: ()
    ) -> None:
        self._known = known
        self._extras = extras
        simple = known.stamps.digest(script, script.rpartition("/")[0]) if script else ""
        self._recipe = (RECIPE, versions(), simple)
        self._blank = Job("", str(root), str(out), script, token=known.token)
        self.total = known.outcomes.find(self._sources(root, out))

    def open(self, settle: Callable[[Result], None]) -> Iterator[Job]:
        """Jobs to do; what is refused at the door or was made before goes straight to `settle`."""
        for job in self._all():
            try:
                named = self._named(job)
            except AssetRejected as error:
                settle((job, Rejected(job.source, error.code, error.pointer, error.message)))
                continue
            recalled = self._known.products.recall(named)
            done = recalled.known
            if done and len(done.sides) == len(recalled.extras):
                settle((recalled, done))
            else:
                yield recalled

    def _all(self) -> Iterator[Job]:
        table = self._known.table
        if table.body:
            yield msgspec.structs.replace(self._blank, source=table.body, target=work.CHECK)
        for source in self._known.outcomes.found():
            entry = table.entry(source)
            options = Options(entry.units, entry.up)
            extras = tuple(self._extras(source, entry))
            yield msgspec.structs.replace(
                self._blank, source=source, options=options, extras=extras
            )

    def _named(self, job: Job) -> Job:
        """The job with its key.

        Raises:
            AssetRejected: the file cannot be read, or lies outside.
        """
        if job.target == work.CHECK:  # its name comes out of the shop's table
            job = msgspec.structs.replace(job, source=paths.safe_name(job.source))
        digest = self._known.stamps.digest(job.path, job.root)
        parts = (self._recipe, job.target, kinds.split(job.source)[1], job.options, digest)
        key = blobs.sha256(repr(parts).encode())
        return msgspec.structs.replace(job, digest=digest, key=key)

    def _sources(self, root: Path, out: Path) -> Iterator[str]:
        for name in folder.models(root, out):
            if not _is_text(name):
                shown = name.encode(errors="replace").decode()
                refusal = Rejected(shown, "name_unreadable", "", "its name is not UTF-8")
                self._known.outcomes.refuse(refusal)
            elif name != self._known.table.body:
                yield name


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
