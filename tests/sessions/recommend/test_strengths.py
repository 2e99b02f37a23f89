"""The table of strengths, row by row."""

from __future__ import annotations

import math
from typing import get_args

import pytest
from hypothesis import given, settings

from sessions.messages.common import GestureKind
from sessions.messages.jobs import Interaction
from sessions.recommend import strengths
from sessions.recommend.strengths import PRIORS, strength


def did(kind: str, **more) -> Interaction:
    return Interaction(1, 1, kind, "p", **more)


@pytest.mark.parametrize(
    ("kind", "more", "expected"),
    [
        ("gaze_dwell", {"ms": 499}, 0.0),
        ("gaze_dwell", {"ms": 500}, 0.2 * math.log(1.5)),
        ("gaze_dwell", {"ms": 600_000}, 0.3),
        ("hover", {"ms": 1000}, 0.1 * math.log(2)),
        ("point", {"ms": 9000, "magnitude": 9.0}, 0.3),
        ("grab", {}, 0.6),
        ("grab", {"ms": 600_000}, 0.75),
        ("rotate", {"magnitude": -0.5}, 0.65),
        ("rotate", {"magnitude": 100.0}, 0.7),
        ("scale", {"magnitude": 1.0}, 0.6),
        ("scale", {"magnitude": math.e**0.5}, 0.65),
        ("scale", {"magnitude": math.e**-0.5}, 0.65),
        ("scale", {"magnitude": 0.0}, 0.6),
        ("scale", {"magnitude": -2.0}, 0.6),
        ("release", {"ms": 5000}, 0.0),
        ("swipe", {"magnitude": 3.0}, 0.0),
        ("try_on", {}, 1.0),
        ("take_off", {}, -0.6),
        ("cart_add", {}, 1.5),
        ("cart_remove", {}, -0.6),
        ("discard", {}, -1.0),
        ("thumbs_up", {}, 1.2),
        ("thumbs_down", {}, -1.2),
        ("like", {}, 1.2),
        ("dislike", {}, -1.2),
        ("rate", {"value": 0}, 0.0),
        ("rate", {"value": 1}, -1.2),
        ("rate", {"value": 3}, 0.0),
        ("rate", {"value": 5}, 1.2),
    ],
)
def test_table(kind, more, expected):
    assert strength(did(kind, **more)) == pytest.approx(expected)


def test_every_kind_has_a_row_and_the_docstring_shows_it():
    acts = {"cart_add", "cart_remove", "like", "dislike", "details", "compare"}
    kinds = set(get_args(GestureKind)) | acts
    assert set(PRIORS) | {"rate"} == kinds
    for kind in kinds:
        assert kind in strengths.__doc__


def test_strengths_are_bounded(interaction_lists):
    @settings(max_examples=30)
    @given(interaction_lists)
    def bounded(done):
        assert all(-1.5 <= strength(one) <= 1.5 for one in done)

    bounded()


@pytest.mark.parametrize("kind", ["gaze_dwell", "hover", "grab", "rotate"])
def test_longer_never_says_less(kind):
    said = [strength(did(kind, ms=ms)) for ms in range(0, 60_000, 100)]
    assert said == sorted(said)
