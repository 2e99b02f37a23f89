"""Counts what comes of each file, and writes the catalogue out of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from assets_pipeline import blobs, listing, metadata, work, writer
from assets_pipeline.catalogue import Blob, Product, Rejected
from assets_pipeline.crews import Result
from assets_pipeline.progress import Step, Watcher
from assets_pipeline.state.state import State
from assets_pipeline.work import Done, Job

_MISSING_RANK: Final = 1
_FIGURE_RANK: Final = 2
_MISSING = f"{metadata.JSON_NAME} or .csv names it, but it is not in the folder"


class Summary(NamedTuple):
    """What a build gave."""

    products: int
    rejected: int
    unchanged: int
    """Products that nothing had to be done for."""
    bytes: int
    """Of all levels of all products."""
    pruned: int = 0
    """Blobs that no product named any more."""


class Tally:
    """What has come of the files so far, and at the end the catalogue."""

    def __init__(self, out: Path, known: State, watch: Watcher) -> None:
        self._out = out
        self._known = known
        self._watch = watch
        self._body: Blob | None = None
        self.total = self._done = self._unchanged = 0
        self._products = self._rejected = self._bytes = 0

    def settle_known(self, result: Result) -> None:
        """A product that is as it was, or a file that never came to a worker."""
        job, found = result
        self._unchanged += isinstance(found, Done) and job.target == work.MAKE
        self._settle(job, found, "unchanged")

    def settle_new(self, job: Job, found: Done | Rejected) -> None:
        """What a crew gave back."""
        if isinstance(found, Done):
            self._known.products.remember(job, found)
        self._settle(job, found, "built")

    def _settle(self, job: Job, found: Done | Rejected, outcome: str) -> None:
        figure = job.target == work.CHECK
        if isinstance(found, Rejected):
            self._known.outcomes.refuse(found, _FIGURE_RANK if figure else 0)
        elif figure:
            self._body = Blob(found.made.lods[0].sha256, found.made.lods[0].bytes)
        else:
            self._known.outcomes.made(job.source, found.whole)
        self._done += not figure
        if isinstance(found, Rejected):
            where = f"{found.file}{found.pointer}"
            step = Step(job.source, "refused", f"{where}: {found.message} [{found.code}]")
        else:
            step = Step(job.source, outcome, found.whole.note)
        self._watch(step._replace(done=self._done, total=self.total))

    def finish(self, *, prune: bool) -> Summary:
        """Write the catalogue, in an order that does not depend on who was done first.

        Raises:
            OSError: the disk does not take it.
        """
        for entry in self._known.table.lost():
            lost = Rejected(entry.source or str(entry.id), "file_missing", "", _MISSING)
            self._known.outcomes.refuse(lost, _MISSING_RANK)
        blobs.settle_folder(self._out)
        path = self._out / "catalogue.json"
        writer.write(path, self._listed(prune=prune), self._refused(), self._body)
        pruned = self._prune() if prune else 0
        counts = (self._products, self._rejected, self._unchanged, self._bytes)
        return Summary(*counts, pruned)

    def _listed(self, *, prune: bool) -> Iterator[Product]:
        for source, made in self._known.outcomes.products():
            entry = self._known.table.entry(source)
            product = listing.product(source, entry, made)
            if not self._known.outcomes.take(product.id):
                product = listing.apart(product)
                self._known.outcomes.take(product.id)
            self._products += 1
            self._bytes += sum(lod.bytes for lod in product.lods)
            if prune:
                self._known.outcomes.name(blobs.named(msgspec.json.encode(product)))
            yield product

    def _refused(self) -> Iterator[Rejected]:
        for refusal in self._known.outcomes.refusals():
            self._rejected += 1
            yield refusal

    def _prune(self) -> int:
        if self._body:
            self._known.outcomes.name([self._body.sha256])
        self._known.products.forget_unused()
        return blobs.prune(self._out, self._known.outcomes.names)
