from hypothesis import given
from hypothesis import strategies as st

from sessions.speech.phrases import UNKNOWN, phrases, segment, words

KNOWN = {"show", "me", "the", "don't", "购物", "购物车", "加入", "车", "红"}


def known(word):
    return word in KNOWN


def test_words_of_both_languages():
    assert words("Show me the Qwzx vase, don't!", known) == ["show", "me", "the", UNKNOWN, "don't"]
    assert words("加入购物车", known) == ["加入", "购物车"]
    assert words("红show我", known) == ["红", "show", UNKNOWN]
    assert words("???", known) == []
    assert words("xyzzy plugh", known) == []


def test_phrases_are_listed_once_and_end_with_the_unknown():
    assert phrases(["show me", "Show me!", "", "123"], known) == ["show me", UNKNOWN]


@given(st.text(alphabet="购物车加入红蓝", min_size=1, max_size=30))
def test_segments_are_the_text(run):
    found = segment(run, known)
    assert sum(1 if word == UNKNOWN else len(word) for word in found) == len(run)
    assert all(word == UNKNOWN or word in KNOWN for word in found)
