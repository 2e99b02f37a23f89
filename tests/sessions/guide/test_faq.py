import contextlib

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.encoding.hashed import HashedEncoder
from sessions.errors import FaqRefused
from sessions.guide.faq import Entry, Faq, decode
from sessions.guide.model import load_faq

ENCODER = HashedEncoder()
ENTRIES = load_faq()
FAQ = Faq(ENTRIES, ENCODER)


def find(text):
    return FAQ.find(ENCODER.encode([text])[0])


def test_every_question_of_the_shop_finds_its_own_answer():
    for entry in ENTRIES:
        for questions in entry.questions.values():
            assert {find(question) for question in questions} == {entry.id}


def test_every_entry_is_asked_and_answered_in_both_languages():
    for entry in ENTRIES:
        assert set(entry.questions) == set(entry.answer) == {"en", "zh-CN"}
        assert min(map(len, entry.questions.values())) >= 3


@pytest.mark.parametrize("text", ["", "a red coat for winter", "把花瓶放到桌子上", "xyzzy"])
def test_what_is_no_question_to_the_shop_has_no_answer(text):
    assert find(text) == ""


def test_a_shop_without_answers_has_none():
    assert Faq([], ENCODER).find(ENCODER.encode(["refund"])[0]) == ""


def test_one_entry_answers_only_its_very_words():
    one = Faq([Entry("a", {"en": ["where is it"]}, {"en": "Here."})], ENCODER)
    assert one.find(ENCODER.encode(["where is it"])[0]) == "a"
    assert one.find(np.zeros(ENCODER.dim, np.float32)) == ""


GOOD = {"id": "a", "questions": {"en": ["q"]}, "answer": {"en": "a"}}


@pytest.mark.parametrize(
    ("entries", "place"),
    [
        ("{", "does not read"),
        ([{**GOOD, "id": "A b"}], r"\$\[0\]\.id"),
        ([{**GOOD, "answer": {"en": ""}}], r"\$\[0\]\.answer"),
        ([{**GOOD, "answer": {"fr": "x"}}], r"\$\[0\]\.answer"),
        ([{**GOOD, "also": 1}], "also"),
        ([GOOD, GOOD], "two entries 'a'"),
        ([{**GOOD, "questions": {"en": []}}], "needs a question"),
        ([{**GOOD, "answer": {}}], "needs a question and an answer"),
    ],
)
def test_a_file_that_will_not_do_is_refused_with_its_place(entries, place):
    data = entries.encode() if isinstance(entries, str) else msgspec.json.encode(entries)
    with pytest.raises(FaqRefused, match=place):
        decode(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_entries_or_refused(data):
    with contextlib.suppress(FaqRefused):
        assert all(isinstance(entry, Entry) for entry in decode(data))
