from assets_pipeline.catalogue import Product
from sessions.guide.facts import answer, attribute_value, colors, said, sizes_left, summary
from sessions.guide.speech import SPEECHES

EN = SPEECHES["en"]


def test_summary_of_what_is_known(shop):
    text = summary(shop.by_id["jacket"], EN)
    assert text == (
        "¥129.50, made of cotton, in red and blue, sizes S, M and L, rated 4.5 of 5 from 128 ratings"
    )
    assert summary(shop.by_id["thing"], EN) == ""


def test_users_names_of_attributes():
    product = Product("p", {}, "", "", {"Fabric": ["silk", "wool"], "Made_In": "Peru"})
    assert said(product, "material", EN) == ["silk", "wool"]
    assert answer(product, "origin", EN) == "p was made in Peru."
    assert attribute_value(product, "brand") is None


def test_colours_of_variants_before_attributes(shop):
    assert colors(shop.by_id["jacket"], EN) == ["red", "blue"]
    assert colors(shop.by_id["lamp"], EN) == ["white"]


def test_sizes_left(shop):
    assert sizes_left(shop.by_id["jacket"]) == ["S", "L"]


def test_sold_out():
    product = Product("p", {}, "", "", stock={"S": 0})
    assert answer(product, "stock", EN) == "p is sold out."
