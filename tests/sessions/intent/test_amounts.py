import pytest

from sessions.intent.amounts import pieces, prices, stars

PRICES = [
    ("under 300", {"price_max": "30000"}),
    ("less than $49.90", {"price_max": "4990"}),
    ("三百以内", {"price_max": "30000"}),
    ("不超过五百块", {"price_max": "50000"}),
    ("over 200 dollars", {"price_min": "20000"}),
    ("一百以上", {"price_min": "10000"}),
    ("not over 400", {"price_max": "40000"}),
    ("between 200 and 400", {"price_min": "20000", "price_max": "40000"}),
    ("两百到四百块", {"price_min": "20000", "price_max": "40000"}),
    ("100-200元", {"price_min": "10000", "price_max": "20000"}),
    ("around 100", {"price_min": "8000", "price_max": "12000"}),
    ("五百左右", {"price_min": "40000", "price_max": "60000"}),
    ("under 2k", {"price_max": "200000"}),
    ("rotate 90 degrees", {}),
    ("over 4 stars", {}),
    ("size 42", {}),
    ("from the left", {}),
]


@pytest.mark.parametrize(("text", "wanted"), PRICES)
def test_prices(text, wanted):
    assert dict(prices(text, 100)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("four stars", (4, False)), ("4 stars or more", (4, True)), ("四星以上", (4, True)),
     ("打五分", (5, False)), ("rate it 3", (3, False)), ("9 stars", None), ("a red one", None)],
)  # fmt: skip
def test_stars(text, wanted):
    assert stars(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("two of these", 2),
        ("来三件", 3),
        ("第三个", None),
        ("这两件", None),
        ("one more", None),
        ("3 pairs", 3),
    ],
)
def test_pieces(text, wanted):
    assert pieces(text) == wanted
