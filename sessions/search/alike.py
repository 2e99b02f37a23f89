"""Products that look like a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sessions.encoding.base import Vectors

MOST: Final = 24
"""Products that a picture finds."""
NEAR: Final = 0.75
"""What is less like it than this share of the best is not shown as found."""


class Alike:
    """The catalogue's pictures, each with the product that is on it.

    Args:
        owners: product ids.
        vectors: (n, dim), unit rows, of their pictures.
    """

    def __init__(self, owners: Sequence[str], vectors: Vectors) -> None:
        self._ids = sorted(set(owners))
        place = {id_: at for at, id_ in enumerate(self._ids)}
        self._owner: NDArray[np.intp] = np.array([place[id_] for id_ in owners], np.intp)
        self._vectors = vectors

    def find(self, vector: Vectors) -> tuple[str, ...]:
        """Products by their most alike picture, the most alike first; ties by id.

        Args:
            vector: (dim,), of the picture.
        """
        if not self._ids:
            return ()
        best = np.full(len(self._ids), -1.0, np.float32)
        np.maximum.at(best, self._owner, self._vectors @ vector)
        order = np.argsort(-best, kind="stable")[:MOST]
        return tuple(self._ids[at] for at in order if best[at] >= NEAR * best[order[0]])
