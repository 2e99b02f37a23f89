"""Fits members, mixes them on what was kept from them, and fits members again on everything."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from sessions.recommend.blend.candidates import Lists, gathered
from sessions.recommend.blend.model import Blend, Mixer, Told
from sessions.recommend.blend.ranks import BLOCK, Ranks, gains, placed
from sessions.recommend.blend.splits import Splitter
from sessions.recommend.members import Fit, Floats, Member
from sessions.recommend.members.histories import Histories, Ints

FEWEST = 300
"""Lists that hold their target: with fewer nothing is mixed."""

LISTS = 128
"""Per step."""

PASSES = 30
PATIENCE = 4
RATE = 2e-3
SEED = 7


class Known(NamedTuple):
    """What is asked of the mixing: lists, where each target stands in its list, single ranks."""

    lists: list[Lists]
    """By blocks of `BLOCK`."""
    where: list[Ints]
    """(block,), -1 where the target is no candidate."""
    singles: dict[str, Ranks]


def fit(
    histories: Histories,
    items: int,
    fits: Mapping[str, Fit],
    split: Splitter,
    *,
    masked: bool,
    say: Callable[[str], None] = lambda _: None,
) -> Blend:
    """A blend that has seen all `histories`.

    Args:
        histories: oldest first.
        items: how many there are, numbered from 0.
        fits: members by name.
        split: what is kept back for the mixing.
        masked: what a history holds is no answer.
        say: told how it goes.
    """
    part = split(histories)
    members = _fitted(fits, part.fitted, items, say)
    popular = np.bincount(part.fitted.flat, minlength=items).astype(np.float32)
    known = _known(members, part.asked, part.targets, popular, masked=masked)
    say(f"{len(part.asked)} lists kept back")
    mixer, told = mixed(known)
    say(f"{told}")
    needed = {name: one for name, one in fits.items() if told.alone in {"", name}}
    members = _fitted(needed, histories, items, say)
    popular = np.bincount(histories.flat, minlength=items).astype(np.float32)
    return Blend(members, mixer, popular, told, masked=masked)


def _fitted(
    fits: Mapping[str, Fit], histories: Histories, items: int, say: Callable[[str], None]
) -> dict[str, Member]:
    members: dict[str, Member] = {}
    for name, one in fits.items():
        members[name] = one(histories, items)
        say(f"{name} fitted on {len(histories)} histories")
    return members


def _known(
    members: Mapping[str, Member],
    asked: Histories,
    targets: Ints,
    popular: Floats,
    *,
    masked: bool,
) -> Known:
    known = Known([], [], {name: np.zeros(0) for name in members})
    for start in range(0, len(asked), BLOCK):
        which = np.arange(start, min(start + BLOCK, len(asked)))
        block, wanted = asked.take(which), targets[which]
        said = [member.scores(block) for member in members.values()]
        for name, scores in zip(members, said, strict=True):
            ranks = placed(scores, block, wanted, masked=masked)
            known.singles[name] = np.append(known.singles[name], ranks)
        lists = gathered(said, block, popular, masked=masked)
        if masked:
            lists = _without(lists, block, wanted)
        at = lists.items == wanted[:, None]
        known.lists.append(lists)
        known.where.append(np.where(at.any(axis=1), at.argmax(axis=1), -1))
    return known


def _without(lists: Lists, histories: Histories, targets: Ints) -> Lists:
    """Without what the histories hold, but for the targets."""
    items = lists.items.copy()
    for row in range(len(histories)):
        held = np.isin(items[row], histories.one(row)) & (items[row] != targets[row])
        items[row, held] = -1
    return Lists(items, lists.features)


def mixed(known: Known) -> tuple[Mixer, Told]:
    """A mixer learned on four fifths of the lists, and how it stands on the last fifth."""
    rows = [(block, row) for block, where in enumerate(known.where) for row in range(len(where))]
    able = [known.where[block][row] >= 0 for block, row in rows]
    rng = np.random.default_rng(SEED)
    seen = rng.random(len(rows)) < 0.8
    mixer = Mixer(len(known.singles))
    held = ~seen if (~seen).any() else np.ones(len(rows), bool)
    figures = {name: _mean(gains(ranks[held], 20)) for name, ranks in known.singles.items()}
    best = max(figures, key=figures.__getitem__)
    if sum(able) < FEWEST:
        return mixer, Told(figures, best)
    learn = [row for row, one, yes in zip(rows, seen, able, strict=True) if one and yes]
    check = [row for row, one in zip(rows, seen, strict=True) if not one]
    _learn(mixer, known, learn, check, rng)
    figures["blend"] = _mean(gains(_ranks(mixer, known, check), 20))
    return mixer, Told(figures, best if figures["blend"] < figures[best] else "")


Rows = list[tuple[int, int]]


def _learn(mixer: Mixer, known: Known, learn: Rows, check: Rows, rng: np.random.Generator) -> None:
    """AdamW on the listwise softmax, stopped when `check` gets no better; keeps the best."""
    torch.manual_seed(SEED)
    sample = torch.cat([_features(known, [row])[0][0] for row in learn[:2000]])
    mixer.mean.copy_(sample.mean(dim=0))
    mixer.deviation.copy_(sample.std(dim=0).clamp(min=1e-3))
    optimiser = torch.optim.AdamW(mixer.parameters(), lr=RATE, weight_decay=0.01)
    best, kept, waited = -1.0, copy.deepcopy(mixer.state_dict()), 0
    for _ in range(PASSES):
        mixer.train()
        order = rng.permutation(len(learn))
        for start in range(0, len(learn), LISTS):
            batch = [learn[at] for at in order[start : start + LISTS]]
            features, empty, wanted = _features(known, batch)
            scores = mixer(features).masked_fill(empty, -1e9)
            loss = torch.nn.functional.cross_entropy(scores, wanted)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
        value = _mean(gains(_ranks(mixer, known, check), 20))
        waited = 0 if value > best else waited + 1
        if value > best:
            best, kept = value, copy.deepcopy(mixer.state_dict())
        if waited == PATIENCE:
            break
    mixer.load_state_dict(kept)


def _features(known: Known, rows: Rows) -> tuple[Tensor, Tensor, Tensor]:
    """Padded features, which places are empty, and where the target is."""
    sizes = [
        int((known.lists[block].items[row] >= 0).nonzero()[0].max(initial=-1)) + 1
        for block, row in rows
    ]
    width = max(1, *sizes)
    count = known.lists[0].features.shape[2]
    features = np.zeros((len(rows), width, count), np.float32)
    empty = np.ones((len(rows), width), bool)
    for at, ((block, row), size) in enumerate(zip(rows, sizes, strict=True)):
        features[at, :size] = known.lists[block].features[row, :size]
        empty[at, :size] = known.lists[block].items[row, :size] < 0
    wanted = [int(known.where[block][row]) for block, row in rows]
    return torch.from_numpy(features), torch.from_numpy(empty), torch.tensor(wanted)


@torch.no_grad()
def _ranks(mixer: Mixer, known: Known, rows: Rows) -> Ranks:
    mixer.eval()
    parts = [np.zeros(0)]
    for start in range(0, len(rows), LISTS):
        features, empty, wanted = _features(known, rows[start : start + LISTS])
        scores = mixer(features).masked_fill(empty, -torch.inf)
        own = scores.gather(1, wanted.clamp(min=0)[:, None])
        ranks = (scores >= own).sum(dim=1).double()
        parts.append(ranks.masked_fill(wanted < 0, torch.inf).numpy())
    return np.concatenate(parts)


def _mean(values: Ranks) -> float:
    return float(values.mean()) if len(values) else 0.0
