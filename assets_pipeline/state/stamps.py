"""Hashes of input files, remembered by what the file system says of them.

A file whose device, inode, size, modification time and change time are as they were is taken to
hold the same bytes. The change time cannot be set by a program, so a restored modification time
deceives nobody. A file that changed less than two seconds before it was hashed is hashed again next
time: file systems count time in steps, and a second write may fall into the same one.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import paths

SETTLED_NS = 2_000_000_000


class Stamps:
    """Hashes by path; with `check`, every file is read again."""

    def __init__(
        self, connection: sqlite3.Connection, *, check: bool, now_ns: Callable[[], int]
    ) -> None:
        self._connection = connection
        self._check = check
        self._now_ns = now_ns

    def digest(self, path: str, root: str) -> str:
        """Sha256 of a file inside `root`.

        A known file is not looked for behind links again: whatever leads to it, it holds the bytes
        that were taken before.

        Raises:
            AssetRejected: as `paths.read_file`.
        """
        name = os.fsencode(path)
        known = None if self._check else self._known(name)
        try:
            if known and known[0] == _stamp(os.stat(path)):  # noqa: PTH116 -- half the time
                return known[1]
            return self._hashed(name, paths.real_file(Path(path), Path(root)))
        except (OSError, ValueError) as error:  # ValueError: a NUL in a name
            raise AssetRejected("file_unreadable", f"{Path(path).name:.80}: {error}") from error

    def _hashed(self, name: bytes, real: Path) -> str:
        with real.open("rb") as stream:
            status = os.fstat(stream.fileno())
            found = hashlib.file_digest(stream, "sha256").hexdigest()
        if max(status.st_mtime_ns, status.st_ctime_ns) < self._now_ns() - SETTLED_NS:
            row = (name, _stamp(status), found)
            self._connection.execute("REPLACE INTO stamps VALUES (?, ?, ?)", row)
        return found

    def _known(self, name: bytes) -> tuple[str, str] | None:
        row = self._connection.execute("SELECT stamp, sha256 FROM stamps WHERE path = ?", (name,))
        found: tuple[str, str] | None = row.fetchone()
        return found


def _stamp(status: os.stat_result) -> str:
    return f"{status.st_dev} {status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"
