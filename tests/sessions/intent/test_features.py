from hypothesis import given
from hypothesis import strategies as st

from sessions.intent.features import DIM, indices
from sessions.intent.gazetteer import Gazetteer
from sessions.intent.text import normalise, units

GAZETTEER = Gazetteer()


def places(text):
    said = units(normalise(text))
    return indices(said, GAZETTEER.find(said))


@given(st.text(max_size=80))
def test_places_are_sorted_unique_and_within_bounds(text):
    found = places(text)
    assert (found[1:] > found[:-1]).all()
    assert ((found >= 0) & (found < DIM)).all()


def test_a_colour_shares_features_with_every_other_colour():
    red, blue, verb = (set(places(f"show me {word} please")) for word in ("red", "blue", "how"))
    assert len(red & blue) > len(red & verb)


def test_numbers_look_alike():
    assert (places("turn it 30 degrees") == places("turn it 75 degrees")).all()
