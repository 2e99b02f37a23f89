"""Quality on public sequences, by protocols that published tables use.

leave-one-out: per user the last item is the target, the one before it is left to validation, and
counts are fitted on the rest; the input at test is all but the target, all items are ranked, the
history is masked, ties count against us: HR@10, NDCG@10. Scored by sequential rules
(`neighbours`): a history spans months, and its order is the signal.

sessions: fitted on whole training sessions; each test prefix predicts its target, all items are
ranked, repeats allowed, ties count against us: P@20, MRR@20. Scored by like visits (`visits`).
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import numpy as np

from sessions.recommend.neighbours import CoCounts
from sessions.recommend.visits import Visits

SHORTEST = 3
"""Items a user needs for one to fit on, one to validate and one to test."""


class Result(NamedTuple):
    """What the command prints."""

    protocol: str
    metrics: dict[str, float]
    users: int
    fit_s: float


def leave_one_out(path: Path) -> Result:
    """Evaluate lines ``user item item ...``, oldest first; shorter users than 3 items are left out.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is not text, or no line has enough items.
    """
    histories = [words[1:] for words in _lines(path) if len(words) > SHORTEST]
    start = perf_counter()
    counts = CoCounts()
    for history in histories:
        counts.add(history[:-2])
    fit_s = perf_counter() - start
    ranks = [_rank_masked(counts, history[:-1], history[-1]) for history in histories]
    metrics = {
        "hr@10": _mean([float(rank <= 10) for rank in ranks]),
        "ndcg@10": _mean([1.0 / math.log2(rank + 1) if rank <= 10 else 0.0 for rank in ranks]),
    }
    protocol = (
        "leave-one-out, fitted on seq[:-2], input seq[:-1], all items ranked, history masked, "
        "ties against; sequential rules"
    )
    return Result(protocol, metrics, len(ranks), fit_s)


def sessions(train: Path, test: Path) -> Result:
    """Evaluate lines ``item item ... target``, oldest first.

    Raises:
        OSError: a file cannot be read.
        ValueError: it is not text, or no line of `test` has a prefix and a target.
    """
    past = [words for words in _lines(train) if words]
    start = perf_counter()
    numbers: dict[str, int] = {}
    numbered = [[numbers.setdefault(item, len(numbers)) for item in visit] for visit in past]
    visits = Visits(numbered, len(numbers))
    fit_s = perf_counter() - start
    ranks = [
        _rank(
            visits,
            [numbers[item] for item in words[:-1] if item in numbers],
            numbers.get(words[-1]),
        )
        for words in _lines(test)
        if len(words) > 1
    ]
    metrics = {
        "p@20": _mean([float(rank <= 20) for rank in ranks]),
        "mrr@20": _mean([1.0 / rank if rank <= 20 else 0.0 for rank in ranks]),
    }
    protocol = (
        "sessions, fitted on whole training sessions, all prefixes, all items ranked, repeats "
        "allowed, ties against; like visits"
    )
    return Result(protocol, metrics, len(ranks), fit_s)


def _lines(path: Path) -> Iterator[list[str]]:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in data.decode("utf-8").splitlines():
        yield line.split()


def _rank_masked(counts: CoCounts, history: list[str], target: str) -> float:
    """Place of the target among all items but the history; infinite where it has no score."""
    scores = counts.scores(reversed(history))
    own = scores.get(target)
    if own is None:
        return math.inf
    masked = set(history) - {target}
    above = sum(score >= own for item, score in scores.items() if item not in masked)
    return float(above)  # the target itself is one of them


def _rank(visits: Visits, prefix: list[int], target: int | None) -> float:
    """Place of the target among all items; infinite where it has no score."""
    if target is None:
        return math.inf
    scores = visits.scores(prefix)
    own = scores[target]
    return float(np.count_nonzero(scores >= own)) if own > 0.0 else math.inf


def _mean(values: list[float]) -> float:
    if not values:
        raise ValueError("no sequence is long enough to be tested")
    return sum(values) / len(values)
