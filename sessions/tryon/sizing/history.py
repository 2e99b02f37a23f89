"""What a user wore before, beside the size that is asked about now."""

from __future__ import annotations

from typing import Final

import numpy as np

from sessions.tryon.sizing.table import Floats, Ints

PRIOR: Final = 2.0
"""An item's mean is drawn to 0 as by so many rows."""


def worn(users: Ints, size: Floats, asked: Ints, asked_size: Floats, *, same: bool) -> Floats:
    """How the asked size stands to those that the user chose; outcomes are not looked at.

    Args:
        users: (n,) numbers from 0.
        size: (n,) their sizes.
        asked: (m,) users that are asked about, -1 unknown.
        asked_size: (m,) the sizes asked about.
        same: the asked rows are the known ones: each is left out of its own history.

    Returns:
        (m, 2): asked size minus the mean of the others (NaN: none), and how many there are.
    """
    count = max(int(users.max()), int(asked.max())) + 1
    number: Floats = np.bincount(users, minlength=count + 1)[asked].astype(np.float64)
    total: Floats = np.bincount(users, size, count + 1)[asked].astype(np.float64)
    if same:
        number = number - 1
        total = total - asked_size
    with np.errstate(invalid="ignore", divide="ignore"):
        away = asked_size - total / number
    return np.stack([np.where(number > 0, away, np.nan), number], axis=1)


def judged(  # noqa: PLR0917 - two tables side by side
    users: Ints, size: Floats, outcomes: Ints, asked: Ints, asked_size: Floats, count: int
) -> Floats:
    """How the asked size stands to those that the user has found small, fitting and large.

    Returns:
        (m, 3): asked size minus the largest that was small, minus the mean of those that fit, minus
        the smallest that was large; NaN where there is none.
    """
    small, fits, large = (outcomes == outcome for outcome in range(3))
    biggest = np.full(count + 1, -np.inf)
    np.maximum.at(biggest, users[small], size[small])
    least = np.full(count + 1, np.inf)
    np.minimum.at(least, users[large], size[large])
    number = np.bincount(users[fits], minlength=count + 1)
    total = np.bincount(users[fits], size[fits], count + 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        marks = np.stack([biggest, total / number, least], axis=1)
    away: Floats = asked_size[:, None] - marks[asked]
    away[~np.isfinite(away)] = np.nan
    return away


def cut(items: Ints, away: Floats, fits: Floats, asked: Ints, count: int) -> Floats:
    """How an item is cut: mean of chosen minus expected size, over all and over those that fit.

    Args:
        items: (n,) numbers from 0.
        away: (n,) size minus the size expected of the body.
        fits: (n,) 1 where it fitted.
        asked: (m,) items, -1 unknown.
        count: number of items.

    Returns:
        (m, 3): the two means, shrunk to 0, and the number of rows.
    """
    number = np.bincount(items, minlength=count + 1)
    fitted = np.bincount(items, fits, count + 1)
    every = np.bincount(items, away, count + 1) / (number + PRIOR)
    those = np.bincount(items, away * fits, count + 1) / (fitted + PRIOR)
    return np.stack([every, those, number], axis=1)[asked]
