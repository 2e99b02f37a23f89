"""The GLB container: twelve bytes of header, then chunks of (length, type, bytes).

Layout from the glTF 2.0 specification, section 4. Chunks of unknown type are kept.
"""

from __future__ import annotations

import struct

from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import limits

MAGIC = b"glTF"
JSON_CHUNK = 0x4E4F534A
BIN_CHUNK = 0x004E4942

Chunk = tuple[int, bytes]


def split(data: bytes, *, file: str = "") -> list[Chunk]:
    """Chunks of a GLB in file order; the first one is the JSON chunk.

    Raises:
        AssetRejected: `not_glb`, `version_unsupported`, `length_mismatch`, `truncated`,
            `too_many_chunks`.
    """
    if len(data) < 12 or data[:4] != MAGIC:
        raise AssetRejected("not_glb", "the file does not start with a GLB header", file=file)
    version, length = struct.unpack_from("<II", data, 4)
    if version != 2:
        raise AssetRejected("version_unsupported", f"GLB version {version}, not 2", file=file)
    if length != len(data):
        message = f"the header says {length} bytes, the file has {len(data)}"
        raise AssetRejected("length_mismatch", message, file=file)
    chunks = _chunks(data, file)
    if not chunks or chunks[0][0] != JSON_CHUNK:
        raise AssetRejected("not_glb", "the first chunk is not JSON", file=file)
    return chunks


def _chunks(data: bytes, file: str) -> list[Chunk]:
    chunks: list[Chunk] = []
    place = 12
    while place < len(data):
        if place + 8 > len(data):
            raise AssetRejected("truncated", f"half a chunk header at byte {place}", file=file)
        length, kind = struct.unpack_from("<II", data, place)
        if length > len(data) - place - 8:
            message = f"the chunk at byte {place} says {length} bytes, past the end of the file"
            raise AssetRejected("truncated", message, file=file)
        if len(chunks) == limits.CHUNKS:
            raise AssetRejected("too_many_chunks", f"more than {limits.CHUNKS}", file=file)
        chunks.append((kind, data[place + 8 : place + 8 + length]))
        place += 8 + length
    return chunks


def join(chunks: list[Chunk]) -> bytes:
    """A GLB of these chunks, each padded to four bytes (JSON with spaces, others with zeros)."""
    parts = [b""]
    for kind, body in chunks:
        padding = (b" " if kind == JSON_CHUNK else b"\0") * (-len(body) % 4)
        parts += [struct.pack("<II", len(body) + len(padding), kind), body, padding]
    parts[0] = struct.pack("<4sII", MAGIC, 2, 12 + sum(map(len, parts)))
    return b"".join(parts)
