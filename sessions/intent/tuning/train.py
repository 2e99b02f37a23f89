"""Fine-tunes an encoder: `python -m sessions.intent.tuning.train BASE DATA OUT [--task joint]`.

AdamW (Loshchilov and Hutter 2019) with linear warm-up and decay, gradients clipped, heads learning
faster than the encoder, a running average of the weights, and the best epoch on the dev part kept.
Seeded, one thread. Progress goes to stderr, the JSON report to stdout; OUT is whole or not there.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, get_args

import msgspec
import numpy as np
import torch
from numpy.random import Generator
from torch import nn

from sessions.errors import ExamplesRefused, ShowroomError
from sessions.intent.tuning import examples
from sessions.intent.tuning.evaluate import figures, outcomes
from sessions.intent.tuning.examples import Example, Task
from sessions.intent.tuning.model import Tuned, fresh, quiet

POOL = 50
"""Batches whose examples are sorted by length together: little padding, still much chance."""


class Recipe(msgspec.Struct, frozen=True):
    """How to train; every field is an option of the command."""

    task: Task = "joint"
    epochs: int = 8
    batch: int = 32
    rate: float = 1e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warm: float = 0.1
    """Share of the steps in which the rate rises."""
    clip: float = 1.0
    average: float = 0.995
    """What a step keeps of the average of weights; 0: none is kept."""
    patience: int = 3
    """Epochs without a better dev score after which training ends."""
    dev: float = 0.05
    """Share of the data held out to choose the epoch by."""
    seed: int = 1
    crf: bool = True
    bf16: bool = False
    """Multiply in bfloat16: faster where the processor has it."""


def main(arguments: list[str]) -> int:
    """Train, write, report; 1 where something was refused."""
    given = _options().parse_args(arguments)
    quiet()
    recipe = Recipe(**{name: getattr(given, name) for name in Recipe.__struct_fields__})
    try:
        report = run(given.base, given.data.read_text("utf-8"), given.out, recipe)
    except (ShowroomError, OSError, UnicodeError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(msgspec.json.encode(report).decode() + "\n")
    return 0


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="python -m sessions.intent.tuning.train")
    options.add_argument("base", help="encoder: a directory, or a hub id")
    options.add_argument("data", type=Path, help="labelled utterances")
    options.add_argument("out", type=Path, help="directory to write; must not be there")
    for name, value in msgspec.structs.asdict(Recipe()).items():
        flag = f"--{name.replace('_', '-')}"
        if isinstance(value, bool):
            options.add_argument(flag, action=argparse.BooleanOptionalAction, default=value)
        else:
            choices = get_args(Task) if name == "task" else None
            options.add_argument(flag, type=type(value), default=value, choices=choices)
    return options


def run(base: str, text: str, out: Path, recipe: Recipe) -> dict[str, Any]:
    """Train on a file's text and write `out`; the report.

    Raises:
        ExamplesRefused: the data do not read or are too few, a field of the recipe is out of range,
            `out` is there, or training went astray.
        PackUnusable: the encoder does not load.
    """
    _check(recipe)
    if out.exists():
        raise ExamplesRefused(f"{out.name} is there already")
    some = examples.read(text, recipe.task)
    learn, dev = split(some, recipe)
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)  # two are slower as soon as the machine is shared
    torch.manual_seed(recipe.seed)
    intents, tags = examples.labels(some)
    model = fresh(base, recipe.task, intents, tags, crf=recipe.crf)
    epochs = fit(model, learn, dev, out, recipe)
    return {
        "task": recipe.task,
        "train": len(learn),
        "dev": len(dev),
        "intents": len(intents),
        "tags": len(tags) if recipe.task != "sequence" else 0,
        "parameters": sum(each.numel() for each in model.parameters()),
        "epochs": epochs,
        "best": max(epochs, key=score),
    }


def _check(recipe: Recipe) -> None:
    good = (
        recipe.epochs > 0
        and recipe.batch > 0
        and recipe.patience > 0
        and 0 < recipe.rate < 1
        and 0 < recipe.head_rate < 1
        and 0 <= recipe.decay < 1
        and 0 <= recipe.warm <= 1
        and recipe.clip > 0
        and 0 <= recipe.average < 1
        and 0 < recipe.dev < 1
        and 0 <= recipe.seed < 2**32
    )
    if not good:
        raise ExamplesRefused(f"a field is out of range: {recipe}")


def split(some: Sequence[Example], recipe: Recipe) -> tuple[list[Example], list[Example]]:
    """To learn from, and held out, drawn by the seed: a voice is on one side only.

    Raises:
        ExamplesRefused: fewer than two voices, where those of none count one by one.
    """
    who = [one.voice or at for at, one in enumerate(some)]
    names = list(dict.fromkeys(who))
    if len(names) < 2:
        raise ExamplesRefused("two voices at the least: one to learn from, one to hold out")
    order = np.random.default_rng(recipe.seed).permutation(len(names))
    count = min(max(round(recipe.dev * len(names)), 1), len(names) - 1)
    held = {names[at] for at in order[:count]}
    sides = [(one, name in held) for one, name in zip(some, who, strict=True)]
    return [one for one, out in sides if not out], [one for one, out in sides if out]


def fit(
    model: Tuned, learn: list[Example], dev: list[Example], out: Path, recipe: Recipe
) -> list[dict[str, Any]]:
    """Train; `out` holds the best epoch as soon as there is one. Figures of every epoch.

    Raises:
        ExamplesRefused: the loss was no number from the first epoch on.
    """
    steps = _Steps(model, -(-len(learn) // recipe.batch) * recipe.epochs, recipe)
    draw = np.random.default_rng(recipe.seed)
    done: list[dict[str, Any]] = []
    for epoch in range(1, recipe.epochs + 1):
        loss = float(np.mean([steps.take(some) for some in batches(learn, recipe.batch, draw)]))
        if not np.isfinite(loss):
            break
        found = figures(outcomes(steps.kept, dev), recipe.task, sure=False)
        done.append({"epoch": epoch, "loss": round(loss, 4), **found})
        sys.stderr.write(f"{done[-1]}\n")
        best = max(done, key=score)
        if best is done[-1]:
            store(steps.kept, out)
        if epoch - best["epoch"] >= recipe.patience:
            break
    if not done:
        raise ExamplesRefused("the loss is not a number: try a smaller rate")
    return done


class _Steps:
    """Model, average, optimiser and pace, which move together."""

    def __init__(self, model: Tuned, count: int, recipe: Recipe) -> None:
        self._model, self._recipe = model, recipe
        self._optimiser = _optimiser(model, recipe)
        warm = max(round(recipe.warm * count), 1)
        self._pace = torch.optim.lr_scheduler.LambdaLR(
            self._optimiser,
            lambda step: min((step + 1) / warm, (count - step) / max(count - warm, 1)),
        )
        self.kept = deepcopy(model) if recipe.average else model
        """What is measured and stored."""
        self._taken = 0

    def take(self, some: list[Example]) -> float:
        """One step; the loss before it."""
        self._model.train()
        with torch.autocast("cpu", torch.bfloat16, enabled=self._recipe.bf16):
            loss = self._model.loss(self._model.batch(some))
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self._model.parameters(), self._recipe.clip)
        self._optimiser.step()
        self._optimiser.zero_grad()
        self._pace.step()
        self._taken += 1
        if self.kept is not self._model:
            self._average()
        return float(loss.detach())

    @torch.no_grad()
    def _average(self) -> None:
        """Young averages forget faster: the first weights are mere chance."""
        keep = min(self._recipe.average, (self._taken - 1) / (self._taken + 9))
        pairs = zip(self.kept.parameters(), self._model.parameters(), strict=True)
        for mean, now in pairs:
            mean.lerp_(now, 1.0 - keep)


def batches(learn: Sequence[Example], size: int, draw: Generator) -> Iterator[list[Example]]:
    """All examples in a drawn order, those of like length together."""
    order = draw.permutation(len(learn))
    cut = []
    for start in range(0, len(order), size * POOL):
        pool = sorted(order[start : start + size * POOL], key=lambda at: len(learn[at].tokens))
        cut += [pool[at : at + size] for at in range(0, len(pool), size)]
    for place in draw.permutation(len(cut)):
        yield [learn[at] for at in cut[place]]


def _optimiser(model: Tuned, recipe: Recipe) -> torch.optim.AdamW:
    """Heads learn faster; biases and norms are not drawn to zero."""
    body = {id(each) for each in model.body.base_model.parameters()}
    groups = []
    for inside, rate in ((True, recipe.rate), (False, recipe.head_rate)):
        own = [each for each in model.parameters() if (id(each) in body) == inside]
        for wide, decay in ((True, recipe.decay), (False, 0.0)):
            some = [each for each in own if (each.ndim > 1) == wide]
            groups.append({"params": some, "lr": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups, fused=True)


def score(done: dict[str, Any]) -> float:
    """What the best epoch is chosen by: the mean of the task's figures."""
    return float(np.mean([done[name] for name in ("intent", "slot_f1", "frame") if name in done]))


def store(model: Tuned, out: Path) -> None:
    """Write beside `out`, then take its place: no reader sees half a model."""
    half = out.with_name(f".{out.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir()
    model.store(half)
    shutil.rmtree(out, ignore_errors=True)
    half.rename(out)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
