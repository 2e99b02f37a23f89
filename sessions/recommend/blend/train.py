"""Fits members, mixes them on what was kept from them, and fits members again on everything."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as fn
from torch.nn.utils.rnn import pad_sequence

from sessions.recommend.blend.kept import Kept, kept
from sessions.recommend.blend.model import Blend, Mixer, Told
from sessions.recommend.blend.ranks import Ranks, gains
from sessions.recommend.blend.splits import Splitter
from sessions.recommend.members import Fit, Floats, Member
from sessions.recommend.members.histories import Histories, Ints

FEWEST = 300
"""Lists that hold their target: with fewer nothing is mixed."""

CHECKED = 0.2
"""Share of the lists that the mixing does not see: they say when to stop, and whether to mix."""

LISTS = 128
"""Per step."""

PASSES = 30
PATIENCE = 4
RATE = 2e-3
DECAY = 0.01
SEED = 7


def fit(
    histories: Histories,
    items: int,
    fits: Mapping[str, Fit],
    split: Splitter,
    *,
    masked: bool,
    every: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> Blend:
    """A blend that has seen all `histories`.

    Args:
        histories: oldest first.
        items: how many there are, numbered from 0.
        fits: members by name; the first speaks where nothing can be told of them.
        split: what is kept back for the mixing.
        masked: what a history holds is no answer.
        every: fit all members on everything, also where one speaks alone.
        say: told how it goes.
    """
    part = split(histories)
    members = _fitted(fits, part.fitted, items, say)
    lists = kept(members, part.asked, part.targets, _counts(part.fitted, items), masked=masked)
    mixer, told = mixed(lists)
    say(f"NDCG@20 on {len(lists.where)} lists kept back: {told}")
    needed = {name: one for name, one in fits.items() if every or told.alone in {"", name}}
    members = _fitted(needed, histories, items, say)
    return Blend(members, mixer, _counts(histories, items), told, masked=masked)


def _fitted(
    fits: Mapping[str, Fit], histories: Histories, items: int, say: Callable[[str], None]
) -> dict[str, Member]:
    members: dict[str, Member] = {}
    for name, one in fits.items():
        members[name] = one(histories, items)
        say(f"{name} fitted on {len(histories)} histories")
    return members


def _counts(histories: Histories, items: int) -> Floats:
    return np.bincount(histories.flat, minlength=items).astype(np.float32)


def mixed(lists: Kept) -> tuple[Mixer, Told]:
    """A mixer learned on most of the lists, and how it stands on the rest.

    The best member is found on all lists, which none has seen; the mixer must be no worse than it
    on those that the mixing has not seen.
    """
    figures = {name: _mean(gains(ranks, 20)) for name, ranks in lists.singles.items()}
    best = max(figures, key=figures.__getitem__)
    mixer = Mixer(len(figures))
    able = lists.where >= 0
    if able.sum() < FEWEST:
        return mixer, Told(figures, best)
    rng = np.random.default_rng(SEED)
    checked = rng.random(len(able)) < CHECKED
    _learn(mixer, lists, np.flatnonzero(able & ~checked), np.flatnonzero(able & checked), rng)
    figures["blend"] = _mean(gains(_ranks(mixer, lists, np.flatnonzero(checked)), 20))
    alone = best if figures["blend"] < _mean(gains(lists.singles[best][checked], 20)) else ""
    return mixer, Told(figures, alone)


def _learn(mixer: Mixer, lists: Kept, learn: Ints, check: Ints, rng: np.random.Generator) -> None:
    """AdamW on the listwise softmax, stopped when `check` gets no better; keeps the best."""
    torch.manual_seed(SEED)
    sample = torch.from_numpy(np.concatenate([lists.features[at] for at in learn[:2000]])).float()
    mixer.mean.copy_(sample.mean(dim=0))
    mixer.deviation.copy_(sample.std(dim=0).clamp(min=1e-3))
    optimiser = torch.optim.AdamW(mixer.parameters(), lr=RATE, weight_decay=DECAY)
    least, best, waited = np.inf, copy.deepcopy(mixer.state_dict()), 0
    for _ in range(PASSES):
        mixer.train()
        for scores, wanted in _scored(mixer, lists, rng.permutation(learn)):
            optimiser.zero_grad()
            fn.cross_entropy(scores, wanted).backward()  # type: ignore[no-untyped-call]
            optimiser.step()
        loss = _loss(mixer, lists, check)
        waited = 0 if loss < least else waited + 1
        if loss < least:
            least, best = loss, copy.deepcopy(mixer.state_dict())
        if waited == PATIENCE:
            break
    mixer.load_state_dict(best)


def _scored(mixer: Mixer, lists: Kept, which: Ints) -> Iterator[tuple[Tensor, Tensor]]:
    """Scores (`LISTS`, width), the lowest behind the last candidate, and where targets are."""
    for start in range(0, len(which), LISTS):
        rows = which[start : start + LISTS]
        parts = [torch.from_numpy(lists.features[at]).float() for at in rows]
        scores = mixer(torch.cat(parts)).split([len(part) for part in parts])
        filled = pad_sequence(scores, batch_first=True, padding_value=-1e9)
        yield filled, torch.from_numpy(lists.where[rows])


@torch.no_grad()
def _loss(mixer: Mixer, lists: Kept, which: Ints) -> float:
    mixer.eval()
    losses = [fn.cross_entropy(*one, reduction="sum") for one in _scored(mixer, lists, which)]
    return float(torch.stack(losses).sum()) if losses else 0.0


@torch.no_grad()
def _ranks(mixer: Mixer, lists: Kept, which: Ints) -> Ranks:
    """Places of the targets, ties against; infinite where they are no candidates."""
    mixer.eval()
    parts = [np.zeros(0)]
    for scores, wanted in _scored(mixer, lists, which):
        own = scores.gather(1, wanted.clamp(min=0)[:, None])
        above = (scores >= own).sum(dim=1).double()
        parts.append(above.masked_fill(wanted < 0, torch.inf).numpy())
    return np.concatenate(parts)


def _mean(values: Ranks) -> float:
    return float(values.mean()) if len(values) else 0.0
