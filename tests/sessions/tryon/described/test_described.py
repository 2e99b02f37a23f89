"""Sentences of shoppers, edits, and any text at all."""

from __future__ import annotations

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.garments.spec import KINDS, WARDROBE, Spec
from sessions.tryon.described import Described, describe, edit, name_changes, say
from sessions.tryon.described.lexicon import _lines

FORMS = sorted({form.strip() for _, forms in _lines() for form in forms if form.strip()})
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from([*FORMS, ",", "，", "5 cm", "99999 inches", "十厘米"]), max_size=9
    ).map(" ".join),
    st.lists(st.sampled_from(FORMS), max_size=9).map("".join),
)
KIND = st.sampled_from(KINDS)


def valid(spec):
    assert msgspec.convert(msgspec.structs.asdict(spec), Spec) == spec


def made(text):
    got = describe(text)
    assert isinstance(got, Described)
    return got


@given(TEXTS)
def test_any_text_is_none_or_a_garment(text):
    got = describe(text)
    if got:
        valid(got.spec)
        assert "kind" in got.told
        assert say(got.spec, "en")
        assert say(got.spec, "zh-CN")


@given(KIND, TEXTS, TEXTS)
def test_any_edit_is_none_or_a_garment(kind, first, second):
    spec = WARDROBE[kind]
    for text in (first, second):
        got = edit(spec, text)
        if got:
            valid(got.spec)
            assert got.told
            assert name_changes(spec, got.spec, "en")
            assert name_changes(spec, got.spec, "zh")
            spec = got.spec


@pytest.mark.parametrize(
    "text", ["no sleeves", "去掉袖子", "in denim", "make it knee length", "with white dots", "v领"]
)
def test_what_holds_already_changes_nothing(text):
    once = edit(WARDROBE["shirt"], text)
    assert once
    assert edit(once.spec, text) is None


@pytest.mark.parametrize("text", ["longer", "短一点", "looser", "紧一点", "thicker", "thinner"])
def test_steps_end_at_the_limits(text):
    spec = WARDROBE["dress"]
    for _ in range(60):
        got = edit(spec, text)
        spec = got.spec if got else spec
    assert edit(spec, text) is None
    assert math.isfinite(spec.hem)


@pytest.mark.parametrize(
    "text", ["", "hello", "不知道", "the weather is nice", "今天天气不错", "5 cm"]
)
def test_no_garment_is_named(text):
    assert describe(text) is None
    assert edit(WARDROBE["coat"], text) is None


def test_what_the_words_set_is_told():
    assert made("oversized grey hoodie").told == ("kind", "ease", "color")


def test_a_kind_is_changed_only_when_asked():
    tee = made("navy tee with white dots").spec
    skirt = edit(tee, "turn it into a skirt")
    assert skirt
    assert (skirt.spec.kind, skirt.spec.color, skirt.spec.pattern) == ("skirt", tee.color, "dots")
    longer = edit(tee, "make the shirt longer")
    assert longer
    assert longer.told == ("hem",)
