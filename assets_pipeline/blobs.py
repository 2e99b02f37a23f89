"""Bytes named by their sha256, written whole or not at all.

A blob is written beside the others, in `OUT/cache/new/`, brought to the disk, and then renamed into
`OUT/a/`: that folder never holds a part of one, whenever the power goes.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from assets_pipeline.catalogue import Blob

FOLDER = "a"
_NEW = "cache/new"
_NAME = re.compile(r"[0-9a-f]{64}")
_NAMED = re.compile(rb'"sha256": ?"([0-9a-f]{64})"')


def sha256(data: bytes) -> str:
    """Hex digest."""
    return hashlib.sha256(data).hexdigest()


def write_atomic(path: Path, data: bytes, *, through: Path | None = None) -> None:
    """Put a file in place in one step: a reader sees the old one or the new one, whole.

    Args:
        path: where it shall lie.
        data: all of it.
        through: a folder of the same file system to write it in first; else the file's own.

    Raises:
        OSError: the disk does not take it.
    """
    handle, temporary = tempfile.mkstemp(dir=through or path.parent, prefix=".tmp-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            settle(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def settle(handle: int) -> None:
    """Bring what was written to the disk: a name must not outlive a power cut without its bytes."""
    os.fsync(handle)


def settle_folder(out: Path) -> None:
    """Bring the names of all blobs to the disk, before a catalogue names them."""
    handle = os.open(out / FOLDER, os.O_RDONLY)
    try:
        settle(handle)
    finally:
        os.close(handle)


def prepare(out: Path) -> None:
    """Make the folders of `out`; throw away what a killed writer left."""
    for name in (FOLDER, _NEW):
        (out / name).mkdir(parents=True, exist_ok=True)
    for left in (out / _NEW).iterdir():
        left.unlink(missing_ok=True)


def put(out: Path, data: bytes) -> Blob:
    """Store bytes under `out/a/`, once."""
    blob = Blob(sha256(data), len(data))
    if not holds(out, blob):
        (out / _NEW).mkdir(parents=True, exist_ok=True)
        write_atomic(out / FOLDER / blob.sha256, data, through=out / _NEW)
    return blob


def holds(out: Path, blob: Blob) -> bool:
    """Whether the blob lies there in its full length."""
    try:
        return os.stat(f"{out}/{FOLDER}/{blob.sha256}").st_size == blob.bytes  # noqa: PTH116 -- fast
    except OSError:
        return False


def intact(out: Path, blob: Blob) -> bool:
    """Whether the blob lies there with the very bytes of its name; removes it where not."""
    if not holds(out, blob):
        return False
    path = out / FOLDER / blob.sha256
    with path.open("rb") as stream:
        good = hashlib.file_digest(stream, "sha256").hexdigest() == blob.sha256
    if not good:
        path.unlink()
    return good


def named(record: bytes) -> Iterator[str]:
    """Hashes of the blobs that an encoded record names, whatever the fields are called."""
    return (match[1].decode() for match in _NAMED.finditer(record))


def prune(out: Path, wanted: Callable[[str], bool]) -> int:
    """Remove blobs that nobody wants; returns how many. Files of other names are left alone."""
    gone = 0
    with os.scandir(out / FOLDER) as listed:
        for entry in listed:
            if _NAME.fullmatch(entry.name) and not wanted(entry.name):
                (out / FOLDER / entry.name).unlink(missing_ok=True)
                gone += 1
    return gone
