"""Sizes by measurements: known answers, and what must hold for every body."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.tryon.sizing.chart import LETTERS, chart_for
from sessions.tryon.sizing.recommend import recommend

WOMEN = chart_for(LETTERS, "women")
MEN = chart_for([str(number) for number in range(44, 64, 2)], "men")
ZONES = ("bust", "waist", "hips", "height", "inseam")
bodies = st.dictionaries(st.sampled_from(ZONES), st.floats(0.5, 2.2), max_size=5)
wishes = st.sampled_from(["snug", "regular", "loose"])
counts = st.dictionaries(st.sampled_from(["small", "fit", "large"]), st.integers(0, 500))
heard = st.dictionaries(st.sampled_from(LETTERS), counts)


@pytest.mark.parametrize("chart", [WOMEN, MEN])
def test_a_body_that_a_size_is_cut_for_gets_it(chart):
    for size, body in chart.items():
        found = recommend(body, chart, 0.05)
        assert found.size == size
        assert {zone.verdict for zone in found.zones[size].values()} == {"good"}


@given(
    body=bodies,
    more=st.floats(0, 0.4),
    zone=st.sampled_from(ZONES),
    stretch=st.floats(0, 1),
    wish=wishes,
    feedback=heard,
    chart=st.sampled_from([WOMEN, MEN, chart_for(["W28", "W30/32", "W36"], "unisex")]),
)
def test_a_larger_body_never_gets_a_smaller_size(body, more, zone, stretch, wish, feedback, chart):
    order = list(chart)
    before = recommend(body, chart, stretch, wish, feedback)
    if zone not in body:
        return
    after = recommend(body | {zone: body[zone] + more}, chart, stretch, wish, feedback)
    assert order.index(after.size) >= order.index(before.size)


@given(body=bodies, stretch=st.floats(0, 1), wish=wishes, feedback=heard)
def test_probabilities(body, stretch, wish, feedback):
    found = recommend(body, WOMEN, stretch, wish, feedback)
    assert math.isclose(sum(found.probabilities.values()), 1)
    assert list(found.probabilities) == list(WOMEN)
    assert found.probabilities[found.size] == max(found.probabilities.values())
    assert set(found.zones[found.size]) == set(body)


def test_too_tight_is_worse_than_too_loose():
    chart = {"S": {"bust": 0.84}, "L": {"bust": 0.96}}
    assert recommend({"bust": 0.90}, chart, 0.0).size == "L"


def test_wishes_and_stretch_move_the_size():
    body = {"bust": 0.965, "waist": 0.80}
    sizes = [
        LETTERS.index(recommend(body, WOMEN, 0.0, wish).size)
        for wish in ("snug", "regular", "loose")
    ]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1]
    near = {"bust": 0.98}
    assert recommend(near, WOMEN, 0.0).size == "L"
    assert recommend(near, WOMEN, 0.4).size == "M"


def test_feedback_moves_the_size_as_far_as_it_is_trusted():
    body = {"bust": 0.95, "waist": 0.79, "hips": 1.03}
    small = dict.fromkeys(LETTERS, {"small": 300, "fit": 20, "large": 1})
    few = dict.fromkeys(LETTERS, {"small": 1})
    assert recommend(body, WOMEN, 0.0).size == "M"
    assert recommend(body, WOMEN, 0.0, feedback=few).size == "M"
    assert recommend(body, WOMEN, 0.0, feedback=small).size == "L"
    sure = recommend(body, WOMEN, 0.0, feedback=few).probabilities
    assert sure["L"] > recommend(body, WOMEN, 0.0).probabilities["L"]


def test_what_is_not_told_is_left_out_and_said():
    nothing = recommend({}, WOMEN, 0.0)
    assert nothing.low_confidence
    assert nothing.zones["M"] == {}
    assert nothing.size == "L", "the middle of seven"
    assert set(recommend({"bust": 0.94, "neck": 0.3}, WOMEN, 0.0).zones["M"]) == {"bust"}


def test_a_body_beyond_the_chart_is_told_so():
    found = recommend({"bust": 1.6, "hips": 1.6}, WOMEN, 0.05)
    assert found.size == "3XL"
    assert found.low_confidence
    assert found.zones["3XL"]["bust"].verdict == "too_tight"
    assert found.zones["3XL"]["bust"].ease_m == pytest.approx(-0.23)


@pytest.mark.parametrize(
    ("body", "chart", "stretch", "feedback"),
    [
        ({}, {}, 0.0, None),
        ({"bust": 0.0}, WOMEN, 0.0, None),
        ({"bust": math.nan}, WOMEN, 0.0, None),
        ({"bust": 0.9}, {"M": {"bust": math.inf}}, 0.0, None),
        ({"bust": 0.9}, WOMEN, -0.1, None),
        ({"bust": 0.9}, WOMEN, 0.0, {"M": {"small": -1}}),
    ],
)
def test_refused(body, chart, stretch, feedback):
    with pytest.raises(ValueError, match=r"chart|metres|below 0"):
        recommend(body, chart, stretch, "regular", feedback)
