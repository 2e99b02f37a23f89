"""What was made before, by the hash of all that went in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec

from assets_pipeline import blobs
from assets_pipeline.catalogue import Blob
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import paths
from assets_pipeline.work import Job, Made

Digest = Callable[[str, str], str]
"""`Stamps.digest`."""


class Products:
    """Recalled only while all a product read and wrote is still there; with `check`, unaltered."""

    def __init__(self, connection: sqlite3.Connection, digest: Digest, *, check: bool) -> None:
        self._connection = connection
        self._digest = digest
        self._whole = blobs.intact if check else blobs.holds

    def recall(self, job: Job) -> Made | None:
        """What the same job gave before."""
        row = self._connection.execute("SELECT record FROM made WHERE key = ?", (job.key,))
        found = row.fetchone()
        try:
            made = msgspec.json.decode(found[0], type=Made) if found else None
        except msgspec.DecodeError:
            return None
        if made is None or not self._unaltered(job, made):
            return None
        self._use(job.key)
        return made

    def remember(self, job: Job, made: Made) -> None:
        """Keep it, unless a file changed while it was worked on; on disk when this returns."""
        try:
            same = self._digest(job.path, job.root) == job.digest
        except AssetRejected:
            return
        if same:
            row = (job.key, msgspec.json.encode(made))
            self._connection.execute("REPLACE INTO made VALUES (?, ?)", row)
            self._use(job.key)
        self._connection.commit()

    def forget_unused(self) -> None:
        """Drop what this build neither made nor recalled."""
        self._connection.execute("DELETE FROM made WHERE key NOT IN (SELECT key FROM used)")
        self._connection.commit()

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
        out = Path(job.out)
        return same and all(self._whole(out, Blob(lod.sha256, lod.bytes)) for lod in made.lods)
