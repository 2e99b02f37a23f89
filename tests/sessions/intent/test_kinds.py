import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.intent.gazetteer import Gazetteer
from sessions.intent.kinds import wanted
from sessions.intent.slots import read
from sessions.intent.text import normalise, units

GAZETTEER = Gazetteer()


def kinds(text):
    """First value of each kind that is wanted, in order."""
    plain = normalise(text)
    said = units(plain)
    named = wanted(plain, read(plain, said, GAZETTEER.find(said)))
    first = {}
    for each in named:
        if each.slot in {"category", "section"}:
            first.setdefault(each.start, each.value)
    return list(first.values())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a bag for my shoes", ["bags"]),
        ("a backpack with a place for a water bottle", ["backpack"]),
        ("skirt with shorts underneath", ["skirt"]),
        ("jackets or coats", ["jacket", "coat"]),
        ("scarves, gloves and a hat", ["scarf", "gloves", "hat"]),
        ("a sofa bed for visitors", ["bed"]),
        ("能放进水瓶的背包", ["backpack"]),
        ("鞋子能单独放的旅行袋", ["duffel"]),
        ("背包,能放下水瓶的那种", ["backpack"]),
        ("裤子和衬衫", ["trousers", "shirt"]),
        ("带帽子的外套", ["jacket"]),
        ("红色的", []),
    ],
)
def test_what_is_looked_for(text, found):
    assert kinds(text) == found


@given(st.lists(st.sampled_from(["bag", "shoes", "for", "and", "的", "包", "裤子", ",", "with"])))
def test_a_kind_that_was_named_is_never_lost_altogether(words):
    plain = normalise(" ".join(words))
    said = units(plain)
    named = read(plain, said, GAZETTEER.find(said))
    left = wanted(plain, named)
    assert set(left) <= set(named)
    assert any(each.slot in {"category", "section"} for each in left) == any(
        each.slot in {"category", "section"} for each in named
    )
