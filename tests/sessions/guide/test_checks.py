from assets_pipeline.catalogue import Product
from sessions.guide.checks import check
from sessions.guide.speech import SPEECHES
from sessions.messages.common import Slot

EN = SPEECHES["en"]


def test_a_size_of_unknown_stock_is_there():
    product = Product("p", {}, "", "", sizes=["S"])
    assert check(product, (Slot("size", "s"),), EN) == "Yes. p comes in size S."


def test_negative_questions(shop):
    text = check(shop.by_id["jacket"], (Slot("material", "wool", wanted=False),), EN)
    assert text.startswith("Yes. ")


def test_nothing_asked_tells_the_stock(shop):
    assert "S (3)" in check(shop.by_id["jacket"], (), EN)


def test_kind_and_several_at_once(shop):
    text = check(shop.by_id["jacket"], (Slot("category", "jacket"), Slot("size", "M")), EN)
    assert text.startswith("Yes. ")
    assert "sold out in size M" in text
