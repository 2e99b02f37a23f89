"""Words become places; every text is accepted."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sessions.sentiment.words import DIM, READ, features


@given(st.text(max_size=300))
def test_any_text_gives_sorted_places_within_bounds(text):
    places = features(text)
    assert (np.diff(places) > 0).all()
    assert not len(places) or (places[0] >= 0 and places[-1] < DIM)


def test_case_and_curly_apostrophes_do_not_matter():
    assert (features("I DON’T like it") == features("i don't like it")).all()


def test_order_matters():
    assert set(features("not good, cheap")) != set(features("good, not cheap"))


def test_chinese_is_read_by_characters():
    assert set(features("不好看")) & set(features("好看")) >= set(features("看"))


def test_what_is_beyond_the_bound_is_not_read():
    assert (features("a " * READ) == features("a " * READ + "hideous")).all()
