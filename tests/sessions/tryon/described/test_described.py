"""Garments in shoppers' words: the sentences that were written first, edits, and anything else."""

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.garments.spec import WARDROBE, Spec
from sessions.tryon.described import describe, edit
from tests.benchmarks.described import lines, wrong

HERE = Path(__file__).parent


@pytest.mark.parametrize("row", lines(HERE / "sentences.jsonl"), ids=lambda row: row["text"])
def test_a_sentence_is_cut_as_it_says(row):
    assert wrong(row) == []


@pytest.mark.parametrize("row", lines(HERE / "edits.jsonl"), ids=lambda row: row["text"])
def test_an_edit_changes_what_it_says(row):
    assert wrong(row, editing=True) == []


@given(st.text(max_size=60))
def test_any_text_is_nothing_or_a_sound_garment(text):
    found = describe(text)
    changed = edit(WARDROBE["dress"], text)
    for each in filter(None, (found, changed)):
        assert msgspec.json.decode(msgspec.json.encode(each.spec), type=Spec) == each.spec


@given(
    st.lists(
        st.sampled_from(
            [
                "longer",
                "shorter",
                "no",
                "sleeves",
                "red",
                "with",
                "white",
                "dots",
                "denim",
                "dress",
                "长",
                "短",
                "一点",
                "不要",
                "袖子",
                "条纹",
                "宽松",
                "v领",
            ]
        ),
        max_size=8,
    )
)
def test_words_in_any_order_never_break(words):
    spec = WARDROBE["t_shirt"]
    for _ in range(3):
        changed = edit(spec, " ".join(words))
        spec = changed.spec if changed else spec
    describe("".join(words))


@pytest.mark.parametrize("words", ["no sleeves", "make it knee length", "深蓝色的", "in denim"])
def test_what_is_said_twice_changes_nothing_more(words):
    once = edit(msgspec.structs.replace(WARDROBE["dress"], hem=0.4), words)
    assert edit(once.spec, words) is None


def test_nothing_is_made_of_what_names_no_garment():
    assert describe("something nice for my mother") is None
    assert edit(WARDROBE["dress"], "what does it cost?") is None
    assert json.dumps(WARDROBE["dress"].kind)
