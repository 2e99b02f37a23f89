"""What the mixing is learned on: what members said of lists whose answer they had not seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sessions.recommend.blend.candidates import gathered
from sessions.recommend.blend.ranks import BLOCK, Ranks, placed
from sessions.recommend.members import Floats, Member
from sessions.recommend.members.histories import Histories, Ints

Half = NDArray[np.float16]


class Kept(NamedTuple):
    """One list per history that was asked."""

    features: list[Half]
    """(candidates, features) of each; half floats, as there are many."""
    where: Ints
    """Place of the target among the candidates, -1 where it is none, (lists,)."""
    singles: dict[str, Ranks]
    """Place of the target among all items by each member alone, (lists,)."""


def kept(
    members: Mapping[str, Member], asked: Histories, targets: Ints, popular: Floats, *, masked: bool
) -> Kept:
    """Ask all members.

    Args:
        members: by name, fitted on what does not hold the targets.
        asked: histories.
        targets: (asked,), what came next.
        popular: (items,), how often each was taken.
        masked: what a history holds is no answer.
    """
    features: list[Half] = []
    where: list[int] = []
    ranks: dict[str, list[Ranks]] = {name: [np.zeros(0)] for name in members}
    for start in range(0, len(asked), BLOCK):
        which = np.arange(start, min(start + BLOCK, len(asked)))
        block, wanted = asked.take(which), targets[which]
        said = {name: member.scores(block) for name, member in members.items()}
        for name, scores in said.items():
            ranks[name].append(placed(scores, block, wanted, masked=masked))
        lists = gathered(list(said.values()), block, popular, masked=masked)
        for row, target in enumerate(wanted):
            items = lists.items[row]
            real = items >= 0
            if masked:
                real &= (items == target) | ~np.isin(items, block.one(row))
            features.append(lists.features[row, real].astype(np.float16))
            where.append(_first(items[real] == target))
    singles = {name: np.concatenate(parts) for name, parts in ranks.items()}
    return Kept(features, np.array(where, np.int64), singles)


def _first(true: NDArray[np.bool_]) -> int:
    return int(true.argmax()) if true.any() else -1
