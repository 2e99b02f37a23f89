"""What every text encoder promises, and the two steps all of them share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

MAX_CHARS = 1000
"""Longer texts are cut: an encoder's time must have a bound, and titles and utterances are short."""

Vectors = NDArray[np.float32]
"""Shape (n, dim); each row has length 1, or is all zero where the text was blank."""


class TextEncoder(Protocol):
    """Turns texts into directions; the cosine of two rows says how alike their texts are.

    The row of a text depends on that text alone, never on what else is in the call, and is the
    same in every process of a build (numbers compared to 1e-5).
    """

    @property
    def name(self) -> str:
        """What people call the model; holds no path of this machine."""
        ...

    @property
    def version(self) -> str:
        """Hash of all that decides the output: caches and logs name vectors by it."""
        ...

    @property
    def dim(self) -> int:
        """Length of a row."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`, float32 (n, dim). Every text is accepted; blank ones give zeros."""
        ...


def rows(texts: Sequence[str], dim: int, forward: Callable[[list[str]], Vectors]) -> Vectors:
    """Apply `forward` to the texts that say something, make its rows unit length.

    Args:
        texts: any strings; lone surrogates are replaced, long ones are cut to `MAX_CHARS`.
        dim: length of a row.
        forward: n readable texts -> (n, dim), any length of row.

    Returns:
        (len(texts), dim) float32.
    """
    out = np.zeros((len(texts), dim), np.float32)
    said = [(place, readable(text)) for place, text in enumerate(texts)]
    said = [(place, text) for place, text in said if text]
    if said:
        out[[place for place, _ in said]] = unit(forward([text for _, text in said]))
    return out


def readable(text: str) -> str:
    """`text` cut to `MAX_CHARS`, without outer space, and sayable in UTF-8."""
    return text[:MAX_CHARS].encode("utf-8", "replace").decode("utf-8").strip()


def unit(vectors: NDArray[np.floating]) -> Vectors:
    """Rows of length 1; a row of zeros stays one. (n, dim) -> (n, dim) float32."""
    wide = np.asarray(vectors, np.float64)
    lengths = np.linalg.norm(wide, axis=1, keepdims=True)
    scaled: NDArray[np.float64] = wide / np.where(lengths > 0, lengths, 1.0)
    return scaled.astype(np.float32)
