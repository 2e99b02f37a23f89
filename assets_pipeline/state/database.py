"""The file behind the state: opened, locked, thrown away when it is not ours to read.

It is a cache: losing it costs time, never a product.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from assets_pipeline.errors import BuildBusy

VERSION = 1
NAME = "state.db"

_SCHEMA = """
CREATE TABLE stamps(path BLOB PRIMARY KEY, stamp TEXT NOT NULL, sha256 TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE made(key TEXT PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE facts(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entries(number INTEGER PRIMARY KEY, source TEXT, id TEXT, record BLOB NOT NULL);
CREATE UNIQUE INDEX entry_source ON entries(source) WHERE source IS NOT NULL;
CREATE UNIQUE INDEX entry_id ON entries(id) WHERE source IS NULL;
"""
_OF_THIS_BUILD = """
CREATE TEMP TABLE found(source TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE outcomes(source TEXT PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE refused(file TEXT, rank INTEGER, record BLOB NOT NULL);
CREATE TEMP TABLE met(number INTEGER PRIMARY KEY);
CREATE TEMP TABLE used(key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE taken(id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE named(sha256 TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_PAGES_KIB = 512
"""Memory for pages, of the file and of the temporary tables each."""
_UNREADABLE = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}


def connect(folder: Path) -> sqlite3.Connection:
    """The state in `folder`, locked against every other build until it is closed.

    Raises:
        BuildBusy: another build is at work in this folder.
        OSError: the folder cannot be written to.
    """
    try:
        return _open(folder / NAME)
    except sqlite3.DatabaseError as error:
        if (error.sqlite_errorcode & 0xFF) not in _UNREADABLE:
            raise _named(error, folder) from error
    discard(folder)
    try:
        return _open(folder / NAME)
    except sqlite3.DatabaseError as error:
        raise _named(error, folder) from error


def discard(folder: Path) -> None:
    """Forget everything."""
    for name in (NAME, f"{NAME}-wal", f"{NAME}-shm", f"{NAME}-journal"):
        (folder / name).unlink(missing_ok=True)


def _named(error: sqlite3.DatabaseError, folder: Path) -> Exception:
    if (error.sqlite_errorcode & 0xFF) == sqlite3.SQLITE_BUSY:
        return BuildBusy(f"another build is at work in {folder.parent}")
    return OSError(f"{folder / NAME}: {error}")


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=0.5)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL")  # a kill leaves the last commit readable
        connection.execute("PRAGMA synchronous = NORMAL")
        _prepare(connection)
        for name in ("main", "temp"):
            connection.execute(f"PRAGMA {name}.cache_size = -{_PAGES_KIB}")
        connection.executescript(_OF_THIS_BUILD)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """Take the lock; tables of another version are replaced."""
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != VERSION:
        listed = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        for (name,) in listed.fetchall():
            connection.execute(f'DROP TABLE "{name}"')
        for statement in filter(str.strip, _SCHEMA.split(";")):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.commit()
