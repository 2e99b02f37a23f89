"""From scores to places."""

from __future__ import annotations

import numpy as np
import pytest

from assets_pipeline.catalogue import Catalogue, Price, Product
from sessions.messages.common import Slot
from sessions.messages.jobs import Rank
from sessions.recommend.goods import Goods
from sessions.recommend.reach import PLACED, found_rows, prices, reach, sizes
from sessions.recommend.weights import WEIGHTS

GOODS = Goods(
    Catalogue(
        [
            Product("a", {}, "", "x", price=Price(100, "CNY")),
            Product("b", {}, "", "x", price=Price(200, "CNY")),
            Product("c", {}, "", "x", price=Price(300, "CNY"), stock={"": 0}),
            Product("d", {}, "", "x"),
        ]
    ),
    WEIGHTS,
)
NO_SCORES = np.zeros(5, np.float32)


def order(job: Rank, near: int | None = None) -> str:
    found = found_rows(GOODS, job)
    placed = reach(GOODS, job, NO_SCORES, found, near)
    rows = sorted((row for row in range(4) if placed[row] > -np.inf), key=lambda r: -placed[r])
    return "".join(GOODS.ids[row] for row in rows)


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        (Rank(), "abdc"),
        (Rank(owned=("a", "zz", "a")), "bdac"),
        (Rank(owned=("c", "a")), "bdac"),
        (Rank(hidden=("a", "zz")), "bdc"),
        (Rank(found=("c", "b", "zz")), "bcad"),
        (Rank(found=("zz",)), "abdc"),
        (Rank(found=("b",), owned=("b",)), "badc"),
        (Rank(constraints=(Slot("price_max", "200"),)), "abd"),
        (Rank(constraints=(Slot("price_min", "200"),)), "bdc"),
        (Rank(constraints=(Slot("price_max", "200", wanted=False),)), "abdc"),
        (Rank(constraints=(Slot("price_max", "50"),), found=("b",)), "bd"),
        (Rank(constraints=(Slot("price_max", "100"),), found=("b", "a")), "ad"),
        (Rank(hidden=("a", "b", "c", "d")), ""),
    ],
)
def test_order(job, expected):
    assert order(job) == expected


def test_near_stands_behind_what_is_asked_for_in_its_place():
    assert order(Rank(near="a", context="similar"), near=0) == "bdac"
    assert order(Rank(near="b", context="cheaper"), near=1) == "ad"


def test_scores_are_not_changed():
    scores = np.zeros(5, np.float32)
    reach(GOODS, Rank(hidden=("a",), found=("b",)), scores, [1], None)
    assert not scores.any()


@pytest.mark.parametrize("value", ["", "abc", "-5", "1e3", "²", "1.5"])
def test_a_price_that_is_no_number_asks_for_nothing(value):
    assert prices(GOODS, Rank(constraints=(Slot("price_max", value),)), None) == (0.0, np.inf)


def test_the_narrowest_prices_hold():
    asked = (Slot("price_max", "9"), Slot("price_max", "7"), Slot("price_min", "3"))
    assert prices(GOODS, Rank(constraints=asked), None) == (3.0, 7.0)


def test_sizes():
    slots = (Slot("size", "M"), Slot("size", "S", wanted=False), Slot("color", "L"))
    assert sizes(slots) == {"M"}


def test_no_sum_of_weights_reaches_a_demotion():
    most = WEIGHTS.text + WEIGHTS.near + WEIGHTS.gesture + 2 * WEIGHTS.together
    most += 4 * WEIGHTS.popular + 12 * WEIGHTS.diversity
    assert -most > PLACED
    assert most + WEIGHTS.found + WEIGHTS.new - 24.0 < PLACED
