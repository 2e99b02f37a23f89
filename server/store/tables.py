"""The tables, and what is done with them inside one transaction.

Every function takes a connection and leaves beginning and committing to its caller. `visit.key`
is the visit's key, wrapped; a block is sealed before it comes here. Times are milliseconds since
1970.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from sessions.messages.common import Purpose

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS visit(
  number INTEGER PRIMARY KEY, visit TEXT NOT NULL UNIQUE, subject TEXT NOT NULL,
  opened_ms INTEGER NOT NULL, header BLOB NOT NULL, key BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS visit_subject ON visit(subject);
CREATE INDEX IF NOT EXISTS visit_opened ON visit(opened_ms);
CREATE TABLE IF NOT EXISTS block(
  visit INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, data BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS block_visit ON block(visit, first);
CREATE TABLE IF NOT EXISTS consent(
  subject TEXT NOT NULL, version INTEGER NOT NULL, at_ms INTEGER NOT NULL, grants TEXT NOT NULL,
  PRIMARY KEY(subject, version)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tombstone(
  subject_hash TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, receipt BLOB NOT NULL) WITHOUT ROWID;
"""
# A block names its visit by number: rows are appended at the end of the table, and the index
# entries are a few bytes; keyed by the visit's name, a block costs three times as much to insert.

_BUSY_S: Final = 10.0
_CHECKPOINT_PAGES: Final = 4000
_AT_ONCE: Final = 256

Row = tuple[int, int, int, bytes]
"""(number of the visit, first seq, last seq, sealed block)."""


class Visit(msgspec.Struct, frozen=True):
    """One visit of a subject, as the list of their data shows it. `bytes` is the log's size."""

    visit: str
    opened_ms: int
    events: int
    bytes: int


class Kept(msgspec.Struct, frozen=True):
    """All that is stored of one visit; `key` is wrapped."""

    visit: str
    subject: str
    opened_ms: int
    header: bytes
    key: bytes
    blocks: list[bytes] = []


class Consent(msgspec.Struct, frozen=True):
    """What a subject consented to; `version` counts their changes from 1 (0: never asked)."""

    version: int = 0
    at_ms: int = 0
    grants: tuple[Purpose, ...] = ()


class Receipt(msgspec.Struct, frozen=True):
    """What an erasure removed. `id` proves it without naming the subject."""

    id: str
    at_ms: int
    visits: int
    blocks: int
    consents: int


_grants: Final = msgspec.json.Decoder(tuple[Purpose, ...])
_receipt: Final = msgspec.msgpack.Decoder(Receipt)


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode, tables made; it may be used from another thread."""
    uri = f"{path.absolute().as_uri()}{'?mode=ro' if read_only else ''}"
    connection = sqlite3.connect(
        uri, uri=True, timeout=_BUSY_S, isolation_level=None, check_same_thread=False
    )
    if not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
        connection.executescript(_SCHEMA)
    return connection


def add_visit(db: sqlite3.Connection, new: Kept) -> int:
    """Write a new visit, without its blocks; its number."""
    cursor = db.execute(
        "INSERT INTO visit(visit, subject, opened_ms, header, key) VALUES (?, ?, ?, ?, ?)",
        (new.visit, new.subject, new.opened_ms, new.header, new.key),
    )
    return int(cursor.lastrowid or 0)


def find_visit(db: sqlite3.Connection, visit: str) -> tuple[int, Kept] | None:
    """The number of a visit and what is kept of it, or None."""
    row = db.execute(
        "SELECT number, subject, opened_ms, header, key FROM visit WHERE visit = ?", (visit,)
    ).fetchone()
    if row is None:
        return None
    number, subject, opened_ms, header, key = row
    return number, Kept(visit, subject, opened_ms, header, key, read_blocks(db, number))


def touch_visit(db: sqlite3.Connection, number: int, at_ms: int) -> None:
    """The visit was taken up again: its retention starts anew."""
    db.execute("UPDATE visit SET opened_ms = ? WHERE number = ?", (at_ms, number))


def add_blocks(db: sqlite3.Connection, rows: Sequence[Row]) -> None:
    """Write blocks, many to a statement.

    sqlite3 gives up the interpreter lock once per row of an `executemany`, and a busy event loop
    takes milliseconds to hand it back each time: one statement for many rows waits once.
    """
    start, count = 0, _AT_ONCE
    while start < len(rows):
        while count > len(rows) - start:
            count //= 2
        values = [value for row in rows[start : start + count] for value in row]
        places = ",".join(["(?,?,?,?)"] * count)
        db.execute(f"INSERT INTO block(visit, first, last, data) VALUES {places}", values)  # noqa: S608 - question marks only
        start += count


def read_blocks(db: sqlite3.Connection, number: int) -> list[bytes]:
    """The blocks of a visit, in order."""
    rows = db.execute("SELECT data FROM block WHERE visit = ? ORDER BY first, rowid", (number,))
    return [data for (data,) in rows]


def visits_of(db: sqlite3.Connection, subject: str) -> list[Visit]:
    """The visits of a subject, oldest first."""
    rows = db.execute(
        "SELECT visit.visit, opened_ms, coalesce(max(last), 0), coalesce(sum(length(data)), 0)"
        " FROM visit LEFT JOIN block ON block.visit = number"
        " WHERE subject = ? GROUP BY number ORDER BY number",
        (subject,),
    )
    return [Visit(*row) for row in rows]


def add_consent(
    db: sqlite3.Connection, subject: str, at_ms: int, grants: Iterable[Purpose]
) -> Consent:
    """Write what a subject consents to from now on; nothing is written when it is no change."""
    before = read_consent(db, subject)
    wanted = tuple(sorted(set(grants)))
    if before.version and before.grants == wanted:
        return before
    now = Consent(before.version + 1, at_ms, wanted)
    db.execute(
        "INSERT INTO consent VALUES (?, ?, ?, ?)",
        (subject, now.version, at_ms, msgspec.json.encode(wanted).decode()),
    )
    return now


def read_consent(db: sqlite3.Connection, subject: str) -> Consent:
    """What a subject consents to now."""
    history = consents(db, subject)
    return history[-1] if history else Consent()


def consents(db: sqlite3.Connection, subject: str) -> list[Consent]:
    """All that a subject ever consented to, oldest first."""
    rows = db.execute(
        "SELECT version, at_ms, grants FROM consent WHERE subject = ? ORDER BY version", (subject,)
    )
    return [Consent(version, at_ms, _grants.decode(grants)) for version, at_ms, grants in rows]


def forget_visit(db: sqlite3.Connection, visit: str) -> None:
    """Remove the key and the log of one visit."""
    found = db.execute("SELECT number FROM visit WHERE visit = ?", (visit,)).fetchall()
    _remove(db, [number for (number,) in found])


def erase(db: sqlite3.Connection, subject: str, at_ms: int, receipt_id: str) -> Receipt:
    """Remove keys, logs and consent of a subject; the same receipt again if nothing was there."""
    digest = hashlib.sha256(subject.encode()).hexdigest()
    numbers = db.execute("SELECT number FROM visit WHERE subject = ?", (subject,)).fetchall()
    blocks = _remove(db, [number for (number,) in numbers])
    consents_gone = db.execute("DELETE FROM consent WHERE subject = ?", (subject,)).rowcount
    old = db.execute("SELECT receipt FROM tombstone WHERE subject_hash = ?", (digest,)).fetchone()
    if old and not numbers and not consents_gone:
        return _receipt.decode(old[0])
    receipt = Receipt(receipt_id, at_ms, len(numbers), blocks, consents_gone)
    db.execute(
        "INSERT OR REPLACE INTO tombstone VALUES (?, ?, ?)",
        (digest, at_ms, msgspec.msgpack.encode(receipt)),
    )
    return receipt


def expire_visits(db: sqlite3.Connection, before_ms: int, most: int) -> int:
    """Remove at most `most` visits last opened before; how many there were."""
    rows = db.execute(
        "SELECT number FROM visit WHERE opened_ms < ? ORDER BY opened_ms LIMIT ?", (before_ms, most)
    ).fetchall()
    _remove(db, [number for (number,) in rows])
    return len(rows)


def expire_rest(db: sqlite3.Connection, consent_ms: int, tombstone_ms: int) -> None:
    """Remove superseded or ownerless consent, and tombstones, older than given."""
    db.execute(
        "DELETE FROM consent WHERE at_ms < ? AND subject NOT IN (SELECT subject FROM visit)",
        (consent_ms,),
    )
    db.execute("DELETE FROM tombstone WHERE at_ms < ?", (tombstone_ms,))


def _remove(db: sqlite3.Connection, numbers: Iterable[int]) -> int:
    blocks = 0
    for number in numbers:
        blocks += db.execute("DELETE FROM block WHERE visit = ?", (number,)).rowcount
        db.execute("DELETE FROM visit WHERE number = ?", (number,))
    return blocks
