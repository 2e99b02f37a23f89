"""Quality on public sequences, by protocols that published tables use.

leave-one-out: per user the last item is the target, the one before it is left to validation, and
everything is fitted on the rest; the input at test is all but the target, all items are ranked,
the history is masked, ties count against us: HR@10, NDCG@10.

sessions: fitted on whole training sessions; each test prefix predicts its target, all items are
ranked, repeats allowed, ties count against us: P@20, MRR@20.

Both are scored by the blend (`sessions.recommend.blend`) with its default settings; what it learns
of the mixing, it learns on a part of what it may be fitted on.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import numpy as np

from sessions.recommend.blend import splits, train
from sessions.recommend.blend.model import Blend
from sessions.recommend.blend.ranks import Ranks, all_ranks, gains, hits, reciprocals
from sessions.recommend.members import Fit, factors, popular, pulls
from sessions.recommend.members import train as encoder
from sessions.recommend.members.alike import Alike
from sessions.recommend.members.histories import Histories, Ints

SHORTEST = 3
"""Items a user needs for one to fit on, one to validate and one to test."""

PULLS: dict[str, Fit] = {
    "rules": pulls.rules,
    "follows": pulls.follows,
    "likeness": pulls.likeness,
}
LASTING: dict[str, Fit] = PULLS | {
    "alike": Alike,
    "popular": popular.popular,
    "factors": factors.factors,
    "encoder": encoder.fit,
}
"""Members for histories of months; the first speaks where too little is known to mix."""

PASSING: dict[str, Fit] = {"alike": Alike} | PULLS | {
    "popular": popular.lately,
    "encoder": encoder.fit,
}  # fmt: skip
"""Members for visits, which follow one another in time."""


class Result(NamedTuple):
    """What the command prints."""

    protocol: str
    metrics: dict[str, float]
    users: int
    fit_s: float


class Task(NamedTuple):
    """What is fitted on, what is asked, and what would be right."""

    fitted: Histories
    items: int
    asked: Histories
    targets: Ints
    """-1 for what is in no fitted history."""
    masked: bool


class Tested(NamedTuple):
    """A fitted blend, the places of the targets by it, and what was asked."""

    blend: Blend
    ranks: Ranks
    task: Task
    fit_s: float


Say = Callable[[str], None]


def quiet(_: str) -> None:
    """Say nothing of how it goes."""


def leave_one_out(path: Path, say: Say = quiet) -> Result:
    """Evaluate lines ``user item item ...``, oldest first; shorter users than 3 items are left out.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is not text, or no line has enough items.
    """
    tested = measured(read_leave_one_out(path), LASTING, splits.last_of_each, say)
    protocol = (
        "leave-one-out, fitted on seq[:-2], input seq[:-1], all items ranked, history masked, "
        f"ties against; {_who(tested.blend)}"
    )
    return Result(protocol, at_ten(tested.ranks), len(tested.ranks), tested.fit_s)


def sessions(train_path: Path, test_path: Path, say: Say = quiet) -> Result:
    """Evaluate lines ``item item ... target``, oldest first.

    Raises:
        OSError: a file cannot be read.
        ValueError: it is not text, or no line of `test_path` has a prefix and a target.
    """
    tested = measured(read_sessions(train_path, test_path), PASSING, splits.newest, say)
    protocol = (
        "sessions, fitted on whole training sessions, all prefixes, all items ranked, repeats "
        f"allowed, ties against; {_who(tested.blend)}"
    )
    return Result(protocol, at_twenty(tested.ranks), len(tested.ranks), tested.fit_s)


def measured(
    task: Task, fits: Mapping[str, Fit], split: splits.Splitter, say: Say = quiet
) -> Tested:
    """Fit a blend and ask it."""
    start = perf_counter()
    blend = train.fit(task.fitted, task.items, fits, split, masked=task.masked, say=say)
    fit_s = perf_counter() - start
    ranks = all_ranks(blend, task.asked, task.targets, masked=task.masked)
    return Tested(blend, ranks, task, fit_s)


def read_leave_one_out(path: Path) -> Task:
    """Raises as `leave_one_out` does."""
    lines = [words[1:] for words in _lines(path) if len(words) > SHORTEST]
    return _task(
        [words[:-2] for words in lines],
        [words[:-1] for words in lines],
        [words[-1] for words in lines],
        masked=True,
    )


def read_sessions(train_path: Path, test_path: Path) -> Task:
    """Raises as `sessions` does."""
    lines = [words for words in _lines(test_path) if len(words) > 1]
    past = [words for words in _lines(train_path) if words]
    asked = [words[:-1] for words in lines]
    return _task(past, asked, [words[-1] for words in lines], masked=False)


def at_ten(ranks: Ranks) -> dict[str, float]:
    """HR@10 and NDCG@10."""
    return {"hr@10": float(hits(ranks, 10).mean()), "ndcg@10": float(gains(ranks, 10).mean())}


def at_twenty(ranks: Ranks) -> dict[str, float]:
    """P@20 and MRR@20."""
    return {"p@20": float(hits(ranks, 20).mean()), "mrr@20": float(reciprocals(ranks, 20).mean())}


def _task(
    past: list[list[str]], asked: list[list[str]], targets: list[str], *, masked: bool
) -> Task:
    if not targets:
        raise ValueError("no sequence is long enough to be tested")
    numbers: dict[str, int] = {}
    fitted = [[numbers.setdefault(item, len(numbers)) for item in words] for words in past]
    if not numbers:
        raise ValueError("there is nothing to be fitted on")
    return Task(
        Histories.of(fitted),
        len(numbers),
        Histories.of([[numbers[item] for item in words if item in numbers] for words in asked]),
        np.array([numbers.get(item, -1) for item in targets], np.int64),
        masked,
    )


def _lines(path: Path) -> Iterator[list[str]]:
    data = path.read_bytes()
    if path.suffix == ".gz":
        try:
            data = gzip.decompress(data)
        except (EOFError, zlib.error) as error:
            raise ValueError(f"{path.name} is damaged: {error}") from error
    for line in data.decode("utf-8").splitlines():
        yield line.split()


def _who(blend: Blend) -> str:
    return blend.told.alone or "blend of " + ", ".join(blend.members)
