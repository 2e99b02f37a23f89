"""The parts of a build's knowledge over one connection, for one thread."""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from assets_pipeline import blobs
from assets_pipeline.state import database
from assets_pipeline.state.outcomes import Outcomes
from assets_pipeline.state.products import Products
from assets_pipeline.state.stamps import Stamps
from assets_pipeline.state.table import Table

FOLDER = "cache"
TOKEN = "build"  # noqa: S105 -- a file's name


class State(NamedTuple):
    """What is known of files, products and the shop's table, and what came of this build."""

    stamps: Stamps
    products: Products
    table: Table
    outcomes: Outcomes
    token: str
    """What `OUT/cache/build` holds during this build."""


@contextmanager
def opened(
    out: Path, *, check: bool = False, now_ns: Callable[[], int] = time.time_ns
) -> Iterator[State]:
    """The state of `out`, which no other build can use meanwhile.

    Args:
        out: the output folder, made if missing.
        check: trust no stamp and no file length: hash everything again.
        now_ns: nanoseconds since 1970.

    Raises:
        BuildBusy: another build is at work there.
        OSError: the folder cannot be used, or the disk is full.
    """
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    connection = database.connect(folder)
    try:
        yield _state(connection, out, check, now_ns)
        connection.commit()
    except sqlite3.Error as error:
        raise OSError(f"{folder / database.NAME}: {error}") from error
    finally:
        connection.close()


def _state(
    connection: sqlite3.Connection, out: Path, check: bool, now_ns: Callable[[], int]
) -> State:
    blobs.prepare(out)
    token = secrets.token_hex(16)
    blobs.write_atomic(out / FOLDER / TOKEN, token.encode())
    stamps = Stamps(connection, check=check, now_ns=now_ns)
    products = Products(connection, stamps.digest, check=check)
    return State(stamps, products, Table(connection), Outcomes(connection), token)
