"""Many sequences of item numbers as two arrays, so that compiled code can walk them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Histories:
    """`flat[starts[h]:starts[h + 1]]` are the items of history h, oldest first."""

    flat: Ints
    """Items, numbered from 0."""
    starts: Ints
    """(histories + 1,), from 0 to ``len(flat)``."""

    @classmethod
    def of(cls, sequences: Iterable[Sequence[int]]) -> Self:
        """From lists."""
        kept = list(sequences)
        flat = np.array([item for sequence in kept for item in sequence], np.int64)
        return cls(flat, _starts(np.array([len(sequence) for sequence in kept], np.int64)))

    def __len__(self) -> int:
        """How many histories there are."""
        return len(self.starts) - 1

    @property
    def lengths(self) -> Ints:
        """Items of each, (histories,)."""
        return np.diff(self.starts)

    @property
    def owners(self) -> Ints:
        """The history of each item of `flat`."""
        return np.repeat(np.arange(len(self)), self.lengths)

    @property
    def ages(self) -> Ints:
        """How many items of its history are newer, for each item of `flat`."""
        return np.repeat(self.starts[1:], self.lengths) - 1 - np.arange(len(self.flat))

    def one(self, history: int) -> Ints:
        """The items of one history."""
        return self.flat[self.starts[history] : self.starts[history + 1]]

    def take(self, which: Ints) -> Self:
        """These histories, in this order."""
        lengths = self.lengths[which]
        starts = _starts(lengths)
        places = np.arange(starts[-1]) + np.repeat(self.starts[:-1][which] - starts[:-1], lengths)
        return type(self)(self.flat[places], starts)

    def without_last(self, dropped: Ints) -> Self:
        """Each shortened by so many of its newest items (histories,); none becomes negative."""
        lengths = np.maximum(self.lengths - dropped, 0)
        kept = np.arange(len(self.flat)) < np.repeat(self.starts[:-1] + lengths, self.lengths)
        return type(self)(self.flat[kept], _starts(lengths))

    def newest(self, most: int) -> Self:
        """At most so many of the newest items of each."""
        kept = self.ages < most
        return type(self)(self.flat[kept], _starts(np.minimum(self.lengths, most)))

    def matrix(self, weights: NDArray[np.float32], items: int) -> sp.csr_array:
        """One row per history: the weights of its items, (histories, items). Shares nothing."""
        return sp.csr_array((weights, self.flat, self.starts), shape=(len(self), items), copy=True)

    def held(self, items: int) -> sp.csr_array:
        """1 for each item that a history holds, (histories, items); columns in order."""
        held = self.matrix(np.ones(len(self.flat), np.float32), items)
        held.sum_duplicates()
        held.data[:] = 1.0
        return held


def _starts(lengths: Ints) -> Ints:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)])
