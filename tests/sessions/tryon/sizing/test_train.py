"""Learning on made feedback: users and items with true sizes are found."""

import numpy as np
import pytest

from sessions.tryon.sizing.evaluate import areas
from sessions.tryon.sizing.table import Table, TableRefused

pytest.importorskip("sklearn")

from sessions.tryon.sizing.train import fit


def made(rows=3000, seed=0):
    draw = np.random.default_rng(seed)
    item, user = draw.integers(0, 20, rows), draw.integers(0, 300, rows)
    weight = draw.normal(140, 20, rows)
    size = np.round((weight - 140) / 6 + draw.normal(0, 2, rows))
    runs = np.random.default_rng(1).normal(0, 3, 20)
    away = size - (weight - 140) / 6 + runs[item] + draw.normal(0, 1, rows)
    outcomes = np.digitize(away, [-2.5, 2.5])
    body = np.full((rows, 8), np.nan)
    body[:, 0] = weight
    empty = np.full(rows, "dress")
    return Table(user.astype(str), item.astype(str), size, body, empty, empty), outcomes


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_items_that_run_large_are_known_and_a_run_repeats():
    (known, outcomes), (asked, truth) = made(), made(600, seed=2)
    found = fit(known, outcomes, asked, lambda _: None)
    warm, cold = areas(found.warm, truth)["auc_macro"], areas(found.cold, truth)["auc_macro"]
    assert warm > 0.85
    assert warm > cold + 0.05
    np.testing.assert_allclose(found.warm.sum(axis=1), 1)


def test_too_little():
    known, outcomes = made(50)
    with pytest.raises(TableRefused, match="too little"):
        fit(known, outcomes, known, lambda _: None)
