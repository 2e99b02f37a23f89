import pytest

from sessions.intent.gazetteer import Gazetteer
from sessions.intent.slots import MAX_SPANS, read
from sessions.intent.text import normalise, units

GAZETTEER = Gazetteer()


def named(text):
    plain = normalise(text)
    said = units(plain)
    return read(plain, said, GAZETTEER.find(said))


POLARITY = [
    ("red", "red"), ("not red", "!red"), ("no stripes", "!striped"), ("without leather", "!leather"),
    ("anything but black", "!black"), ("not red or blue", "!red !blue"), ("red, not blue", "red !blue"),
    ("不要红的", "!red"), ("别太正式", "!formal"), ("有没有红色", "red"), ("没有条纹的", "!striped"),
    ("除了黑色", "!black"), ("红的不要", "!red"), ("不要红色和蓝色的", "!red !blue"),
    ("棕色那个,不是黑的", "brown !black"), ("I don't want leather", "!leather"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), POLARITY)
def test_polarity(text, wanted):
    assert " ".join(("" if n.wanted else "!") + n.value for n in named(text)) == wanted


DESCRIBES = [
    ("the red one", [True]), ("红色那件", [True]), ("the red leather bag", [True, True, True]),
    ("change it to red", [False]), ("换成红色", [False]), ("change the red bag to blue", [True, True, False]),
    ("is the red one cotton", [True, False]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), DESCRIBES)
def test_describes(text, wanted):
    assert [n.describes for n in named(text)] == wanted


def test_spans_are_bounded():
    assert len(named("红" * 400)) <= MAX_SPANS
