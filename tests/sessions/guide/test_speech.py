import pytest

from assets_pipeline.catalogue import Price, Product
from sessions.guide.speech import SPEECHES

MONEY = [
    (12_900, "CNY", "¥129.00", "129元"),
    (12_950, "CNY", "¥129.50", "129.50元"),
    (5, "USD", "$0.05", "0.05美元"),
    (123_456_789, "EUR", "€1,234,567.89", "1234567.89欧元"),
    (3000, "JPY", "¥3,000", "3000日元"),
    (129_00, "CHF", "129.00 CHF", "129 CHF"),
]


@pytest.mark.parametrize(("minor", "currency", "english", "chinese"), MONEY)
def test_money(minor, currency, english, chinese):
    price = Price(minor, currency)
    assert SPEECHES["en"].money(price) == english
    assert SPEECHES["zh-CN"].money(price) == chinese


def test_lists():
    english = SPEECHES["en"]
    assert [english.listed(list("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert english.listed(["a", "", "a"]) == "a"
    assert len(english.listed([str(n) for n in range(30)]).split()) == 9


def test_names_fall_back_on_another_language_then_the_id():
    assert SPEECHES["zh-CN"].name(Product("p", {"en": "A\nlamp"}, "", "")) == "A lamp"
    assert SPEECHES["en"].name(Product("p-1", {}, "", "")) == "p-1"


def test_a_users_own_word_stands_as_it_is():
    assert SPEECHES["zh-CN"].word("橘猫色") == "橘猫色"
    assert SPEECHES["en"].word("running-shoes") == "running shoes"
