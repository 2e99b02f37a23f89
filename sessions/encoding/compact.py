"""Text vectors by a table of words: what the default pack knows of our words, in under a megabyte.

Each English word and each Chinese character, pair and triple of the table has a direction; a text is
the sum of its units', length 1 (static embeddings, distilled from a sentence encoder by `train`). It
knows no order of words, and nothing of a word that is not in the table or among the endings of one.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Sequence
from typing import Annotated, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from sessions.encoding import base
from sessions.encoding.concepts import HAN, stem
from sessions.errors import PackUnusable

REVISION: Final = 1
"""Raise it when code of this module changes any vector; a test watches."""
LONGEST: Final = 3
"""Characters of a Chinese unit."""
NUMBER: Final = "0"
"""The unit of every number: which number it is says little of what a text is about."""
MAX_UNITS: Final = 32_768

_RUNS = re.compile(rf"([{HAN}]+)|(\d+)|(?:(?![{HAN}\d])[^\W_])+")


class _Header(msgspec.Struct, frozen=True):
    units: tuple[str, ...]
    scales: tuple[float, ...]
    dim: Annotated[int, msgspec.Meta(ge=1, le=1_024)]


class CompactEncoder:
    """A table of directions, (units, dim), as int8 with one scale a unit."""

    name = "compact"

    def __init__(self, stored: bytes) -> None:
        """Read what `pack` wrote.

        Raises:
            PackUnusable: the bytes are not a table of this build.
        """
        header, small = _unpacked(stored)
        self.dim = header.dim
        self.version = f"{hashlib.sha256(stored).hexdigest()[:16]}.{REVISION}"
        self._places = {unit: place for place, unit in enumerate(header.units)}
        self._table = small * np.array(header.scales, np.float32)[:, None]

    def encode(self, texts: Sequence[str]) -> base.Vectors:
        """Vectors of `texts`, (n, dim)."""
        return base.rows(texts, self.dim, self._forward)

    def _forward(self, texts: list[str]) -> base.Vectors:
        out = np.zeros((len(texts), self.dim), np.float32)
        for at, text in enumerate(texts):
            found = [self._places[unit] for unit in units(text) if unit in self._places]
            out[at] = self._table[found].sum(axis=0)
        return out


def units(text: str) -> list[str]:
    """What is looked up of a text, with repeats."""
    plain = unicodedata.normalize("NFKC", text).lower()
    out: list[str] = []
    for run in _RUNS.finditer(plain):
        said = run.group()
        if run[1]:
            out += [said[at : at + n] for n in range(1, LONGEST + 1)
                    for at in range(len(said) - n + 1)]  # fmt: skip
        else:
            out.append(NUMBER if run[2] else stem(said))
    return out


def pack(names: Sequence[str], table: NDArray[np.floating]) -> bytes:
    """The bytes of a table: its length and a header, then int8 rows, both deflated."""
    wide = np.asarray(table, np.float64)
    scales = np.maximum(np.abs(wide).max(axis=1), 1e-9) / 127.0
    small = np.round(wide / scales[:, None]).astype(np.int8)
    header = _Header(tuple(names), tuple(float(f"{x:.4g}") for x in scales), wide.shape[1])
    first = zlib.compress(msgspec.json.encode(header), 9)
    return len(first).to_bytes(4, "little") + first + zlib.compress(small.tobytes(), 9)


def _unpacked(stored: bytes) -> tuple[_Header, NDArray[np.int8]]:
    end = 4 + int.from_bytes(stored[:4], "little")
    try:
        first = zlib.decompressobj().decompress(stored[4:end], 64 * MAX_UNITS)
        header = msgspec.json.decode(first, type=_Header)
        room = len(header.units) * header.dim
        inflate = zlib.decompressobj()
        flat = inflate.decompress(stored[end:], room + 1)
    except (msgspec.DecodeError, UnicodeDecodeError, zlib.error) as error:
        raise PackUnusable(f"compact text model: {error}") from error
    if not 0 < len(header.units) <= MAX_UNITS or len(header.units) != len(header.scales):
        raise PackUnusable("compact text model: of another shape than this build reads")
    if len(flat) != room or not inflate.eof or not np.isfinite(header.scales).all():
        raise PackUnusable("compact text model: of another shape than this build reads")
    return header, np.frombuffer(flat, np.int8).reshape(len(header.units), header.dim)
