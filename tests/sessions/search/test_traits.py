"""What sets a product apart, told in many ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.encoding.concepts import stem
from sessions.search.traits import BETWEEN, TRAITS, traits


def told(text):
    return set(traits(text, [stem(word) for word in text.replace("'", " ").split()]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a shirt that never needs the iron", "免烫衬衫"),
        ("keeps you dry in rain", "防水外套"),
        ("it doesn't rub at the heel", "不磨脚"),
        ("folds away into its pocket", "可以折叠收纳"),
    ],
)
def test_both_languages_meet(one, other):
    assert told(one) & told(other)


@pytest.mark.parametrize("text", ["", "a red chair", "红色的椅子", "ironic statement"])
def test_what_tells_no_trait_has_none(text):
    assert told(text) == set()


def test_words_too_far_apart_are_no_trait():
    assert "no_iron" in told("no need to iron")
    assert "no_iron" not in told("no " + "word " * (BETWEEN + 1) + "iron")


def test_each_trait_has_forms_of_both_languages_and_stands_once():
    lines = TRAITS.strip().splitlines()
    assert len({line.split(" : ")[0] for line in lines}) == len(lines)
    for line in lines:
        english, chinese = line.split(" : ")[1].split(" | ")
        assert english.strip()
        assert chinese.strip()


@given(st.text(max_size=80))
def test_any_text_is_read(text):
    known = {line.split(" : ")[0] for line in TRAITS.strip().splitlines()}
    assert told(text) <= known
