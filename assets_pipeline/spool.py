"""The shop's table goes into the state row by row; a limited worker reads it, as any other file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from assets_pipeline import metadata
from assets_pipeline.errors import AssetRejected, CatalogueUnreadable
from assets_pipeline.guard.process import Worker
from assets_pipeline.metadata import Entry
from assets_pipeline.state.state import State

WRITE: Final = "assets_pipeline.spool:write"


def write(folder: str, target: str) -> str:
    """Run in a worker: the table's entries as lines of JSON; returns the name of the figure.

    Raises:
        AssetRejected: `catalogue_unreadable`.
    """
    try:
        table = metadata.load(Path(folder))
    except CatalogueUnreadable as error:
        raise AssetRejected("catalogue_unreadable", str(error)) from error
    with Path(target).open("wb") as stream:
        stream.writelines(msgspec.json.encode(entry) + b"\n" for entry in table.products)
    return table.body


def fill(folder: Path, target: Path, known: State) -> None:
    """Bring the state's table up to date; an unchanged table is not read again.

    Args:
        folder: the input.
        target: a file to write meanwhile; it is gone afterwards.
        known: the state.

    Raises:
        CatalogueUnreadable: the table does not read.
    """
    try:
        version = _version(folder, known)
        if version == known.table.version:
            return
        if not version:
            known.table.fill((), body="", version="")
            return
        with Worker() as worker:
            body = worker.call(WRITE, str(folder), str(target))
        with target.open("rb") as stream:
            known.table.fill(_entries(stream), body=body, version=version)
    except AssetRejected as error:
        raise CatalogueUnreadable(error.message) from error
    finally:
        target.unlink(missing_ok=True)


def _version(folder: Path, known: State) -> str:
    """What the table's entries depend on; empty where there is none."""
    path = metadata.table_path(folder)
    return (
        f"{metadata.RULES} {path.name} {known.stamps.digest(str(path), str(folder))}"
        if path
        else ""
    )


def _entries(stream: BinaryIO) -> Iterator[Entry]:
    for line in stream:
        yield msgspec.json.decode(line, type=Entry)
