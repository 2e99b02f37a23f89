"""Learned sizes beside their bars: `python tests/benchmarks/sizes.py PATH [SEED]`.

`PYTHONPATH=. OMP_NUM_THREADS=2`; about three minutes on two cores. PATH is a table of fit feedback
(Parquet or CSV). Exact duplicates are dropped, then rows are split 80/10/10 at random (SEED, 7);
the last part is measured, the middle one is left for whoever tries other settings. `se` is the
standard error of the macro figure over 200 bootstrap draws of the measured rows. Exit 1 when a bar
is missed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import numpy as np
from serving import report, say

from sessions.tryon.sizing.evaluate import areas, columns
from sessions.tryon.sizing.table import read
from sessions.tryon.sizing.train import fit

BARS: Final = {"with_ids": 0.775, "without_ids": 0.65}


def main(arguments: list[str]) -> int:
    """Split, learn, measure."""
    if not arguments or not Path(arguments[0]).is_file():
        return report({"sizes": "not run: no data"}, [])
    told = columns(Path(arguments[0]))
    seed = int(arguments[1]) if len(arguments) > 1 else 7
    first: dict[tuple[Any, ...], int] = {}
    for at, row in enumerate(zip(*told.values(), strict=True)):
        first.setdefault(row, at)
    table, outcomes = read(
        {name: [column[at] for at in first.values()] for name, column in told.items()}
    )
    order = np.random.default_rng(seed).permutation(len(outcomes))
    tenth = len(order) // 10
    known, asked = np.sort(order[2 * tenth :]), np.sort(order[tenth : 2 * tenth])
    start = perf_counter()
    fitted = fit(table.take(known), outcomes[known], table.take(asked), say)
    took = perf_counter() - start
    truth = outcomes[asked]
    result: dict[str, Any] = {"rows": len(order), "seed": seed, "fit_s": round(took, 1)}
    for name, chances in (("with_ids", fitted.warm), ("without_ids", fitted.cold)):
        result[name] = areas(chances, truth) | {"se": spread(chances, truth), "bar": BARS[name]}
    missed = [
        f"{name} {result[name]['auc_macro']:.4f} < {bar}"
        for name, bar in BARS.items()
        if result[name]["auc_macro"] < bar
    ]
    return report(result, missed)


def spread(chances: Any, truth: Any) -> float:
    """Standard error of the macro figure."""
    draw = np.random.default_rng(0)
    picks = (draw.integers(0, len(truth), len(truth)) for _ in range(200))
    return float(np.std([areas(chances[pick], truth[pick])["auc_macro"] for pick in picks]))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
