"""Reviews are counted; stars say more than words."""

from assets_pipeline.catalogue import Product, Review
from sessions.encoding.model import compact
from sessions.sentiment.head import Opinion
from sessions.sentiment.model import load_head
from sessions.sentiment.told import count, told


def test_counts():
    some = [
        Opinion(1, 1.0, {"fit": 1, "price": -1}),
        Opinion(1, 1.0, {"fit": 1}),
        Opinion(-1, 1.0, {"price": -1, "look": 1}),
        Opinion(0, 0.1, {}),
    ]
    assert count(some) == (4, 2, 1, (("fit", 2), ("look", 1)), (("price", 2),))


def test_liking_grows_with_agreement_and_number():
    good = Opinion(1, 1.0, {})
    one, ten = count([good]).liking, count([good] * 10).liking
    assert 0 < one < ten < 1
    assert count([good, Opinion(-1, 1.0, {})]).liking == 0
    assert count([]).liking == 0


def test_stars_decide_where_there_are_some():
    reviews = [
        Review(1, "I love it", "en"),
        Review(0, "I love it", "en"),
        Review(3, "so soft", "en"),
    ]
    product = Product("p", {"en": "p"}, "", "", reviews=reviews)
    bare = Product("q", {"en": "q"}, "", "")
    by_id = told([product, bare], load_head(compact()))
    assert by_id.keys() == {"p"}
    assert (by_id["p"].reviews, by_id["p"].good, by_id["p"].bad) == (3, 1, 1)
    assert ("fabric", 1) in by_id["p"].praised
