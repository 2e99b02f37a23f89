"""Time of a `Rank` answer: microseconds of CPU per Job, and its ratio to the bare product.

    OMP_NUM_THREADS=1 PYTHONPATH=. python tests/benchmarks/rank.py

Prints JSON. `raw_mm` is ``numpy (batch, 64) @ (64, n)`` of the same shape in the same run. Every
Job of a batch is another visit with 50 interactions, one of them new since its last Job, as when
every gesture is answered; `first` is a visit that was never seen.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from time import process_time

import numpy as np

from assets_pipeline.catalogue import Catalogue, Price, Product, Rating
from sessions.messages.common import Slot
from sessions.messages.jobs import Interaction, Rank
from sessions.recommend.neighbours import CoCounts
from sessions.recommend.ranker import Ranker

DIM = 384
KINDS = ("gaze_dwell", "point", "grab", "rotate", "release", "try_on", "discard", "cart_add")


def shop(count: int, rng: np.random.Generator) -> tuple[Catalogue, np.ndarray]:
    """Products in clusters, as real shops have them; a third go together with others."""
    products = [
        Product(
            id=f"p{place:05d}",
            name={"en": f"p{place}"},
            source="",
            category=f"c{place % 20}",
            attributes={"color": ("red", "blue", "green")[place % 3]},
            price=Price(int(rng.integers(1000, 90000)), "CNY"),
            rating=Rating(float(rng.uniform(1, 5)), int(rng.integers(1, 200))),
            together=[f"p{other:05d}" for other in rng.integers(0, count, 3)]
            if place % 3 == 0
            else [],
        )
        for place in range(count)
    ]
    centres = rng.standard_normal((20, DIM))
    vectors = centres[np.arange(count) % 20] + 0.7 * rng.standard_normal((count, DIM)) + 1.0
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Catalogue(products), vectors.astype(np.float32)


def visit(count: int, seed: int, length: int, rng: np.random.Generator) -> list[Interaction]:
    """Gestures on few products, as in a real visit."""
    touched = rng.integers(0, count, 12)
    return [
        Interaction(
            seq,
            seq * 900,
            KINDS[int(rng.integers(len(KINDS)))],
            f"p{touched[(seq + seed) // 5 % 12]:05d}",
            int(rng.integers(0, 4000)),
        )
        for seq in range(1, length + 1)
    ]


def timed(call: Callable[[int], object], rounds: int, repeat: int = 7) -> float:
    """CPU seconds per call in the quietest of the repeats: other work only adds."""
    runs = []
    for again in range(repeat):
        start = process_time()
        for step in range(rounds):
            call(again * rounds + step)
        runs.append((process_time() - start) / rounds)
    return min(runs)


def measure(count: int, batch: int, rounds: int) -> dict[str, float]:
    """One row of the table."""
    rng = np.random.default_rng(7)
    catalogue, vectors = shop(count, rng)
    ranker = Ranker(catalogue, vectors, CoCounts.from_together(catalogue))
    visits = [visit(count, seed, 50 + 7 * rounds, rng) for seed in range(batch)]

    def jobs(step: int, **more: object) -> list[Rank]:
        return [
            Rank(for_seq=step, recent=tuple(done[step : step + 50]), seed=seed, **more)
            for seed, done in enumerate(visits)
        ]

    steps = [jobs(step) for step in range(7 * rounds)]
    found = tuple(f"p{place:05d}" for place in range(0, count, max(1, count // 40)))[:40]
    slots = (Slot("color", "red"), Slot("price_max", "50000"))
    asking = [
        jobs(step, found=found, constraints=slots, context="search") for step in range(7 * rounds)
    ]
    none = [None] * batch
    words = [vectors[seed % count] for seed in range(batch)]
    left = rng.standard_normal((batch, 64)).astype(np.float32)
    right = rng.standard_normal((64, count)).astype(np.float32)
    per = 1e6 / batch
    raw = timed(lambda _: left @ right, rounds) * per
    ranker.rank(steps[0], none)
    gesture = timed(lambda step: ranker.rank(steps[step], none), rounds) * per
    request = timed(lambda step: ranker.rank(asking[step], words), rounds) * per

    def first(step: int) -> None:
        ranker._interests._known.clear()
        ranker.rank(steps[step], none)

    fresh = timed(first, rounds) * per
    return {
        "n": count,
        "batch": batch,
        "raw_mm_us": round(raw, 2),
        "gesture_us": round(gesture, 1),
        "gesture_ratio": round(gesture / raw, 2),
        "request_us": round(request, 1),
        "first_us": round(fresh, 1),
    }


def main() -> None:
    """Print the table."""
    rows = []
    for count in (60, 1000, 20000):
        for batch in (1, 16, 64):
            rounds = max(3, 800 // batch // (1 + count // 4000))
            rows.append(measure(count, batch, rounds))
            print(rows[-1], file=sys.stderr)
    print(json.dumps({"unit": "CPU microseconds per Job", "rows": rows}))


if __name__ == "__main__":
    main()
