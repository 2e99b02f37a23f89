from __future__ import annotations

import pytest

from sessions.encoding import concepts


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("jackets", "jacket"),
        ("dresses", "dress"),
        ("watches", "watch"),
        ("accessories", "accessory"),
        ("boxes", "box"),
        ("dress", "dress"),
        ("canvas", "canvas"),
        ("bus", "bus"),
        ("is", "is"),
        ("tie", "tie"),
    ],
)
def test_plurals_come_off(word: str, stemmed: str) -> None:
    assert concepts.stem(word) == stemmed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("red dresses", ["red", "dress"]),
        ("a trench coat", ["coat"]),  # the longer form, once
        ("running shoes", ["running_shoes"]),
        ("running in shoes", ["running", "shoes"]),
        ("wine red", ["red"]),
        ("红色外套", ["red", "jacket", "coat"]),
        ("跑步鞋", ["running_shoes"]),
        ("t恤", ["t-shirt"]),
        ("red 外套", ["red", "jacket", "coat"]),
        ("", []),
        ("zzz 龘", []),
    ],
)
def test_the_longest_form_is_found_in_either_language(text: str, found: list[str]) -> None:
    words = [concepts.stem(word) for word in text.split() if word.isascii()]
    assert concepts.find(text, words) == found


def test_forms_may_belong_to_several_concepts() -> None:
    forms = concepts.read("a < p : one, two words | 一\nb : one | 一 二")
    assert forms.words == {("one",): ("a", "b"), ("two", "word"): ("a",)}
    assert forms.signs == {"一": ("a", "b"), "二": ("b",)}
    assert forms.parents == {"a": "p"}
    assert (forms.longest_words, forms.longest_signs) == (2, 1)
