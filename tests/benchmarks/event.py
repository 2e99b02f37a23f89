"""One gesture's whole answer against a bare product of matrices of the same shape, in one run.

    OMP_NUM_THREADS=1 PYTHONPATH=. python tests/benchmarks/event.py [--counts 10000 100000]

Prints JSON and exits 1 where a bar is missed. `raw_mm` is ``torch (batch, AXES) @ (AXES, n)``, one
thread, AXES being those of the ranker's own space, in whichever of both layouts of the products is
faster; `raw64_ms` is the same with 64 axes, the shape that the bars were first measured with, and
`ratio64` is told beside the ratio that is judged. An event is a `Rank` Job whose visit has 50 interactions, one of them new: state, scores,
constraints, top-k, diversity, one explored place, reasons and the messages themselves. Product
vectors are synthetic clusters of `rank.py`: no step's work depends on their values. Both sides are
timed in turn, and the least CPU time of each counts: other work on the machine only adds.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from time import process_time

import numpy as np
import torch
from rank import shop, visit  # beside this script

from sessions.messages.jobs import Rank
from sessions.recommend.neighbours import CoCounts
from sessions.recommend.ranker import Ranker
from sessions.recommend.space import AXES

BARS = {(10_000, 1): 3.0, (10_000, 64): 2.5, (100_000, 1): 1.5, (100_000, 64): 1.5}
WHOLE_MS = 1.5
"""CPU of a whole event at 10,000 products."""
REPEAT = 9


def least(calls: list[Callable[[int], object]], rounds: int) -> list[float]:
    """CPU seconds per call of each, in its quietest repeat; the calls take turns."""
    best = [float("inf")] * len(calls)
    for again in range(REPEAT):
        for place, call in enumerate(calls):
            start = process_time()
            for step in range(rounds):
                call(again * rounds + step)
            best[place] = min(best[place], (process_time() - start) / rounds)
    return best


def products(batch: int, count: int, axes: int) -> list[Callable[[int], object]]:
    """The bare product, with the products' vectors as columns and as rows."""
    left, right = torch.randn(batch, axes), torch.randn(axes, count)
    rows = right.T.contiguous()
    return [lambda _: left @ right, lambda _: left @ rows.T]


def measured(ranker: Ranker, vectors: np.ndarray, batch: int) -> dict[str, float | bool]:
    """One row of the table."""
    count = len(vectors)
    rounds = max(2, 400_000 // (count * batch))
    rng = np.random.default_rng(7)
    visits = [visit(count, seed, 50 + REPEAT * rounds, rng) for seed in range(batch)]
    steps = [
        [
            Rank(for_seq=step + 1, recent=tuple(done[step : step + 50]), seed=seed)
            for seed, done in enumerate(visits)
        ]
        for step in range(REPEAT * rounds)
    ]
    none = [None] * batch
    ranker.rank(steps[0], none)
    *bare, event = least(
        [
            *products(batch, count, AXES),
            *products(batch, count, 64),
            lambda step: ranker.rank(steps[step], none),
        ],
        rounds,
    )
    raw, raw64 = min(bare[:2]), min(bare[2:])
    bar = BARS.get((count, batch), float("inf"))
    return {
        "n": count,
        "batch": batch,
        "raw_mm_ms": round(raw * 1e3, 4),
        "event_ms": round(event * 1e3 / batch, 4),
        "ratio": round(event / raw, 2),
        "bar": bar,
        "raw64_ms": round(raw64 * 1e3, 4),
        "ratio64": round(event / raw64, 2),
        "met": event / raw <= bar and (count != 10_000 or event * 1e3 / batch <= WHOLE_MS),
    }


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[10_000, 100_000])
    given = parser.parse_args()
    torch.set_num_threads(1)
    rows = []
    for count in given.counts:
        catalogue, vectors = shop(count, np.random.default_rng(7))
        ranker = Ranker(catalogue, vectors, CoCounts.from_together(catalogue))
        for batch in (1, 64):
            rows.append(measured(ranker, vectors, batch))
            print(rows[-1], file=sys.stderr, flush=True)
    print(json.dumps({"unit": "CPU milliseconds; event_ms is per event", "rows": rows}))
    return 0 if all(row["met"] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
