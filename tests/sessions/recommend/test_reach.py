"""From scores to places."""

from __future__ import annotations

import numpy as np
import pytest

from assets_pipeline.catalogue import Catalogue, Price, Product
from sessions.messages.common import Slot
from sessions.messages.jobs import Rank
from sessions.recommend.goods import Goods
from sessions.recommend.kernel import PLACED
from sessions.recommend.reach import Moves, Wishes, prices, sizes
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


def order(job: Rank) -> str:
    placed = Wishes(GOODS, WEIGHTS).of(job).gate.copy()
    changed, lowered = Moves(GOODS.rows).of(job)
    placed[changed] += lowered
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
    assert order(Rank(near="a", context="similar")) == "bdac"
    assert order(Rank(near="b", context="cheaper")) == "ad"


def test_what_is_both_at_hand_and_hidden_is_hidden_and_nothing_is_moved_twice():
    moves = Moves(GOODS.rows)
    rows, lowered = moves.of(Rank(owned=("d", "b", "d"), hidden=("b", "b", "zz")))
    assert dict(zip(rows.tolist(), lowered.tolist(), strict=True)) == {3: -24.0, 1: -np.inf}
    assert [len(array) for array in moves.of(Rank())] == [0, 0]


def test_a_request_is_read_once_and_by_all_it_says():
    wishes = Wishes(GOODS, WEIGHTS)
    first = wishes.of(Rank(1, found=("a", "b")))
    assert wishes.of(Rank(2, found=("a", "b"), owned=("a",))) is first
    others = [
        Rank(found=("b", "a")),
        Rank(found=("a", "b"), constraints=(Slot("size", "M"),)),
        Rank(found=("a", "b"), near="c"),
        Rank(found=("a", "b"), near="c", context="complement"),
    ]
    assert len({id(wishes.of(job)) for job in others} | {id(first)}) == 5


def test_requests_are_remembered_up_to_a_bound(monkeypatch):
    monkeypatch.setattr("sessions.recommend.reach.REQUESTS", 3)
    wishes = Wishes(GOODS, WEIGHTS)
    first = wishes.of(Rank(found=("a",)))
    for near in ("a", "b", "c"):
        wishes.of(Rank(near=near))
    assert wishes.of(Rank(near="a")) is wishes.of(Rank(near="a"))
    assert wishes.of(Rank(found=("a",))) is not first


def test_the_search_order_is_worth_a_falling_bonus():
    wish = Wishes(GOODS, WEIGHTS).of(Rank(found=("d", "zz", "b", "d")))
    assert wish.bonus.tolist() == [0.0, 1.0, 0.0, 2.0, 0.0]
    np.testing.assert_array_equal(wish.base, GOODS.base + wish.bonus)


@pytest.mark.parametrize("value", ["", "abc", "-5", "1e3", "²", "1.5"])
def test_a_price_that_is_no_number_asks_for_nothing(value):
    assert prices(GOODS, (Slot("price_max", value),), "for_you", None) == (0.0, np.inf)


def test_the_narrowest_prices_hold():
    asked = (Slot("price_max", "9"), Slot("price_max", "7"), Slot("price_min", "3"))
    assert prices(GOODS, asked, "for_you", None) == (3.0, 7.0)


def test_sizes():
    slots = (Slot("size", "M"), Slot("size", "S", wanted=False), Slot("color", "L"))
    assert sizes(slots) == {"M"}


def test_no_sum_of_weights_reaches_a_demotion():
    most = WEIGHTS.text + WEIGHTS.near + WEIGHTS.gesture + 2 * WEIGHTS.together
    most += 4 * WEIGHTS.popular + 12 * WEIGHTS.diversity
    assert -most > PLACED
    assert most + WEIGHTS.found + WEIGHTS.new - 24.0 < PLACED


def test_moves_that_are_known_are_those_of_the_same_lists():
    moves = Moves(GOODS.rows)
    for owned, hidden in [(("a",), ("b",)), (("b",), ("a",)), (("a", "b"), ()), (("a",), ("b",))]:
        job = Rank(owned=owned, hidden=hidden)
        (rows, lowered), (fresh, again) = moves.of(job), Moves(GOODS.rows).of(job)
        assert rows.tolist() == fresh.tolist()
        assert lowered.tolist() == again.tolist()
