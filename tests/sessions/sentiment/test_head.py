"""A head answers what its weights say; damaged or foreign ones are refused or passed over."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.encoding.hashed import HashedEncoder
from sessions.encoding.model import compact
from sessions.errors import PackUnusable
from sessions.sentiment.head import (
    NOTHING,
    QUESTIONS,
    Head,
    Limits,
    Weights,
    opinion,
    pack,
    unpack,
)
from sessions.sentiment.model import load_head
from sessions.sentiment.words import DIM, features

ENCODER = HashedEncoder()
COUNT = len(QUESTIONS)


def weights(**by_text):
    """Words that answer one question each; the encoder says nothing."""
    words = np.zeros((DIM, COUNT))
    for text, question in by_text.items():
        words[features(text), QUESTIONS.index(question)] = 1.0
    return Weights(words, np.zeros((ENCODER.dim, COUNT)), np.full(COUNT, -0.1))


def test_words_answer_their_questions():
    head = Head(ENCODER, weights(lovely=1, awful=-1, tight=("fit", -1)), Limits(0.2, 0.5), "x")
    good, bad, snug = head.read(["lovely", "awful", "awful, tight"])
    assert (good.sign, bad.sign, snug.sign) == (1, -1, -1)
    assert (good.aspects, snug.aspects) == ({}, {"fit": -1})
    assert good.margin > 0


def test_no_words_no_opinion():
    head = Head(ENCODER, weights(), Limits(0.2, 0.5), "x")
    assert head.read(["", "  "]) == [NOTHING, NOTHING]
    assert head.read([]) == []


@given(st.lists(st.floats(-3, 3), min_size=COUNT, max_size=COUNT))
def test_the_margin_is_to_the_next_sign(answers):
    said = opinion(np.array(answers), 0.0)
    first, second = sorted(answers[:3], reverse=True)[:2]
    assert said.margin == pytest.approx(first - second)
    assert all(sign in (1, -1) for sign in said.aspects.values())


def test_packed_and_read_again_it_says_the_same():
    own = weights(lovely=1, awful=-1, tight=("fit", -1))
    stored = pack(own, Limits(0.2, 0.5), ENCODER.version)
    head = unpack(stored, ENCODER)
    texts = ["lovely", "awful and tight", "a chair"]
    plain = Head(ENCODER, own, Limits(0.2, 0.5), "x").read(texts)
    for one, other in zip(plain, head.read(texts), strict=True):
        assert (one.sign, one.aspects) == (other.sign, other.aspects)
        assert one.margin == pytest.approx(other.margin, abs=0.02)
    assert unpack(stored, compact()) is None


@given(st.binary(max_size=200))
def test_other_bytes_are_refused(data):
    with pytest.raises(PackUnusable):
        unpack(data, ENCODER)


@pytest.mark.parametrize("cut", [10, 1_000, 30_000])
def test_a_cut_head_is_refused(cut):
    stored = pack(weights(lovely=1), Limits(0.2, 0.5), ENCODER.version)
    with pytest.raises(PackUnusable):
        unpack(stored[: min(cut, len(stored) - 1)], ENCODER)


def test_the_tracked_head_hears_plain_praise_and_blame():
    head = load_head(compact())
    said = head.read(
        ["I love it, so soft", "太贵了", "terrible quality, it fell apart", "很合身，舒服"]
    )
    assert [each.sign for each in said] == [1, -1, -1, 1]
    assert said[1].aspects == {"price": -1}
    assert said[3].aspects.get("fit") == 1


def test_an_encoder_without_a_head_has_none():
    assert load_head(ENCODER) is None
