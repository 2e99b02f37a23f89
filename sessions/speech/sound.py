"""What sound is here: mono, 16,000 samples a second, 16-bit signed little-endian."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

RATE: Final = 16_000
"""Samples a second."""

FRAME: Final = 512
"""Samples that voice activity is told for: 32 ms."""

FRAME_BYTES: Final = 2 * FRAME
FRAME_MS: Final = 1000 * FRAME // RATE


def samples(pcm: bytes) -> NDArray[np.float32]:
    """PCM as numbers -1..1, (n,); half a sample at the end is left out."""
    whole = pcm[: len(pcm) & ~1]
    return np.frombuffer(whole, "<i2").astype(np.float32) / 32768.0


def milliseconds(pcm_bytes: int) -> int:
    """How long so many bytes last."""
    return 1000 * pcm_bytes // (2 * RATE)
