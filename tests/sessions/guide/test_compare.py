import msgspec
import pytest

from assets_pipeline.catalogue import Price, Product, Rating
from sessions.guide.compare import differences
from sessions.guide.speech import SPEECHES

ONE = Product(
    "one", {"en": "One"}, "", "coat", {"material": "wool", "feature": ["warm"], "brand": "N"},
    Price(9000, "CNY"), sizes=["S", "M"], rating=Rating(4.5, 10),
)  # fmt: skip
TWO = Product(
    "two", {"en": "Two"}, "", "coat", {"material": "cotton", "feature": ["warm", "hooded"], "brand": "N"},
    Price(4000, "CNY"), sizes=["M", "L"], rating=Rating(4.1, 99),
)  # fmt: skip
BARE = Product("bare", {"en": "Bare"}, "", "coat")


def said(*products, lang="en"):
    return " ".join(differences(products, SPEECHES[lang]))


@pytest.mark.parametrize(
    "part",
    [
        "The lowest price is ¥40.00, for Two; ¥50.00 more for One.",
        "Material: One – wool; Two – cotton.",
        "Best rated: One, 4.5 of 5 from 10 ratings (Two – 4.1 of 5 from 99 ratings).",
        "Sizes in stock for One only: S. Sizes in stock for Two only: L.",
        "Named for Two only: hooded.",
        "Both are by N.",
        "What they share: warm.",
    ],
)
def test_real_differences(part):
    assert part in said(ONE, TWO)


def test_in_chinese():
    text = said(ONE, TWO, lang="zh-CN")
    assert "最便宜的是Two，40元；One贵50元。" in text
    assert "材质：One是羊毛；Two是棉。" in text


def test_what_one_does_not_say_is_not_held_against_it():
    assert said(ONE, BARE) == ""


def test_equal_things_are_called_equal():
    same = msgspec.structs.replace(ONE, id="same", name={"en": "Same"})
    text = said(ONE, same)
    assert "They cost the same: ¥90.00." in text
    assert "Both are made of wool." in text
    assert "Best rated" not in text
    assert "only" not in text


def test_sold_out_sizes_do_not_count():
    out = msgspec.structs.replace(ONE, stock={"S": 0, "M": 2})
    assert "for One only" not in said(out, TWO)


def test_currencies_are_not_compared():
    dollars = msgspec.structs.replace(TWO, price=Price(100, "USD"))
    assert "price" not in said(ONE, dollars)


def test_three_are_compared_and_four_are_not():
    three = msgspec.structs.replace(ONE, id="three", name={"en": "Three"}, price=Price(4000, "CNY"))
    assert "for Two and Three; ¥50.00 more for One" in said(ONE, TWO, three)
    four = msgspec.structs.replace(three, id="four", name={"en": "Four"})
    assert said(ONE, TWO, three, four) == ""
    assert said(ONE) == ""


def test_things_of_one_name_are_not_told_apart_by_it():
    assert said(ONE, msgspec.structs.replace(TWO, name={"en": "One"})) == ""
