"""What the members say about a candidate -> one score: a linear part and a small network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from sessions.recommend.blend.candidates import Lists, features_of, gathered
from sessions.recommend.members import Floats, Member, Telling
from sessions.recommend.members.histories import Histories

HIDDEN = 48


class Mixer(nn.Module):
    """Scores of candidates by their features; starts as a linear one."""

    mean: Tensor
    deviation: Tensor

    def __init__(self, members: int) -> None:
        super().__init__()
        count = features_of(members)
        self.register_buffer("mean", torch.zeros(count))
        self.register_buffer("deviation", torch.ones(count))
        self.linear = nn.Linear(count, 1, bias=False)
        last = nn.Linear(HIDDEN, 1, bias=False)
        self.deep = nn.Sequential(
            nn.Linear(count, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, HIDDEN), nn.GELU(),
            nn.Dropout(0.1), last,
        )  # fmt: skip
        nn.init.zeros_(self.linear.weight)
        nn.init.zeros_(last.weight)

    def forward(self, features: Tensor) -> Tensor:
        """(..., features) -> (...)."""
        standard = (features - self.mean) / self.deviation
        scores: Tensor = self.linear(standard) + self.deep(standard)
        return scores[..., 0]


class Told(NamedTuple):
    """How a blend came about."""

    figures: dict[str, float]
    """NDCG@20 on lists kept back: of each member on all, of `blend` on those it did not learn."""
    alone: str
    """The member that speaks alone, or nothing."""


class Blend:
    """Members and what mixes them; a member itself."""

    def __init__(
        self,
        members: dict[str, Member],
        mixer: Mixer,
        popular: Floats,
        told: Told,
        *,
        masked: bool,
    ) -> None:
        self.members, self.told = members, told
        self._mixer, self._popular, self._masked = mixer.eval(), popular, masked

    def scores(self, histories: Histories) -> Floats:
        """Chance of each candidate, 0 for the rest, (histories, items)."""
        if self.told.alone:
            return self.members[self.told.alone].scores(histories)
        said = [member.scores(histories) for member in self.members.values()]
        return self.mixed(said, histories)

    def contributions(self, history: Sequence[int], item: int) -> dict[str, Floats]:
        """By member that can tell: what each place of the history adds to its score of `item`."""
        return {
            name: member.contributions(history, item)
            for name, member in self.members.items()
            if isinstance(member, Telling)
        }

    @torch.no_grad()
    def mixed(self, said: list[Floats], histories: Histories) -> Floats:
        """`scores`, from what the members say."""
        lists = gathered(said, histories, self._popular, masked=self._masked)
        chances = chances_of(self._mixer, lists).numpy()
        out = np.zeros((len(histories), len(self._popular)), np.float32)
        row, at = np.nonzero(lists.items >= 0)
        out[row, lists.items[row, at]] = chances[row, at]
        return out


def chances_of(mixer: Mixer, lists: Lists) -> Tensor:
    """Softmax over the candidates of each list, (lists, width)."""
    scores = mixer(torch.from_numpy(lists.features))
    empty = torch.from_numpy(lists.items < 0)
    chances = torch.softmax(scores.masked_fill(empty, -1e9), dim=1)
    return chances.clamp(min=1e-30).masked_fill(empty, 0.0)
