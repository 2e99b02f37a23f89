import msgspec
import pytest

from assets_pipeline.catalogue import Product, Review
from sessions.guide.advice import advice, chosen
from sessions.guide.speech import SPEECHES
from sessions.messages.common import Slot

COAT = Product(
    "coat", {"en": "Coat"}, "", "coat", sizes=["S", "M", "L"], section="clothes", stock={"S": 1, "M": 0},
    reviews=[
        Review(4, "Lovely wool.", "en"), Review(5, "Runs a bit large.", "en"), Review(5, "偏小一码。", "zh-CN"),
    ],
)  # fmt: skip
VEST = Product("vest", {"en": "Vest"}, "", "vest", sizes=["S", "M"], section="clothes")
BOOTS = Product("boots", {"en": "Boots"}, "", "boots", sizes=["M"], section="shoes")
SOLD = {product.id: product for product in (COAT, VEST, BOOTS)}


def said(product, *pairs, lang="en"):
    slots = [slot for of, size in pairs for slot in (Slot("chose_of", of), Slot("chose", size))]
    return advice(product, slots, SOLD, SPEECHES[lang])


def test_what_was_chosen_elsewhere():
    assert "You have Vest in size S; Coat can be had in it, too." in said(COAT, ("vest", "S"))
    assert "in that size Coat is sold out" in said(COAT, ("vest", "M"))


@pytest.mark.parametrize("pair", [("boots", "M"), ("coat", "S"), ("vest", "XL"), ("gone", "S")])
def test_what_says_nothing_of_this_one(pair):
    assert "You have" not in said(COAT, pair)


def test_what_people_wrote_of_the_fit_and_of_nothing_else():
    english, chinese = said(COAT), said(COAT, lang="zh-CN")
    assert english.startswith("About the fit people wrote: “Runs a bit large.” (5 of 5)")
    assert chinese.startswith("关于合不合身，顾客这样说：“偏小一码。”")
    assert "wool" not in english + chinese


def test_it_admits_what_it_does_not_know():
    assert said(VEST) == "I do not know your measurements, so I cannot promise which size fits you."


def test_one_size_needs_no_advice():
    assert said(msgspec.structs.replace(VEST, sizes=["S"])) == ""


def test_pairs_that_are_cut_off():
    assert list(chosen([Slot("chose_of", "a"), Slot("chose", "S"), Slot("chose_of", "b")])) == [
        ("a", "S")
    ]
