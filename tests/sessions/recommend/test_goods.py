"""The catalogue as arrays."""

from __future__ import annotations

import numpy as np
import pytest

from assets_pipeline.catalogue import Catalogue, Price, Product, Rating, Variant
from sessions.messages.common import Slot
from sessions.recommend.goods import SOLD_OUT, Goods, sellable, wanted_facts
from sessions.recommend.weights import WEIGHTS


def product(name: str, **more) -> Product:
    return Product(name, {}, "", "t-shirt", **more)


@pytest.mark.parametrize(
    ("more", "sizes", "expected"),
    [
        ({}, set(), True),
        ({}, {"M"}, True),
        ({"stock": {"": 0}}, {"M"}, False),
        ({"sizes": ["S", "M"]}, {"M"}, True),
        ({"sizes": ["S", "M"]}, {"XL"}, False),
        ({"sizes": ["S", "M"], "stock": {"S": 1}}, {"M"}, False),
        ({"sizes": ["S", "M"], "stock": {"S": 1}}, {"M", "S"}, True),
        ({"sizes": ["S", "M"], "stock": {"S": 1}}, set(), True),
        ({"sizes": ["S", "M"], "stock": {"S": 0}}, set(), False),
    ],
)
def test_sellable(more, sizes, expected):
    assert sellable(product("p", **more), frozenset(sizes)) is expected


def test_rows_run_by_id_and_the_last_one_can_never_stand():
    goods = Goods(Catalogue([product("b", price=Price(5, "CNY")), product("a")]), WEIGHTS)
    assert goods.ids == ["a", "b"]
    assert goods.order.tolist() == [1, 0]
    np.testing.assert_array_equal(goods.price, [np.nan, 5, np.nan])
    assert goods.demotion(frozenset()).tolist() == [0, 0, -np.inf]


def test_demotions_by_size_are_kept_within_bounds():
    goods = Goods(Catalogue([product("a", sizes=["M"])]), WEIGHTS)
    for size in range(500):
        assert goods.demotion(frozenset({str(size)}))[0] == -SOLD_OUT
    assert goods.demotion(frozenset({"M"}))[0] == 0
    assert len(goods._demotions) <= 64


def test_few_ratings_say_little():
    ratings = [Rating(5.0, 1), Rating(5.0, 1000), Rating(1.0, 1000), None]
    names = "abcd"
    goods = Goods(
        Catalogue([product(n, rating=r) for n, r in zip(names, ratings, strict=True)]), WEIGHTS
    )
    one, many, bad, none, _ = goods.popular.tolist()
    assert 0 < one < 0.2
    assert 1.9 < many < 2.1
    assert bad < -1.9
    assert none == 0


def test_matched_values_are_facts():
    goods = Goods(
        Catalogue(
            [
                product(
                    "a",
                    section="clothes",
                    sizes=["M"],
                    variants=[Variant("v", {}, color="red")],
                    attributes={"material": ["Wool"], "warm": True, "length": 1.5},
                )
            ]
        ),
        WEIGHTS,
    )
    said = [
        ("color", "red"), ("color", "blue"), ("material", "wool"), ("size", "M"), ("style", "red"),
        ("product_type", "t-shirt"), ("warm", "true"), ("length", "1.5"), ("price_max", "100"),
        ("color", "red"), ("wear", ""),
    ]  # fmt: skip
    wanted = wanted_facts(tuple(Slot(*pair) for pair in said))
    assert goods.matched(0, wanted) == ("red", "wool", "M", "t-shirt", "true", "1.5")
    assert wanted_facts((Slot("color", "red", wanted=False), Slot("a", "b" * 65))) == {}
