import pytest

from sessions.intent.sizes import sizes

LOOSE = [
    ("size m", ["M"]), ("in m", ["M"]), ("m码", ["M"]), ("有xl的吗", ["XL"]), ("大号", ["L"]),
    ("中号", ["M"]), ("extra large", ["XL"]), ("a large", ["L"]), ("42码", ["42"]),
    ("size forty two", ["42"]), ("换38的", ["38"]), ("one size up", ["+1"]), ("go up a size", ["+1"]),
    ("two sizes bigger", ["+2"]), ("one size down", ["-1"]), ("大一码", ["+1"]), ("再大一号", ["+1"]),
    ("小一点的码", ["-1"]), ("太紧了", ["+1"]), ("2xl", ["XXL"]), ("it's nice", []), ("red", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), LOOSE)
def test_sizes(text, wanted):
    assert sizes(text, (), loose=True) == wanted


def test_a_search_takes_only_what_is_surely_a_size():
    assert sizes("a large table", (), loose=False) == []
    assert sizes("a table in size l", (), loose=False) == ["L"]


def test_the_catalogues_spelling():
    assert sizes("size l", ("Large", "Small"), loose=True) == ["Large"]
    assert sizes("size xl", ("xl",), loose=True) == ["xl"]
