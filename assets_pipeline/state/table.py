"""What the shop says of its products, one row each, so that no more than one is in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from assets_pipeline import naming
from assets_pipeline.metadata import Entry


class Table:
    """Entries by the file or the id they name."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.version = self._fact("table")
        """What `fill` was told; empty: the shop says nothing."""
        self.body = self._fact("body")
        """Name of the figure that garments are shown on, empty where the shop has none."""

    def fill(self, entries: Iterable[Entry], *, body: str, version: str) -> None:
        """Replace all entries in one step."""
        with self._connection as connection:
            connection.execute("DELETE FROM entries")
            rows = ((e.source or None, e.id or None, msgspec.json.encode(e)) for e in entries)
            connection.executemany("INSERT INTO entries(source, id, record) VALUES (?, ?, ?)", rows)
            facts = (("table", version), ("body", body))
            connection.executemany("REPLACE INTO facts VALUES (?, ?)", facts)
        self.version, self.body = version, body

    def entry(self, source: str) -> Entry:
        """What is said of a file, else of the product of its name, else nothing."""
        if not self.version:
            return Entry()
        row = self._row("source = ?", source) or self._of_id(source)
        if row is None:
            return Entry()
        self._connection.execute("INSERT OR IGNORE INTO met VALUES (?)", (row[0],))
        return msgspec.json.decode(row[1], type=Entry)

    def lost(self) -> Iterator[Entry]:
        """Entries that no call of `entry` has met, in the shop's order."""
        rows = self._connection.execute(
            "SELECT record FROM entries WHERE number NOT IN (SELECT number FROM met) "
            "ORDER BY number"
        )
        for (record,) in rows:
            yield msgspec.json.decode(record, type=Entry)

    def _of_id(self, source: str) -> tuple[int, bytes] | None:
        return self._row("source IS NULL AND id = ?", naming.product_id(source))

    def _row(self, where: str, value: str) -> tuple[int, bytes] | None:
        query = f"SELECT number, record FROM entries WHERE {where}"  # noqa: S608 -- ours
        found: tuple[int, bytes] | None = self._connection.execute(query, (value,)).fetchone()
        return found

    def _fact(self, name: str) -> str:
        row = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""
