"""Fits the recurrent encoder: sampled softmax over shared negatives, AdamW.

Each place of each history predicts the next item against one set of negatives per batch, drawn
half evenly and half by the root of popularity; logits are corrected by the log of how often each
is drawn (Bengio and Senecal 2008), so that the softmax estimates the one over all items. The budget is
counted in items read, not in seconds, so that the same histories give the same model.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as fn

from sessions.recommend.members.histories import Histories, Ints
from sessions.recommend.members.model import LAST, Encoder, Recurrent, padded

DROPPED_ONCE, DROPPED = 0.2, 0.5
"""Dropout grows with the passes: what is read often is learned by heart."""


class Recipe(NamedTuple):
    """How long and how hard."""

    axes: int = 64
    negatives: int = 1024
    batch: int = 1024
    """Items per step, about."""
    budget: int = 4_000_000
    """Items read in all."""
    most: int = 40
    """Passes at most."""
    rate: float = 3e-3
    decay: float = 1e-4
    seed: int = 11


RECIPE = Recipe()


def fit(histories: Histories, items: int, recipe: Recipe = RECIPE) -> Recurrent:
    """An encoder for these histories; the rate falls to nothing along a cosine."""
    torch.manual_seed(recipe.seed)
    histories = _read(histories, recipe.budget)
    passes = int(np.clip(recipe.budget // max(1, len(histories.flat)), 1, recipe.most))
    encoder = Encoder(items, recipe.axes, min(DROPPED, DROPPED_ONCE + 0.01 * passes))
    rng = np.random.default_rng(recipe.seed)
    draw = Draw(histories, items, recipe.negatives)
    steps = passes * (len(histories.flat) // recipe.batch + 1)
    optimiser = torch.optim.AdamW(
        encoder.parameters(), lr=recipe.rate, weight_decay=recipe.decay, fused=True
    )
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    encoder.train()
    for _ in range(passes):
        for batch in _batches(histories, recipe.batch, items, rng):
            optimiser.zero_grad(set_to_none=True)
            _loss(encoder, batch, *draw(rng)).backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    return Recurrent(encoder)


def _read(histories: Histories, budget: int) -> Histories:
    """What can be learned from, and of that the newest that the budget allows."""
    histories = histories.newest(LAST)
    histories = histories.take(np.flatnonzero(histories.lengths > 1))
    left = histories.starts[-1] - histories.starts[:-1]
    return histories.take(np.flatnonzero(left <= budget))


class Draw:
    """Different negatives, and the log of the chance that each is among them."""

    def __init__(self, histories: Histories, items: int, most: int) -> None:
        counts = np.bincount(histories.flat, minlength=items) + 1.0
        chance = 0.5 * np.sqrt(counts) / np.sqrt(counts).sum() + 0.5 / items
        self._edges, self._count, self._items = np.cumsum(chance), most, items
        self._often = np.zeros(items, np.float32)
        if items > most:
            self._often[:] = np.log(-np.expm1(most * np.log1p(-chance)))

    def __call__(self, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        """(negatives,) items, and (negatives,) what to take off their logits."""
        if self._items <= self._count:
            rows = np.arange(self._items)
        else:
            rows = np.unique(np.searchsorted(self._edges, rng.random(self._count)))
            rows = rows[rows < self._items]
        return torch.from_numpy(rows), torch.from_numpy(self._often[rows])


def _loss(encoder: Encoder, rows: Tensor, negatives: Tensor, often: Tensor) -> Tensor:
    given, wanted = rows[:, :-1], rows[:, 1:]
    real = wanted != encoder.items
    aims, wanted = encoder(given)[real], wanted[real]
    scale = encoder.sharpness.exp()
    right = fn.normalize(encoder.vectors(wanted), dim=-1)
    against = fn.normalize(encoder.vectors(negatives), dim=-1)
    logits = (scale * aims) @ against.T - often
    own = scale * (aims * right).sum(dim=1)
    at = torch.full((encoder.items,), -1).index_copy(0, negatives, torch.arange(len(negatives)))
    drawn = at[wanted]
    found = drawn >= 0
    logits[found, drawn[found]] = -torch.inf  # the target is no negative of its own
    loss: Tensor = torch.logaddexp(own, torch.logsumexp(logits, dim=1)) - own
    return loss.mean()


def _batches(
    histories: Histories, size: int, filler: int, rng: np.random.Generator
) -> Iterator[Tensor]:
    """Batches of like lengths, about `size` items each, in random order."""
    lengths = histories.lengths
    order = np.argsort(lengths + rng.random(len(lengths)), kind="stable")
    ends = np.cumsum(lengths[order]) // size
    parts: list[Ints] = np.split(order, np.flatnonzero(np.diff(ends)) + 1)
    for at in rng.permutation(len(parts)):
        if len(parts[at]):
            yield padded(histories.take(parts[at]), filler)
