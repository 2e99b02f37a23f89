"""Tokens, spelling, measures and colours."""

from __future__ import annotations

import pytest

from sessions.tryon.described.colors import NAMED, contrast, distance, name, shaded
from sessions.tryon.described.lexicon import spelled
from sessions.tryon.described.measures import measures
from sessions.tryon.described.tokens import split


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Ｖ領，長袖", ["v", "领", ",", "长", "袖"]),
        ("A-line 5cm", ["a", "line", "5", "cm"]),
        ("don't", ["dont"]),
    ],
)
def test_tokens(text, tokens):
    assert split(text) == tokens


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("burgandy", "burgundy"),
        ("dresses", "dress"),
        ("weather", "weather"),
        ("sleevless", "sleeveless"),
    ],
)
def test_spelling(said, meant):
    assert spelled(said) == [meant]


@pytest.mark.parametrize(
    ("text", "metres"),
    [("5 cm", 0.05), ("十五厘米", 0.15), ("两公分", 0.02), ("two inches", 0.0508), ("二十cm", 0.2)],
)
def test_measures(text, metres):
    assert [it.metres for it in measures(split(text))] == pytest.approx([metres])


def test_colors_are_named_as_themselves():
    for one in NAMED:
        assert name(one.rgb, "en") == one.en[0]
        assert name(one.rgb, "zh-CN") == one.zh[0]


def test_shades_and_contrast():
    assert distance("#000000", "#ffffff") == pytest.approx(100, abs=0.1)
    assert shaded("#808080", 1) > "#808080" > shaded("#808080", -1)
    assert distance(contrast("#111111"), "#111111") > 50
    assert distance(contrast("#eeeeee"), "#eeeeee") > 50
