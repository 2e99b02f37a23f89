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
from sessions.recommend.members import Fit, Member, factors, popular, pulls
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


class Protocol(NamedTuple):
    """How a file is read into a task, what is fitted, and what is printed."""

    name: str
    """All of it, for whoever compares figures."""
    fits: Mapping[str, Fit]
    split: splits.Splitter
    masked: bool
    """The items of a history are no answers."""
    metrics: Callable[[Ranks], dict[str, float]]


class Task(NamedTuple):
    """What is fitted on, what is asked, and what would be right."""

    fitted: Histories
    items: int
    asked: Histories
    targets: Ints
    """-1 for what is in no fitted history."""


class Tested(NamedTuple):
    """A fitted blend, and the places of the targets by it."""

    protocol: Protocol
    task: Task
    blend: Blend
    ranks: Ranks
    fit_s: float

    def result(self) -> Result:
        """What is printed."""
        who = self.blend.told.alone or "blend of " + ", ".join(self.blend.members)
        metrics = self.protocol.metrics(self.ranks)
        return Result(f"{self.protocol.name}; {who}", metrics, len(self.ranks), self.fit_s)

    def ranks_by(self, member: Member) -> Ranks:
        """Places of the targets by one member alone."""
        task = self.task
        return all_ranks(member, task.asked, task.targets, masked=self.protocol.masked)

    def by_member(self) -> dict[str, dict[str, float]]:
        """The metrics of each member that was fitted on everything."""
        members = self.blend.members.items()
        return {name: self.protocol.metrics(self.ranks_by(member)) for name, member in members}


Say = Callable[[str], None]


def quiet(_: str) -> None:
    """Say nothing of how it goes."""


def measured(task: Task, protocol: Protocol, say: Say = quiet, *, every: bool = False) -> Tested:
    """Fit a blend and ask it; with `every`, each member can be asked beside it."""
    start = perf_counter()
    blend = train.fit(
        task.fitted,
        task.items,
        protocol.fits,
        protocol.split,
        masked=protocol.masked,
        every=every,
        say=say,
    )
    fit_s = perf_counter() - start
    ranks = all_ranks(blend, task.asked, task.targets, masked=protocol.masked)
    return Tested(protocol, task, blend, ranks, fit_s)


def read_leave_one_out(path: Path) -> Task:
    """Lines ``user item item ...``, oldest first; users with fewer than 3 items are left out.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is not text, or no line has enough items.
    """
    lines = [words[1:] for words in _lines(path) if len(words) > SHORTEST]
    asked = [words[:-1] for words in lines]
    return _task([words[:-2] for words in lines], asked, [words[-1] for words in lines])


def read_sessions(train_path: Path, test_path: Path) -> Task:
    """Lines ``item item ... target``, oldest first.

    Raises:
        OSError: a file cannot be read.
        ValueError: it is not text, nothing can be fitted on, or no line of `test_path` has a prefix
            and a target.
    """
    lines = [words for words in _lines(test_path) if len(words) > 1]
    past = [words for words in _lines(train_path) if words]
    return _task(past, [words[:-1] for words in lines], [words[-1] for words in lines])


def at_ten(ranks: Ranks) -> dict[str, float]:
    """HR@10 and NDCG@10."""
    return {"hr@10": float(hits(ranks, 10).mean()), "ndcg@10": float(gains(ranks, 10).mean())}


def at_twenty(ranks: Ranks) -> dict[str, float]:
    """P@20 and MRR@20."""
    return {"p@20": float(hits(ranks, 20).mean()), "mrr@20": float(reciprocals(ranks, 20).mean())}


def _task(past: list[list[str]], asked: list[list[str]], targets: list[str]) -> Task:
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


LEAVE_ONE_OUT = Protocol(
    "leave-one-out, fitted on seq[:-2], input seq[:-1], all items ranked, history masked, ties "
    "against",
    LASTING,
    splits.last_of_each,
    masked=True,
    metrics=at_ten,
)
SESSIONS = Protocol(
    "sessions, fitted on whole training sessions, all prefixes, all items ranked, repeats allowed, "
    "ties against",
    PASSING,
    splits.newest,
    masked=False,
    metrics=at_twenty,
)
FORMATS: Mapping[str, tuple[Callable[..., Task], Protocol]] = {
    "leave-one-out": (read_leave_one_out, LEAVE_ONE_OUT),
    "sessions": (read_sessions, SESSIONS),
}
"""By the name that the command takes: who reads its files, and how they are measured."""
