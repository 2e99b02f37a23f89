"""Places of targets among all items, ties counted against; the usual measures of such places."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sessions.recommend.members import Floats, Member
from sessions.recommend.members.histories import Histories, Ints

Ranks = NDArray[np.float64]

BLOCK = 256
"""Histories that are scored at once."""


def placed(scores: Floats, histories: Histories, targets: Ints, *, masked: bool) -> Ranks:
    """Place of each target from 1, infinite where its score is 0, (histories,).

    Args:
        scores: (histories, items).
        histories: what was asked with.
        targets: (histories,), -1 for one that no member can know.
        masked: what the history holds, but for the target, has no place.
    """
    rows = range(len(targets))
    own = np.where(targets >= 0, scores[rows, targets], 0.0)
    above = (scores >= own[:, None]).sum(axis=1)
    if masked:
        for row in rows:
            held = np.unique(histories.one(row))
            above[row] -= (scores[row, held[held != targets[row]]] >= own[row]).sum()
    return np.where(own > 0.0, above, np.inf)


def all_ranks(member: Member, histories: Histories, targets: Ints, *, masked: bool) -> Ranks:
    """`placed` for many histories, a block at a time."""
    parts = [np.zeros(0)]
    for start in range(0, len(histories), BLOCK):
        which = np.arange(start, min(start + BLOCK, len(histories)))
        asked = histories.take(which)
        parts.append(placed(member.scores(asked), asked, targets[which], masked=masked))
    return np.concatenate(parts)


def hits(ranks: Ranks, most: int) -> Ranks:
    """1 where the target is among the first `most`: its mean is HR, or P as session papers say."""
    return (ranks <= most).astype(np.float64)


def gains(ranks: Ranks, most: int) -> Ranks:
    """``1 / log2(rank + 1)`` among the first `most`: its mean is NDCG of one target."""
    return np.where(ranks <= most, 1.0 / np.log2(ranks + 1.0), 0.0)


def reciprocals(ranks: Ranks, most: int) -> Ranks:
    """``1 / rank`` among the first `most`: its mean is MRR."""
    return np.where(ranks <= most, 1.0 / ranks, 0.0)
