"""What came of each file in this build, in an order that does not depend on who was first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from assets_pipeline.catalogue import Rejected
from assets_pipeline.work import Made


class Outcomes:
    """Temporary tables: files found, products made, files refused."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find(self, sources: Iterable[str]) -> int:
        """Note the model files of the folder; returns how many there are."""
        rows = ((source,) for source in sources)
        self._connection.executemany("INSERT OR IGNORE INTO found VALUES (?)", rows)
        (count,) = self._connection.execute("SELECT count(*) FROM found").fetchone()
        return int(count)

    def found(self) -> Iterator[str]:
        """Model files by name."""
        for (source,) in self._connection.execute("SELECT source FROM found ORDER BY source"):
            yield source

    def made(self, source: str, made: Made) -> None:
        """A product there is."""
        row = (source, msgspec.json.encode(made))
        self._connection.execute("REPLACE INTO outcomes VALUES (?, ?)", row)

    def refuse(self, refusal: Rejected, rank: int = 0) -> None:
        """A product there is not; `rank` orders refusals that name the same file."""
        row = (refusal.file, rank, msgspec.json.encode(refusal))
        self._connection.execute("INSERT INTO refused VALUES (?, ?, ?)", row)

    def products(self) -> Iterator[tuple[str, Made]]:
        """Name of the file and what it became, by name."""
        rows = self._connection.execute("SELECT source, record FROM outcomes ORDER BY source")
        for source, record in rows:
            yield source, msgspec.json.decode(record, type=Made)

    def refusals(self) -> Iterator[Rejected]:
        """By name of the file."""
        rows = self._connection.execute("SELECT record FROM refused ORDER BY file, rank, rowid")
        for (record,) in rows:
            yield msgspec.json.decode(record, type=Rejected)

    def take(self, wanted: str) -> bool:
        """Whether an id is still free; it is not any more."""
        done = self._connection.execute("INSERT OR IGNORE INTO taken VALUES (?)", (wanted,))
        return done.rowcount == 1

    def name(self, blobs: Iterable[str]) -> None:
        """Note the blobs that the catalogue names."""
        rows = ((sha256,) for sha256 in blobs)
        self._connection.executemany("INSERT OR IGNORE INTO named VALUES (?)", rows)

    def names(self, blob: str) -> bool:
        """Whether the catalogue names this blob."""
        row = self._connection.execute("SELECT 1 FROM named WHERE sha256 = ?", (blob,))
        return row.fetchone() is not None
