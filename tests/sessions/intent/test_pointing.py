import pytest

from sessions.intent.pointing import read_pointing

DEIXIS = [
    ("this one", "this"), ("这件", "this"), ("that", "that"), ("那个", "that"), ("it", "it"), ("它", "it"),
    ("the one in my hand", "held"), ("我手里的", "held"), ("a red dress", ""), ("什么样的", ""), ("那么大", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), DEIXIS)
def test_deixis(text, wanted):
    assert read_pointing(text).deixis == wanted


PLACES = [
    ("the left one", "left", 0), ("右边那个", "right", 0), ("中间的", "middle", 0), ("最近的那个", "near", 0),
    ("the one at the back", "far", 0), ("the second one", "", 2), ("第三个", "", 3), ("number four", "", 4),
    ("最后一个", "", -1), ("二号", "", 2), ("the third from the left", "", 3), ("that's right", "", 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "side", "ordinal"), PLACES)
def test_places(text, side, ordinal):
    found = read_pointing(text)
    assert (found.side, found.ordinal) == (side, ordinal)


def test_left_is_no_place_where_it_says_which_way_to_turn():
    assert read_pointing("turn it left", sides=False).side == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [("these two", "two"), ("这两件", "two"), ("all of them", "all"), ("全部", "all"), ("these", "some"),
     ("这些", "some"), ("it", "one")],
)  # fmt: skip
def test_number(text, number):
    assert read_pointing(text).number == number


def test_other_and_direction_of_counting():
    assert read_pointing("the other one").other
    assert read_pointing("右边数第二个").from_right
