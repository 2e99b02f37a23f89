"""One accessor's values and the form in which the codec takes them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from assets_pipeline import accessors
from assets_pipeline.accessors import Array


class Stream(NamedTuple):
    """Values as a reader of the finished file sees them, and the rows that stand for them."""

    values: Array
    """Shape (n,) or (n, width), in the accessor's own component type."""
    normalized: bool = False
    filter: str = "NONE"
    """`NONE`, `OCTAHEDRAL`, `QUATERNION` or `EXPONENTIAL`, as EXT_meshopt_compression has them."""
    filtered: Array | None = None
    """Shape (n, stride) uint8: what the filter of a decoder turns into `values`."""
    source: Array | None = None
    """Shape (n, k): the exact values, where those taken may still move."""
    spread: Array | None = None
    """Shape (n,): how far, at most, the exact values that an element stands for are from its own."""

    @property
    def rows(self) -> Array:
        """What is compressed, shape (n, stride) uint8."""
        return plain_rows(self.values) if self.filtered is None else self.filtered

    @property
    def row_bytes(self) -> int:
        """Bytes of one element without padding."""
        return self.values.nbytes // len(self.values)

    def take(self, order: Array) -> Stream:
        """The same of some elements, in another order."""
        filtered = None if self.filtered is None else self.filtered[order]
        source = None if self.source is None else self.source[order]
        spread = None if self.spread is None else self.spread[order]
        values = self.values[order]
        return self._replace(values=values, filtered=filtered, source=source, spread=spread)


def exact(values: Array, *, normalized: bool = False) -> Stream:
    """Values as they are."""
    return Stream(values, normalized)


def plain_rows(values: Array) -> Array:
    """Bytes of the elements, shape (n, stride) uint8, rows starting at multiples of four."""
    data, _ = accessors.pack(values, aligned=True)
    return np.frombuffer(data, np.uint8).reshape(len(values), -1)
