import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.speech.listener import Listener, Reading, plain
from sessions.speech.sound import FRAME_BYTES

LOUD, QUIET = b"\x01" * FRAME_BYTES, b"\x00" * FRAME_BYTES


def vad(frame):
    return float(frame[0])


class Script:
    """A recogniser that hears one more word of `text` at every piece of sound."""

    def __init__(self, text, confidence=1.0):
        self.text = text.split()
        self.confidence = confidence
        self.pieces = 0
        self.turns = 0

    def accept(self, pcm):
        self.pieces += any(pcm)

    def partial(self):
        return " ".join(self.text[: self.pieces])

    def final(self):
        text, self.pieces, self.turns = self.partial(), 0, self.turns + 1
        return Reading(text, self.confidence, 10, 20)


def hear(listener, *parts):
    return [each for part in parts for each in listener.hear(part)]


def sure(text):
    return float(text == "put it there")


def test_a_turn_from_its_first_sound_to_its_last_word():
    listener = Listener(vad, [Script("put it there")], sure, lang="en")
    told = hear(listener, QUIET * 20, LOUD * 15, QUIET * 12)
    assert [(each.state, each.text) for each in told] == [
        ("began", ""),
        ("partial", "put"),
        ("partial", "put it"),
        ("partial", "put it there"),
        ("final", "put it there"),
    ]
    began, final = told[0], told[-1]
    assert began.start_ms == (23 - 12) * 32  # the sound before it began is read, too
    assert (final.start_ms, final.end_ms) == (began.start_ms + 10, began.start_ms + 20)


def test_what_trails_is_waited_for():
    listener = Listener(vad, [Script("put it there")], sure, lang="en")
    states = [each.state for each in hear(listener, LOUD * 5, QUIET * 30, LOUD * 6, QUIET * 12)]
    assert states.count("began") == states.count("final") == 1


def test_the_reading_that_means_something_wins_over_the_clearer_one():
    streams = [Script("put sit hair", 0.9), Script("put it there", 0.5)]
    told = hear(Listener(vad, streams, sure, lang="en"), LOUD * 15, QUIET * 60)
    assert told[-1].text == "put it there"


def test_a_second_reading_has_the_last_word_unless_it_is_empty():
    for answer in ("Put it there.", ""):
        heard = []

        def second(pcm, heard=heard, answer=answer):
            heard.append(pcm)
            return answer

        listener = Listener(vad, [Script("put sit hair")], sure, lang="en", second=second)
        told = hear(listener, LOUD * 15, QUIET * 60)
        assert told[-1].text == (answer or "put sit hair")
        assert heard[0].startswith(LOUD * 15)


def test_a_noise_is_nothing_and_the_next_turn_is_number_two():
    listener = Listener(vad, [Script("")], sure, lang="en")
    told = hear(listener, LOUD * 5, QUIET * 60, LOUD * 5)
    assert [(each.state, each.turn) for each in told] == [
        ("began", 1),
        ("nothing", 1),
        ("began", 2),
    ]


def test_a_button_let_go_ends_the_turn_at_once():
    listener = Listener(vad, [Script("one two")], sure, lang="en", push=True)
    hear(listener, LOUD * 10, QUIET * 50)
    assert [each.state for each in listener.finish()] == ["final"]
    assert listener.finish() == []


@given(st.lists(st.integers(0, 3000), max_size=30))
def test_it_does_not_matter_how_the_sound_is_cut(sizes):
    sound = QUIET * 3 + LOUD * 15 + QUIET * 50
    pieces, at = [], 0
    for size in sizes:
        pieces.append(sound[at : at + size])
        at += size
    pieces.append(sound[at:])
    whole = hear(Listener(vad, [Script("put it there")], sure, lang="en"), sound)
    assert hear(Listener(vad, [Script("put it there")], sure, lang="en"), *pieces) == whole


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("把 它 放到 那边", "把它放到那边"),
        ("[unk] put it [unk] there", "put it there"),
        ("有没有 m 码", "有没有 m 码"),
        ("", ""),
    ],
)
def test_words_as_they_are_written(text, written):
    assert plain(text) == written
