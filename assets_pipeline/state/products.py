"""What was made before, by the hash of all that went in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

from assets_pipeline import blobs
from assets_pipeline.catalogue import Blob
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import paths
from assets_pipeline.work import Done, Extra, Job, Made, Side

Record = TypeVar("Record", Made, Side)
Digest = Callable[[str, str], str]
"""`Stamps.digest`."""


class Products:
    """Recalled only while all a product read and wrote is still there; with `check`, unaltered."""

    def __init__(self, connection: sqlite3.Connection, digest: Digest, *, check: bool) -> None:
        self._connection = connection
        self._digest = digest
        self._whole = blobs.intact if check else blobs.holds

    def recall(self, job: Job) -> Job:
        """The job with what the same one gave before in `known`."""
        for key in (job.key, _key_here(job)):
            made = self._read(key, Made)
            if made is not None and self._unaltered(job, made):
                self._use(key)
                found = ((extra.name, self._side(job, extra, key)) for extra in job.extras)
                known = Done(made, {name: side for name, side in found if side})
                return msgspec.structs.replace(job, known=known)
        return job

    def remember(self, job: Job, done: Done) -> None:
        """Keep it, unless a file changed while it was worked on; on disk when this returns."""
        try:
            same = self._digest(job.path, job.root) == job.digest
        except AssetRejected:
            return
        if same:
            key = _key_here(job) if done.made.reads else job.key
            self._write(key, done.made)
            for extra in job.extras:
                side = done.sides[extra.name]
                if not side.note:
                    self._write(_key_of(extra, key), side)
        self._connection.commit()

    def forget_unused(self) -> None:
        """Drop what this build neither made nor recalled."""
        self._connection.execute("DELETE FROM made WHERE key NOT IN (SELECT key FROM used)")
        self._connection.commit()

    def _side(self, job: Job, extra: Extra, key: str) -> Side | None:
        side = self._read(_key_of(extra, key), Side)
        if side is None:
            return None
        images = (Blob(image.sha256, image.bytes) for image in side.images)
        if not self._there(job, (*images, *side.files.values())):
            return None
        self._use(_key_of(extra, key))
        return side

    def _read(self, key: str, kind: type[Record]) -> Record | None:
        row = self._connection.execute("SELECT record FROM made WHERE key = ?", (key,)).fetchone()
        try:
            return msgspec.json.decode(row[0], type=kind) if row else None
        except msgspec.DecodeError:
            return None

    def _write(self, key: str, record: Made | Side) -> None:
        row = (key, msgspec.json.encode(record))
        self._connection.execute("REPLACE INTO made VALUES (?, ?)", row)
        self._use(key)

    def _use(self, key: str) -> None:
        self._connection.execute("INSERT OR IGNORE INTO used VALUES (?)", (key,))

    def _unaltered(self, job: Job, made: Made) -> bool:
        folder = job.path.rpartition("/")[0]
        try:
            same = all(
                self._digest(f"{folder}/{paths.safe_name(uri)}", job.root) == digest
                for uri, digest in made.reads.items()
            )
        except AssetRejected:
            return False
        levels = [Blob(lod.sha256, lod.bytes) for lod in made.lods]
        root = [made.progressive] if made.progressive else []
        return same and self._there(job, levels + root)

    def _there(self, job: Job, wanted: Iterable[Blob]) -> bool:
        out = Path(job.out)
        return all(self._whole(out, blob) for blob in wanted)


def _key_here(job: Job) -> str:
    """For a file that names others: the same file beside other files is another product."""
    return blobs.sha256(repr((job.key, job.path.rpartition("/")[0])).encode())


def _key_of(extra: Extra, key: str) -> str:
    """An extra depends on the finest level, which the product's own key decides about."""
    parts = (key, extra.name, extra.target, extra.arguments, extra.recipe)
    return blobs.sha256(repr(parts).encode())
