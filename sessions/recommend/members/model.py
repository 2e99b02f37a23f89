"""A recurrent encoder of histories, with a state that grows by one item at a time.

``state = GRU(state, v_item)``, ``u = unit(W state + v_newest)``, and the chance of item j is the
softmax of ``scale <u, unit(v_j)>``: the same vectors going in and out (tied), on the sphere, so
that popular items do not win by length alone (Gupta et al., NISER 2019).
"""

from __future__ import annotations

import copy
import math
from typing import cast

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from sessions.recommend.members import Floats
from sessions.recommend.members.histories import Histories

LAST = 50
"""Newest items that are read."""

SCALE = 14.0
"""Where the sharpness of the softmax starts; it is learned."""


class Encoder(nn.Module):
    """Vectors of items, and what reads them."""

    def __init__(self, items: int, axes: int, dropout: float) -> None:
        super().__init__()
        self.vectors = nn.Embedding(items + 1, axes, padding_idx=items)  # the last: padding
        nn.init.normal_(self.vectors.weight, std=1.0 / math.sqrt(axes))
        with torch.no_grad():
            self.vectors.weight[items] = 0.0
        self.gru = nn.GRU(axes, axes, batch_first=True)
        self.out = nn.Linear(axes, axes)
        self.dropout = nn.Dropout(dropout)
        self.sharpness = nn.Parameter(torch.tensor(math.log(SCALE)))

    @property
    def items(self) -> int:
        """How many there are."""
        return self.vectors.num_embeddings - 1

    def forward(self, rows: Tensor) -> Tensor:
        """Unit vector u after each item, (histories, places, axes).

        Args:
            rows: (histories, places) items, padded at the right by `items`.
        """
        taken = self.dropout(fn.normalize(self.vectors(rows), dim=-1))
        states, _ = self.gru(taken)
        return self.aim(states, taken)

    def aim(self, states: Tensor, newest: Tensor) -> Tensor:
        """``unit(W state + v_newest)``, of any leading shape."""
        return fn.normalize(self.out(self.dropout(states)) + newest, dim=-1)

    def targets(self) -> Tensor:
        """Unit vectors of all items, (items, axes)."""
        return fn.normalize(self.vectors.weight[: self.items], dim=-1)


class Recurrent:
    """A fitted encoder as a member: scores are probabilities."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder.eval()
        with torch.no_grad():
            self._targets = encoder.targets()
            self._scale = float(encoder.sharpness.exp())

    @torch.no_grad()
    def scores(self, histories: Histories) -> Floats:
        """Chance of each item to be next, (histories, items); 0 after an empty history."""
        newest = histories.newest(LAST)
        rows = padded(newest, self.encoder.items)
        lengths = torch.from_numpy(newest.lengths)
        aims = self.encoder(rows)[torch.arange(len(rows)), (lengths - 1).clamp(min=0)]
        chances = fn.softmax(self._scale * aims @ self._targets.T, dim=1)
        chances[lengths == 0] = 0.0
        return cast("Floats", chances.numpy())

    @property
    def vectors(self) -> Floats:
        """Unit vectors of the items, (items, axes)."""
        return cast("Floats", self._targets.numpy())

    def grown(self, vectors: Floats) -> Recurrent:
        """One that also knows new items, numbered behind the others: (new, axes)."""
        old = self.encoder
        encoder = copy.deepcopy(old)
        table = torch.cat([
            old.vectors.weight[: old.items],
            fn.normalize(torch.from_numpy(vectors), dim=-1),
            old.vectors.weight[old.items :],
        ])  # fmt: skip
        rows, axes = table.shape
        encoder.vectors = nn.Embedding(rows, axes, padding_idx=rows - 1, _weight=table.detach())
        return Recurrent(encoder)

    def start(self) -> Tensor:
        """State of a history that is still empty, (axes,)."""
        return torch.zeros(self.encoder.gru.hidden_size)

    @torch.no_grad()
    def step(self, state: Tensor, item: int) -> tuple[Tensor, Floats]:
        """State after one more item, and the chances then, (items,).

        The same as `scores` of the whole history, as long as it has at most `LAST` items.
        """
        vector = fn.normalize(self.encoder.vectors.weight[item], dim=-1)
        _, after = self.encoder.gru(vector[None, None], state[None, None])
        aim = self.encoder.aim(after[0, 0], vector)
        chances = fn.softmax(self._scale * self._targets @ aim, dim=0)
        return after[0, 0], cast("Floats", chances.numpy())


def padded(histories: Histories, filler: int) -> Tensor:
    """Rows of equal length, (histories, places), filled at the right; at least one place."""
    lengths = histories.lengths
    rows = np.full((len(histories), max(1, int(lengths.max(initial=1)))), filler, np.int64)
    rows[np.arange(rows.shape[1]) < lengths[:, None]] = histories.flat
    return torch.from_numpy(rows)
