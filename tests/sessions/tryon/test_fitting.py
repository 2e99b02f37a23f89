"""What the default figure is shown in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.catalogue import Catalogue, Product, Variant
from sessions.messages.jobs import Fit
from sessions.tryon.fitting import Fitting

SHIRT = Product(
    "shirt", {}, "", "t-shirt", wear="torso", sizes=["S", "M", "L"], stock={"M": 2, "L": 1},
    variants=[Variant("red", {}), Variant("blue", {})],
)  # fmt: skip
HAT = Product("hat", {}, "", "hat", wear="head")
GONE = Product("gone", {}, "", "t-shirt", wear="torso", sizes=["S", "M"], stock={"S": 0})
CHAIR = Product("chair", {}, "", "chair", sizes=["one"])
FITTING = Fitting(Catalogue([SHIRT, HAT, GONE, CHAIR]))


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (("shirt", "blue", "L"), ("blue", "L", "shown", "")),
        (("shirt", "", ""), ("red", "M", "shown", "")),
        (("shirt", "green", "XL"), ("red", "M", "shown", "")),
        (("shirt", "red", "S"), ("red", "S", "shown", "")),
        (("hat", "", ""), ("", "", "shown", "")),
        (("hat", "red", "M"), ("", "", "shown", "")),
        (("gone", "", ""), ("", "S", "shown", "")),
        (("chair", "", "one"), ("", "one", "unavailable", "not_wearable")),
        (("nothing", "v", "s"), ("v", "s", "unavailable", "unknown_product")),
    ],
)
def test_answers(asked, shown):
    answer = FITTING.fit(Fit(5, *asked))
    assert (answer.variant, answer.size, answer.fit, answer.reason) == shown
    assert (answer.for_seq, answer.product) == (5, asked[0])


@pytest.mark.parametrize(("product", "place"), [("shirt", "torso"), ("hat", "head"), ("chair", "")])
def test_the_answer_says_where_it_sits(product, place):
    assert FITTING.fit(Fit(1, product)).place == place


words = st.text(max_size=64)


@given(words | st.sampled_from(["shirt", "gone"]), words, words)
def test_only_what_is_sold_is_shown(product, variant, size):
    answer = FITTING.fit(Fit(1, product, variant, size))
    if answer.fit == "shown":
        sold = {"shirt": SHIRT, "gone": GONE, "hat": HAT}[product]
        assert answer.variant in {one.id for one in sold.variants} | {""}
        assert answer.size in (sold.sizes or [""])
