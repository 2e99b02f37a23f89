"""Is the shop itself asked something? A linear answer to the encoder's vector of the words.

An act may be guessed for such a question ("can I pay when the courier comes": checkout); where this
says yes and an entry of the shop's own answers is near, the entry is meant.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sessions.errors import PackUnusable

SURE: Final = 0.1
"""From here on. Of 370 development turns, most of them wishes, 21 are answered as questions to the shop,
and half of these may be."""

Floats = NDArray[np.float64]


class Asks:
    """Weights (dim,) and a bias, for vectors of one encoder."""

    def __init__(self, weights: Floats, bias: float) -> None:
        self._weights = weights
        self._bias = bias

    def __call__(self, vector: NDArray[np.float32]) -> bool:
        """Whether the words with this vector (dim,) ask the shop something."""
        return float(vector @ self._weights + self._bias) > SURE


def pack(by_encoder: dict[str, tuple[Floats, float]]) -> bytes:
    """The bytes of what was trained, by version of the encoder."""
    out = io.BytesIO()
    rows: dict[str, Any] = {
        name: np.append(weights, bias).astype(np.float32)
        for name, (weights, bias) in by_encoder.items()
    }
    np.savez_compressed(out, **rows)
    return out.getvalue()


def unpack(stored: bytes, encoder: str, dim: int) -> Asks | None:
    """What was trained for an encoder; `None` where nothing was.

    Raises:
        PackUnusable: the bytes are not what `pack` writes.
    """
    try:
        with np.load(io.BytesIO(stored), allow_pickle=False) as rows:
            if encoder not in rows:
                return None
            row = rows[encoder].astype(np.float64)
    except (OSError, ValueError, TypeError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise PackUnusable(f"asks: {error}") from error
    if row.shape != (dim + 1,):
        raise PackUnusable("asks: of another shape than its encoder's vectors")
    return Asks(row[:-1], float(row[-1]))
