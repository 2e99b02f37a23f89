"""Quality of the learned sizes on fit feedback tables: area under the ROC curve, one against rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sessions.tryon.sizing.table import OUTCOMES, Floats, Ints, Table, TableRefused, read


def load(path: Path) -> tuple[Table, Ints]:
    """A table of feedback, Parquet or (by its ending) CSV.

    Raises:
        TableRefused: it cannot be read, or holds what nothing can be learned from.
    """
    return read(columns(path))


def columns(path: Path) -> Mapping[str, Sequence[Any]]:
    """The columns of a file.

    Raises:
        TableRefused: it cannot be read.
    """
    try:
        from pyarrow import ArrowException, csv, parquet  # noqa: PLC0415 # only these tables need it
    except ImportError as error:
        raise TableRefused(
            f"pyarrow is needed to read tables (make test sets it up): {error}"
        ) from None
    try:
        found = csv.read_csv(path) if path.suffix == ".csv" else parquet.read_table(path)
        return {name: found[name].to_pylist() for name in found.column_names}
    except (OSError, ArrowException) as error:
        raise TableRefused(f"{path.name} does not read: {error}") from error


def areas(chances: Floats, outcomes: Ints) -> dict[str, Any]:
    """Area under the ROC curve of each outcome against the others, and their mean.

    By ranks, ties count half (Mann & Whitney 1947).

    Raises:
        TableRefused: an outcome does not occur, so that nothing can be said of it.
    """
    found = {}
    for at, name in enumerate(OUTCOMES):
        hit = outcomes == at
        if not hit.any() or hit.all():
            raise TableRefused(f"no row to test {name} against the others")
        _, place, count = np.unique(chances[:, at], return_inverse=True, return_counts=True)
        rank = (np.cumsum(count) - (count - 1) / 2)[place]
        hits = int(hit.sum())
        above = rank[hit].sum() - hits * (hits + 1) / 2
        found[name] = float(above / (hits * (len(hit) - hits)))
    return {"auc_macro": sum(found.values()) / len(found), "auc": found}
