"""A text as hashed features: runs of words or characters, and pieces of English words."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

DIM = 1 << 15
RUNS = (1, 2, 3)
PIECE = 4
READ = 2_000
"""Characters of a text that are read."""

_UNIT = re.compile(r"[a-z0-9']+|[\u3400-\u9fff]|[!?]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def features(text: str) -> NDArray[np.intp]:
    """Places in 0..DIM-1 of what occurs in a text, sorted, each once. Every text is accepted."""
    found = {zlib.crc32(name.encode()) % DIM for name in _names(text[:READ].lower())}
    return np.array(sorted(found), np.intp)


def _names(text: str) -> Iterator[str]:
    units = _UNIT.findall(text.replace("’", "'"))
    for n in RUNS:
        for at in range(len(units) - n + 1):
            yield f"{n}{' '.join(units[at : at + n])}"
    if not _CHINESE.search(text):
        spaced = f" {' '.join(units)} "
        for at in range(len(spaced) - PIECE + 1):
            yield f"p{spaced[at : at + PIECE]}"
