import itertools

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.catalogue import Product
from sessions.intent.gazetteer import facts_of
from sessions.intent.pointing import read_pointing
from sessions.intent.referents import ASK, fits, resolve
from sessions.intent.slots import Named
from sessions.messages.jobs import Candidate

RED = Named("color", "red", wanted=True, describes=True, start=0, end=3)
FACTS = {
    id_: facts_of(Product(id_, {}, "", "bag", {"color": color}))
    for id_, color in {"a": "red", "b": "blue", "c": "red"}.items()
}
ROW = [Candidate(id_, position=(float(x), 0.0, -2.0)) for x, id_ in enumerate("abc")]


def meant(text, described=(), candidates=ROW):
    return resolve(read_pointing(text), described, candidates, FACTS)


def test_words_outweigh_gaze():
    row = [msgspec.structs.replace(c, gazed=1.0 if c.product == "b" else 0.0) for c in ROW[:2]]
    assert meant("the red one", [RED], row).products == ("a",)


def test_two_red_ones_are_asked_about():
    found = meant("the red one", [RED])
    assert (found.products, found.ambiguous) == (("a", "c"), True)


def test_the_left_red_one_is_not():
    assert meant("the red one on the left", [RED]) == (("a",), False)
    assert meant("the red one on the right", [RED]) == (("c",), False)
    assert meant("the second red one", [RED]) == (("c",), False)


def test_all_of_them():
    assert set(meant("all the red ones", [RED]).products) == {"a", "c"}


def test_the_other_one_is_not_the_one_in_hand():
    row = [msgspec.structs.replace(ROW[0], held=True), ROW[1]]
    assert meant("the other one", (), row).products == ("b",)


@pytest.mark.parametrize("number", [0, 9, 64])
def test_a_number_beyond_the_row_means_nothing(number):
    wanted = ("a",) if number == 0 else ()
    assert meant(f"number {number or 1}").products == wanted


def test_unwanted_values():
    not_red = RED._replace(wanted=False)
    assert meant("not the red one", [not_red]).products == ("b",)
    assert not fits(FACTS["a"], [not_red])


def test_any_meaning_of_one_word_will_do():
    skirt = Named("category", "skirt", wanted=True, describes=True, start=4, end=6)
    bag = skirt._replace(value="bag")
    assert fits(FACTS["a"], [RED, skirt, bag])
    assert not fits(FACTS["a"], [RED, skirt])


UNIT = st.floats(0, 1)
SEEN = st.builds(
    Candidate, st.sampled_from("abcd"), st.booleans(), UNIT, UNIT, UNIT,
    st.none() | st.tuples(*[st.floats(-100, 100)] * 3),
)  # fmt: skip
PHRASES = [
    "this",
    "that one",
    "it",
    "the left one",
    "these two",
    "all",
    "the third",
    "",
    "the other one",
]


@given(st.lists(SEEN, max_size=8), st.sampled_from(PHRASES), st.sampled_from([(), (RED,)]))
def test_only_what_is_in_view_is_meant(seen, phrase, described):
    found = meant(phrase, described, seen)
    assert set(found.products) <= {each.product for each in seen}
    assert not found.ambiguous or 2 <= len(found.products) <= ASK


def test_order_of_candidates_does_not_decide_who_is_pointed_at():
    row = [msgspec.structs.replace(c, pointed=0.9 if c.product == "b" else 0.1) for c in ROW]
    for order in itertools.permutations(row):
        assert meant("this", (), list(order)).products == ("b",)
