"""Fit feedback as arrays: one row for each garment that somebody wore and judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

OUTCOMES: Final = ("small", "fit", "large")
NUMBERS: Final = ("weight_lbs", "height_in", "bust_size_num", "age")
WORDS: Final = ("bust_size_letter", "body_type", "category")
NEEDED: Final = ("user_id", "item_id", "size", *NUMBERS, *WORDS)
"""Columns besides `fit`. What is only known after wearing (rating, review) is never read."""

PLAUSIBLE: Final = {
    "weight_lbs": (60.0, 450.0),
    "height_in": (48.0, 84.0),
    "bust_size_num": (26.0, 54.0),
    "age": (14.0, 95.0),
}
"""Values outside count as not told."""

CUPS: Final = {cup: float(at) for at, cup in enumerate(("aa", *"abcdefghij"))}
"""Cup letters as steps of about an inch."""


class TableRefused(ValueError):
    """A table that nothing can be learned from or measured on; the message says why."""


class Table(NamedTuple):
    """Feedback of n rows.

    Attributes:
        users: (n,) names.
        items: (n,) names.
        size: (n,) the shop's scale.
        body: (n, 8) weight (lb), height (in), bust band (in), age (years), body mass index
            (lb/in², without the factor 703), cup step, band plus cup, weight over height;
            NaN where not told.
        kind: (n,) garment type.
        figure: (n,) body type in words.
    """

    users: NDArray[np.str_]
    items: NDArray[np.str_]
    size: Floats
    body: Floats
    kind: NDArray[np.str_]
    figure: NDArray[np.str_]

    def take(self, rows: Any) -> Table:
        """Some of the rows."""
        return Table(*(column[rows] for column in self))


def read(columns: Mapping[str, Sequence[Any]]) -> tuple[Table, Ints]:
    """Columns as they lie in a file.

    Returns:
        The rows without their outcome, and (n,) outcomes as places in `OUTCOMES`.

    Raises:
        TableRefused: a column is missing or does not read, or there is no row.
    """
    missing = [name for name in ("fit", *NEEDED) if name not in columns]
    if missing:
        raise TableRefused(f"missing columns: {', '.join(missing)}")
    if not len(columns["fit"]):
        raise TableRefused("the table is empty")
    size = _numbers("size", columns["size"])
    if not np.isfinite(size).all():
        raise TableRefused("a row has no size")
    told = {name: _plausible(name, columns[name]) for name in NUMBERS}
    weight, height = told["weight_lbs"], told["height_in"]
    cup = np.array([CUPS.get(str(word).lower(), np.nan) for word in columns["bust_size_letter"]])
    more = [weight / height**2, cup, told["bust_size_num"] + cup, weight / height]
    table = Table(
        _words(columns["user_id"]),
        _words(columns["item_id"]),
        size,
        np.stack([*told.values(), *more], axis=1),
        _words(columns["category"]),
        _words(columns["body_type"]),
    )
    return table, _outcomes(columns["fit"])


def codes(known: NDArray[np.str_], asked: NDArray[np.str_]) -> tuple[Ints, Ints, int]:
    """Words as numbers from 0, in `known` and in `asked` (-1: never seen), and how many."""
    names, number = np.unique(known, return_inverse=True)
    at = np.minimum(np.searchsorted(names, asked), len(names) - 1)
    found = np.where(names[at] == asked, at, -1)
    return number.astype(np.int64), found.astype(np.int64), len(names)


def _outcomes(values: Sequence[Any]) -> Ints:
    place = {outcome: at for at, outcome in enumerate(OUTCOMES)}
    try:
        return np.array([place[str(value)] for value in values], np.int64)
    except KeyError as error:
        raise TableRefused(f"column fit holds {error}, not one of {', '.join(OUTCOMES)}") from None


def _numbers(name: str, values: Sequence[Any]) -> Floats:
    try:
        return np.array([np.nan if v in (None, "") else float(v) for v in values], np.float64)
    except (TypeError, ValueError):
        raise TableRefused(f"column {name} holds what is no number") from None


def _plausible(name: str, values: Sequence[Any]) -> Floats:
    low, high = PLAUSIBLE[name]
    found = _numbers(name, values)
    return np.where((found >= low) & (found <= high), found, np.nan)


def _words(values: Sequence[Any]) -> NDArray[np.str_]:
    return np.array(["" if value is None else str(value) for value in values], np.str_)
