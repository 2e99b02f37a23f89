"""Labels that shops write, and those that say nothing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.tryon.sizing.chart import LETTERS, SizeUnread, chart_for


@pytest.mark.parametrize("sex", ["women", "men", "unisex"])
def test_girths_grow_with_letters(sex):
    chart = chart_for(LETTERS, sex)
    for smaller, larger in pairwise(chart.values()):
        assert all(smaller[zone] < larger[zone] for zone in ("bust", "waist", "hips"))
    assert set(chart["M"]) == {"bust", "waist", "hips", "height", "inseam"}


@pytest.mark.parametrize(
    ("sex", "numbers"), [("women", range(32, 56, 2)), ("men", range(44, 64, 2))]
)
def test_girths_grow_with_numbers(sex, numbers):
    chart = chart_for([str(number) for number in numbers], sex)
    for smaller, larger in pairwise(chart.values()):
        assert all(smaller[zone] < larger[zone] for zone in ("bust", "waist", "hips"))


@pytest.mark.parametrize(
    ("one", "other", "sex"),
    [
        ("xs", "XS", "women"), ("2XL", "XXL", "men"), ("XXXL", "3XL", "women"), (" m ", "M", "men"),
        ("EU 40", "40", "women"), ("UK 12", "40", "women"), ("us8", "40", "women"),
        ("W28/L32", "28/32", "women"), ("W30", "w 30", "men"), ("One Size", "OS", "unisex"),
        ("40", "40", "women"),
    ],
)  # fmt: skip
def test_ways_to_write_one_size(one, other, sex):
    assert chart_for([one], sex)[one] == chart_for([other], sex)[other]


def test_known_bodies():
    assert chart_for(["50"], "men")["50"]["bust"] == pytest.approx(1.00)
    assert chart_for(["US 40"], "men")["US 40"]["bust"] == pytest.approx(1.016)
    assert chart_for(["40"], "women")["40"]["bust"] == pytest.approx(0.92)
    jeans = chart_for(["28/32"], "women")["28/32"]
    assert jeans["waist"] == pytest.approx(0.7112)
    assert jeans["inseam"] == pytest.approx(0.8128)
    assert "bust" not in jeans
    assert chart_for(["one size"])["one size"] == {}
    unisex = chart_for(["M"])["M"]["bust"]
    assert unisex == pytest.approx((0.94 + 0.98) / 2)


def test_a_brand_chart_wins():
    brand = {"M": {"bust": 0.9}, "T2": {"bust": 1.0}}
    chart = chart_for(["M", "T2", "S"], "women", brand)
    assert chart["M"] == {"bust": 0.9}
    assert chart["T2"] == {"bust": 1.0}
    assert chart["S"]["bust"] == pytest.approx(0.86)


@pytest.mark.parametrize(
    ("label", "sex"),
    [("", "women"), ("Q", "men"), ("12", "women"), ("33", "women"), ("45", "men"), ("UK 99", "women"),
     ("W99", "men"), ("28/99", "women"), ("-4", "women"), ("M" * 999, "women"), ("４０", "women")],
)  # fmt: skip
def test_unread(label, sex):
    with pytest.raises(SizeUnread) as refused:
        chart_for(["M", label], sex)
    assert refused.value.label == label
    assert refused.value.code == "size_unread"


@given(st.text(max_size=12), st.sampled_from(["women", "men", "unisex"]))
def test_any_label_reads_or_is_refused(label, sex):
    try:
        body = chart_for([label], sex)[label]
    except SizeUnread:
        return
    assert all(0.3 < length < 2.5 for length in body.values())
