"""`catalogue.json` record by record: the bytes of `catalogue.encode`, without the whole in memory."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import msgspec

from assets_pipeline import blobs
from assets_pipeline.catalogue import VERSION, Blob, Product, Rejected


def write(
    path: Path, products: Iterable[Product], rejected: Iterable[Rejected], body: Blob | None
) -> None:
    """Put a catalogue in place, whole.

    Raises:
        OSError: the disk does not take it.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".tmp-")
    try:
        with os.fdopen(handle, "wb") as stream:
            _write(stream, products, rejected, body)
            stream.flush()
            blobs.settle(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _write(
    stream: BinaryIO,
    products: Iterable[Product],
    rejected: Iterable[Rejected],
    body: Blob | None,
) -> None:
    stream.write(b'{\n "products": ')
    _list(stream, products)
    stream.write(b',\n "version": %d,\n "rejected": ' % VERSION)
    _list(stream, rejected)
    stream.write(b',\n "body": ' + _shifted(body, b"\n ") + b"\n}")


def _list(stream: BinaryIO, records: Iterable[Product | Rejected]) -> None:
    empty = True
    for record in records:
        stream.write(b"[\n  " if empty else b",\n  ")
        stream.write(_shifted(record, b"\n  "))
        empty = False
    stream.write(b"[]" if empty else b"\n ]")


def _shifted(record: object, line: bytes) -> bytes:
    """A record laid out as it stands inside the catalogue; a text holds no bare line feed."""
    encoded = msgspec.json.encode(record, order="deterministic")
    return msgspec.json.format(encoded, indent=1).replace(b"\n", line)
