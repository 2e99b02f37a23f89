"""Zip archives with entries, ratio and total bounded by what is really inflated."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib

from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import limits, paths

_ENTRY = b"PK\x01\x02"
"""Starts an entry of the directory."""


def unpack(data: bytes, *, file: str = "") -> dict[str, bytes]:
    """Files of a zip by name, in memory; nothing is written to disk.

    Raises:
        AssetRejected: `archive_damaged`, `archive_too_many`, `archive_too_large`,
            or `uri_outside` for a name that would escape.
    """
    if data.count(_ENTRY) > limits.ARCHIVE_ENTRIES:  # before a list is made of them
        raise AssetRejected("archive_too_many", f"over {limits.ARCHIVE_ENTRIES}", file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _files(archive, len(data), file)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise AssetRejected("archive_damaged", str(error)[:200], file=file) from error
    except (NotImplementedError, RuntimeError, lzma.LZMAError) as error:  # other methods, passwords
        raise AssetRejected("archive_damaged", str(error)[:200], file=file) from error


def _files(archive: zipfile.ZipFile, packed: int, file: str) -> dict[str, bytes]:
    entries = archive.infolist()
    cap = min(limits.ARCHIVE_BYTES, limits.ARCHIVE_RATIO * packed)
    if sum(entry.file_size for entry in entries) > cap:
        raise AssetRejected("archive_too_large", f"more than {cap} bytes in it", file=file)
    found: dict[str, bytes] = {}
    for entry in entries:
        name = paths.safe_name(entry.filename.rstrip("/"))
        if not entry.is_dir():
            found[name] = _inflate(archive, entry, cap)
            cap -= len(found[name])
    return found


def _inflate(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, cap: int) -> bytes:
    """Inflate one entry, never past `cap` bytes whatever its header says."""
    with archive.open(entry) as stream:
        data = stream.read(cap + 1)
    if len(data) > cap:
        raise AssetRejected("archive_too_large", f"{entry.filename:.80} inflates past the cap")
    return data
