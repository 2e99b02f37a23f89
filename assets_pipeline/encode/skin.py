"""Joints and weights: uint8 weights whose sum is exact, each joint in the place it had before."""

from __future__ import annotations

import numpy as np

from assets_pipeline.accessors import Array

_WHOLE = 255
_MOST = 1 << 18
"""Vertices of one primitive up to which joints look for their place."""


def quantise(joints: Array, weights: Array) -> tuple[Array, Array]:
    """Joints uint8 or uint16 and weights uint8, the heaviest first; shapes stay.

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
    return chosen.astype(kind), shares.astype(np.uint8)


def _shares(weights: Array) -> Array:
    """Integers (n, k) that sum to 255 in each row, by largest remainders; rows of zeros stay."""
    total = weights.sum(axis=1, keepdims=True)
    ideal = weights / np.where(total > 0, total, 1) * _WHOLE
    shares = np.floor(ideal).astype(np.int64)
    missing = np.where(total > 0, _WHOLE - shares.sum(axis=1, keepdims=True), 0)
    rank = np.argsort(np.argsort(shares - ideal, axis=1, kind="stable"), axis=1, kind="stable")
    found: Array = shares + (rank < missing)
    return found


def settle(joints: Array, weights: Array) -> tuple[Array, Array]:
    """The same influences, each joint in the place it had at the vertex before.

    Which of a vertex's places a joint takes means nothing; columns that stay the same are shorter.

    Args:
        joints: shape (n, k), heaviest first, in the final order of the vertices.
        weights: shape (n, k), integers, 0 where there is no joint.
    """
    if len(joints) > _MOST:
        return joints, weights
    width = joints.shape[1]
    order = np.zeros(joints.shape, np.int64)
    before: list[int] = [-1] * width
    used = weights > 0
    for row, (own, count) in enumerate(
        zip(joints.tolist(), used.sum(axis=1).tolist(), strict=True)
    ):
        order[row], before = _places(own[:count], before)
    return np.take_along_axis(joints, order, 1), np.take_along_axis(weights, order, 1)


def _places(own: list[int], before: list[int]) -> tuple[list[int], list[int]]:
    """Which influence stands at each place, and the joints that do; -1 for none."""
    width = len(before)
    places = [own.index(joint) if joint in own else -1 for joint in before]
    rest = iter([n for n in range(len(own)) if n not in places])
    places = [place if place >= 0 else next(rest, -1) for place in places]
    spare = iter(range(len(own), width))
    joints = [own[place] if place >= 0 else -1 for place in places]
    return [place if place >= 0 else next(spare) for place in places], joints
