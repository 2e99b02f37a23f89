"""Joints and weights: uint8 weights whose sum is exact, the heaviest joint first."""

from __future__ import annotations

import numpy as np

from assets_pipeline.accessors import Array
from assets_pipeline.encode.stream import Stream

_WHOLE = 255


def quantise(joints: Array, weights: Array) -> tuple[list[Stream], list[Stream]]:
    """Joint and weight streams, one for each set of four.

    A joint without weight becomes joint 0. Weights that do not sum to one are scaled so that they
    do, as every viewer would.

    Args:
        joints: shape (n, 4 sets), the sets side by side.
        weights: the same shape, floats from 0 to 1.
    """
    shares = _shares(weights.astype(np.float64))
    order = np.argsort(-shares, axis=1, kind="stable")
    shares = np.take_along_axis(shares, order, 1)
    chosen = np.where(shares > 0, np.take_along_axis(joints, order, 1), 0)
    kind = np.uint8 if chosen.max() <= 0xFF else np.uint16
    sets = range(0, joints.shape[1], 4)
    return (
        [Stream(chosen[:, at : at + 4].astype(kind)) for at in sets],
        [Stream(shares[:, at : at + 4].astype(np.uint8), True) for at in sets],
    )


def _shares(weights: Array) -> Array:
    """Integers (n, k) that sum to 255 in each row, by largest remainders; rows of zeros stay."""
    total = weights.sum(axis=1, keepdims=True)
    ideal = weights / np.where(total > 0, total, 1) * _WHOLE
    shares = np.floor(ideal).astype(np.int64)
    missing = np.where(total > 0, _WHOLE - shares.sum(axis=1, keepdims=True), 0)
    rank = np.argsort(np.argsort(shares - ideal, axis=1, kind="stable"), axis=1, kind="stable")
    found: Array = shares + (rank < missing)
    return found
