"""Codes chosen so that they change little from one to the next, within what their error allows.

The vertex codec writes sixteen differences at a time in as many bits as the largest of them needs
(0, 2, 4 or 8; single larger ones cost a byte more). Of the codes around each exact one we take, by
dynamic programming over runs of vertices (Viterbi 1967), those that cost least.
"""

from __future__ import annotations

import numpy as np

from assets_pipeline.accessors import Array

_RUN = 256
"""Vertices that are chosen together; all runs of a mesh are worked on side by side."""
_COSTS = ((0, 8), (1, 16), (3, 28), (7, 32), (255, 64))
"""Eighths of a byte that a difference up to so much costs, about."""
_NEVER = 1 << 20


def choose(codes: Array, allowed: Array) -> Array:
    """Steps, shape (n, 2), to add to each code.

    Args:
        codes: shape (n, 2) int, two components that are written as bytes.
        allowed: shape (n, s, s) bool, s odd: which steps from -(s // 2) each component may take
            together; that of no step at all is always true.
    """
    side = allowed.shape[1]
    steps = np.arange(side) - side // 2
    runs = -(-len(codes) // _RUN)
    spare = runs * _RUN - len(codes)
    padded = np.concatenate([codes, np.repeat(codes[-1:], spare, 0)]).reshape(runs, _RUN, 2)
    penalty = np.where(allowed, np.abs(steps)[:, None] + np.abs(steps), _NEVER).astype(np.int32)
    penalty = np.concatenate([penalty, np.repeat(penalty[-1:], spare, 0)])
    penalty = penalty.reshape(runs, _RUN, side, side)
    moves = _moves(padded, steps)
    total, back = penalty[:, 0], []
    for at in range(1, _RUN):
        total, *chosen = _step(total, moves[:, at - 1])
        total = total + penalty[:, at]
        back.append(chosen)
    picked: Array = _walk(total, back) - side // 2
    return picked.reshape(-1, 2)[: len(codes)]


def _moves(codes: Array, steps: Array) -> Array:
    """Cost of each change, shape (runs, _RUN - 1, component, step after, step before)."""
    size = np.abs(np.arange(-512, 513))
    size = np.minimum(size % 256, 256 - size % 256)  # bytes wrap
    table = np.zeros(len(size), np.int32)
    for limit, cost in reversed(_COSTS):
        table[size <= limit] = cost
    change = np.diff(codes.astype(np.int32), axis=1)
    found: Array = table[change[..., None, None] + (steps[:, None] - steps) + 512]
    return found


def _step(total: Array, moves: Array) -> tuple[Array, Array, Array]:
    """The least cost of every pair of steps, and the steps before that lead there.

    Args:
        total: shape (runs, s, s), the cost so far.
        moves: shape (runs, 2, s, s).
    """
    first = total[:, None] + moves[:, 0, :, :, None]  # after x, before x, before y
    by_x = first.argmin(axis=2)
    total = first.min(axis=2)
    second = total[:, :, None] + moves[:, 1, None]  # after x, after y, before y
    by_y = second.argmin(axis=3)
    return second.min(axis=3), by_x, by_y


def _walk(total: Array, back: list[list[Array]]) -> Array:
    """From the cheapest end of each run back to its start, shape (runs, _RUN, 2)."""
    runs, side = np.arange(len(total)), total.shape[1]
    picked = np.zeros((len(total), _RUN, 2), np.int64)
    x, y = np.divmod(total.reshape(len(total), -1).argmin(axis=1), side)
    picked[:, -1] = np.stack([x, y], 1)
    for at in range(len(back) - 1, -1, -1):
        by_x, by_y = back[at]
        before_y = by_y[runs, x, y]
        x, y = by_x[runs, x, before_y], before_y
        picked[:, at] = np.stack([x, y], 1)
    return picked
