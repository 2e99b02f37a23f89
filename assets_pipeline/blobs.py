"""Bytes named by their sha256, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from assets_pipeline.catalogue import Blob

FOLDER = "a"


def sha256(data: bytes) -> str:
    """Hex digest."""
    return hashlib.sha256(data).hexdigest()


def write_atomic(path: Path, data: bytes) -> None:
    """Put a file in place in one step: a reader sees the old one or the new one.

    Raises:
        OSError: the disk does not take it.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".tmp-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def put(out: Path, data: bytes) -> Blob:
    """Store bytes under `out/a/`, once."""
    blob = Blob(sha256(data), len(data))
    if not holds(out, blob):
        write_atomic(out / FOLDER / blob.sha256, data)
    return blob


def holds(out: Path, blob: Blob) -> bool:
    """Whether the blob lies there in its full length."""
    path = out / FOLDER / blob.sha256
    return path.is_file() and path.stat().st_size == blob.bytes
