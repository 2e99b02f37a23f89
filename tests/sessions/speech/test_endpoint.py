import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.speech.endpoint import (
    LONGEST_MS,
    QUIET_MS,
    WORDLESS_MS,
    Endpointer,
    trailing,
)
from sessions.speech.sound import FRAME_MS


def after_silence(hint, words=True, push=False):
    """Milliseconds of silence until the turn ends, and how it ends."""
    endpointer = Endpointer(push=push)
    while endpointer.hear(0.9, words=False, hint="open") != "began":
        pass
    for at in range(1, 1000):
        if change := endpointer.hear(0.0, words=words, hint=hint):
            return at * FRAME_MS, change
    return None


@pytest.mark.parametrize("hint", QUIET_MS)
def test_patience_is_as_long_as_the_words_ask_for(hint):
    waited, change = after_silence(hint)
    assert change == "ended"
    assert QUIET_MS[hint] <= waited < QUIET_MS[hint] + FRAME_MS


def test_a_noise_without_words_is_nothing():
    waited, change = after_silence("complete", words=False)
    assert change == "nothing"
    assert waited >= WORDLESS_MS


def test_a_held_button_waits_until_it_is_let_go():
    waited, change = after_silence("complete", push=True)
    assert change == "ended"
    assert waited > LONGEST_MS - 200
    endpointer = Endpointer(push=True)
    while not endpointer.speaking:
        endpointer.hear(1.0, words=False, hint="open")
    assert endpointer.finish(words=True) == "ended"
    assert endpointer.finish(words=True) == ""


def test_a_click_begins_nothing():
    endpointer = Endpointer()
    for chance in [1.0, 1.0, 0.0] * 50:
        assert endpointer.hear(chance, words=False, hint="open") == ""


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans(), st.sampled_from(list(QUIET_MS)))))
def test_turns_begin_before_they_end(frames):
    endpointer, inside = Endpointer(), False
    for chance, words, hint in frames:
        change = endpointer.hear(chance, words=words, hint=hint)
        if change == "began":
            assert not inside
        elif change:
            assert inside
        inside = endpointer.speaking
        assert inside == (change == "began" or (inside and not change))


@pytest.mark.parametrize(
    ("text", "lang", "more"),
    [
        ("show me the", "en", True),
        ("put it", "en", True),
        ("put it there", "en", False),
        ("i want a red dress", "en", False),
        ("", "en", False),
        ("把它放到", "zh-CN", True),
        ("把它放到那边", "zh-CN", False),
        ("我想要", "zh-CN", True),
        ("加入购物车", "zh-CN", False),
    ],
)
def test_what_must_go_on(text, lang, more):
    assert trailing(text, lang) == more
