from sessions.guide.speech import SPEECHES
from sessions.guide.told import Told


def told(draw=0, **values):
    return Told("lamp", "", values, [], [], "", [], SPEECHES["en"], draw)


def test_the_shops_words_and_the_users_own_are_told_apart():
    what = told(style=["Modern", "steampunk"])
    assert what.canonical("style") == ["modern"]
    assert what.own("style") == ["steampunk"]
    assert what.words("style") == ["Modern", "steampunk"]
    assert what.canonical("material") == []


def test_choices_are_drawn_by_the_products_number():
    ways = ["a", "b", "c", "d"]
    assert [told(draw).pick(ways, 0) for draw in range(5)] == ["a", "b", "c", "d", "a"]
    assert told(0x20).pick(ways, 1) == "c"


def test_something_is_known():
    assert not told().known
    assert told(style=["modern"]).known
