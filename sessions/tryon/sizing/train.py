"""P(small | fit | large) of a garment in a size, learned from fit feedback.

Two steps. *Cold*: gradient-boosted trees on body, size, garment type and the size expected of such
a body; fitted on all but one fold each time, so that the training rows get probabilities from
models that have not seen them, and asked rows the mean of all. *Warm*: trees again, over what is
known of user and item besides: effects on the cold logits (`effects`), what the user wore before
and how the item is cut (`history`), each found without the fold of the row that it describes. In
the spirit of latent true sizes of users and items (Misra, Wan & McAuley, Decomposing Fit Semantics
for Product Size Recommendation, RecSys 2018).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final, NamedTuple

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

from sessions.tryon.sizing import history
from sessions.tryon.sizing.effects import Group, effects, looked_up
from sessions.tryon.sizing.table import Floats, Ints, Table, TableRefused, codes

Say = Callable[[str], None]
COLD_FOLDS: Final = 6
WARM_FOLDS: Final = 10
DRAWS: Final = 3
"""How often the warm step is done, with other folds, and averaged."""
COMMON: Final = 250
"""Garment types that are told apart by the trees, the most frequent first."""
PRECISION: Final = {"item": 3.0, "user": 3.0, "item_size": 4.0, "user_size": 4.0, "user_kind": 4.0}
LEAST: Final = 1e-6
LEAST_ROWS: Final = 200


class Fitted(NamedTuple):
    """Probabilities of the asked rows.

    Attributes:
        warm: (m, 3) small, fit, large, by all that is known.
        cold: (m, 3) by body, size and garment type alone.
    """

    warm: Floats
    cold: Floats


class Sides(NamedTuple):
    """The same columns of known and of asked rows: (n, k) and (m, k)."""

    known: Floats
    asked: Floats


def fit(known: Table, outcomes: Ints, asked: Table, say: Say, seed: int = 0) -> Fitted:
    """Learn from `known` rows and their `outcomes`, and answer for `asked`.

    Args:
        known: n rows, at least one of each outcome.
        outcomes: (n,) places in `OUTCOMES`.
        asked: m rows; each is answered by itself, their outcomes are not among the arguments.
        say: told how far it is.
        seed: of folds and trees.

    Raises:
        TableRefused: too few rows for the folds.
    """
    if len(outcomes) < LEAST_ROWS or np.bincount(outcomes, minlength=3).min() < WARM_FOLDS:
        raise TableRefused(f"too little to learn from: {len(outcomes)} rows")
    draw = np.random.default_rng(seed)
    plain = _plain(known, asked)
    say("cold step")
    cold, chances, away = _cold(plain, known, outcomes, asked, draw, say)
    warm = np.zeros_like(chances.asked)
    base = Sides(np.log(np.maximum(chances.known, LEAST)), np.log(np.maximum(chances.asked, LEAST)))
    for turn in range(DRAWS):
        say(f"warm step {turn + 1} of {DRAWS}")
        more = _warm_columns(known, outcomes, asked, base, away, draw)
        left = np.hstack([cold.known, base.known, more.known])
        right = np.hstack([cold.asked, base.asked, more.asked])
        model = _trees(seed + turn, rounds=250, rate=0.04, leaves=24)
        warm += model.fit(left, outcomes).predict_proba(right) / DRAWS
    return Fitted(warm, chances.asked)


def _trees(seed: int, *, rounds: int, rate: float, leaves: int) -> Any:
    return HistGradientBoostingClassifier(
        max_iter=rounds,
        learning_rate=rate,
        max_leaf_nodes=leaves,
        min_samples_leaf=60,
        l2_regularization=5.0,
        max_features=0.5,
        early_stopping=False,
        random_state=seed,
    )


def _plain(known: Table, asked: Table) -> Sides:
    """Size, body, garment type and figure as columns."""
    columns = []
    for words, others in ((known.kind, asked.kind), (known.figure, asked.figure)):
        own, found, count = codes(words, others)
        order = np.argsort(np.argsort(-np.bincount(own, minlength=count), kind="stable"))
        rank = np.append(order, count).astype(np.float64)  # the last place is for what is new
        columns.append((np.minimum(rank[own], COMMON), np.minimum(rank[found], COMMON)))
    left = [known.size[:, None], known.body, *(own[:, None] for own, _ in columns)]
    right = [asked.size[:, None], asked.body, *(found[:, None] for _, found in columns)]
    return _binnable(np.hstack(left), np.hstack(right))


def _cold(  # noqa: PLR0917 - two tables side by side
    plain: Sides, known: Table, outcomes: Ints, asked: Table, draw: np.random.Generator, say: Say
) -> tuple[Sides, Sides, Sides]:
    """The columns of the cold step, its probabilities, and size minus expected size."""
    expected = Sides(np.zeros(len(known.size)), np.zeros(len(asked.size)))
    chances = Sides(np.zeros((len(known.size), 3)), np.zeros((len(asked.size), 3)))
    folds = list(_folds(len(known.size), COLD_FOLDS, draw))
    for rest, fold in folds:
        guess = HistGradientBoostingRegressor(
            max_iter=150, l2_regularization=5.0, early_stopping=False, random_state=0
        )
        guess.fit(plain.known[rest][:, 1:], known.size[rest])
        expected.known[fold] = guess.predict(plain.known[fold][:, 1:])
        expected.asked[:] += guess.predict(plain.asked[:, 1:]) / len(folds)
    away = Sides(known.size - expected.known, asked.size - expected.asked)
    columns = Sides(
        np.column_stack([plain.known, expected.known, away.known]),
        np.column_stack([plain.asked, expected.asked, away.asked]),
    )
    for at, (rest, fold) in enumerate(folds):
        say(f"fold {at + 1} of {len(folds)}")
        model = _trees(at, rounds=200, rate=0.05, leaves=24)
        model.fit(columns.known[rest], outcomes[rest])
        chances.known[fold] = model.predict_proba(columns.known[fold])
        chances.asked[:] += model.predict_proba(columns.asked) / len(folds)
    return columns, chances, away


def _at(rows: Ints, of: Ints, _: Ints) -> Ints:
    return of[rows]


def _warm_columns(  # noqa: PLR0917 - two tables side by side
    known: Table, outcomes: Ints, asked: Table, base: Sides, away: Sides, draw: np.random.Generator
) -> Sides:
    """What is known of users and items, of each row without its own fold."""
    users, asked_users, _ = codes(known.users, asked.users)
    chosen = history.worn(users, known.size, users, known.size, same=True)
    asked_chosen = history.worn(users, known.size, asked_users, asked.size, same=False)
    groups = _groups(known, asked)
    parts: list[tuple[Ints, Floats]] = []

    def described(rest: Ints, to: Callable[[Ints, Ints], Ints], size: Floats) -> Floats:
        own = [Group(of[rest], count, PRECISION[name]) for name, (of, _, count) in groups.items()]
        found = effects(base.known[rest], outcomes[rest], own)
        cells = [
            looked_up(effect, to(of, other))
            for effect, (of, other, _) in zip(found, groups.values(), strict=True)
        ]
        of, other, count = groups["user"]
        cells.append(
            history.judged(of[rest], known.size[rest], outcomes[rest], to(of, other), size, count)
        )
        of, other, count = groups["item"]
        fits = (outcomes[rest] == 1).astype(np.float64)
        cells.append(history.cut(of[rest], away.known[rest], fits, to(of, other), count))
        return np.hstack(cells)

    for rest, fold in _folds(len(known.size), WARM_FOLDS, draw):
        parts.append((fold, described(rest, partial(_at, fold), known.size[fold])))
    every = np.arange(len(known.size))
    right = described(every, lambda _, other: other, asked.size)
    left = np.zeros((len(known.size), right.shape[1]))
    for fold, cells in parts:
        left[fold] = cells
    left, right = _summed(left, base.known, chosen), _summed(right, base.asked, asked_chosen)
    return _binnable(left, right)


def _binnable(left: Floats, right: Floats) -> Sides:
    """The columns, those that tell of nobody as zeros: trees cannot bin a column of gaps."""
    nothing = np.isnan(left).all(axis=0)
    return Sides(np.where(nothing, 0.0, left), np.where(nothing, 0.0, right))


def _summed(cells: Floats, base: Floats, chosen: Floats) -> Floats:
    """The columns with their logits added up."""
    ways = 2 * len(PRECISION)
    total = [base[:, 2 * end] - base[:, 1] + cells[:, end:ways:2].sum(axis=1) for end in (0, 1)]
    return np.column_stack([cells, chosen, *total, total[0] - total[1]])


def _groups(known: Table, asked: Table) -> dict[str, tuple[Ints, Ints, int]]:
    """Each way of grouping: numbers of known and asked rows, and how many groups."""
    return {
        "item": codes(known.items, asked.items),
        "user": codes(known.users, asked.users),
        "item_size": codes(_pair(known.items, known.size), _pair(asked.items, asked.size)),
        "user_size": codes(_pair(known.users, known.size), _pair(asked.users, asked.size)),
        "user_kind": codes(_pair(known.users, known.kind), _pair(asked.users, asked.kind)),
    }


def _pair(first: Any, second: Any) -> Any:
    return np.char.add(np.char.add(first, "|"), second.astype(np.str_))


def _folds(rows: int, count: int, draw: np.random.Generator) -> Iterator[tuple[Ints, Ints]]:
    """All but one part of the rows, and that part."""
    part = draw.permutation(rows) % count
    for at in range(count):
        yield np.flatnonzero(part != at), np.flatnonzero(part == at)
