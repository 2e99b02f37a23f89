"""What may be written down under which consent."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.messages.common import Act, Slot
from sessions.messages.frames import Helped, Said
from sessions.messages.jobs import Attended, Event, Understood
from sessions.messages.shopper import Do, Gesture, Gestures, Say
from sessions.privacy import filled, quoting, redact, split


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("mail me: ada.l+x@shop.example.org", "mail me: [email]"),
        ("打我电话13812345678谢谢", "打我电话[phone]谢谢"),
        ("call +44 20 7946 0958", "call [phone]"),
        ("card 4111 1111 1111 1111 please", "card [card] please"),
        ("身份证11010519491231002X", "身份证[id]"),
        ("see https://x.example/a?b=1 ok", "see [link] ok"),
        ("under 300, size 42, two of them", "under 300, size 42, two of them"),
        ("1299元的那件", "1299元的那件"),
        ("129900", "129900"),
    ],
)
def test_redacted(text, redacted):
    assert redact(text) == redacted


@given(st.text(max_size=60))
def test_redacting_twice_changes_nothing_more(text):
    assert redact(redact(text)) == redact(text)


@given(st.integers(10_000_000, 99_999_999_999), st.text("元。a ", max_size=9))
def test_no_long_number_survives(number, around):
    assert str(number) not in redact(f"{around}{number}{around}")


def test_words_stay_in_memory_without_consent():
    record, payload = split(Say(seq=3, text="a red coat"), ("log",))
    assert (record.text, payload, record.seq) == ("", "a red coat", 3)


def test_words_are_kept_redacted_with_consent():
    record, payload = split(Say(text="red, a@b.cd"), ("log", "qa_replay"))
    assert record.text == payload == "red, [email]"


def test_slots_that_quote_are_dropped_and_others_stay():
    act = Act("search", (), (Slot("color", "red"), Slot("text", "for my aunt Ada")))
    record, _ = split(Understood(acts=(act,)), ("log",))
    assert record.acts[0].slots == (Slot("color", "red"),)
    kept, _ = split(Understood(acts=(act,)), ("log", "qa_replay"))
    assert kept.acts == (act,)


@given(
    st.lists(st.sampled_from(["a@b.c ", "call 1234567 ", "http://a ", "red "]), max_size=80),
    st.booleans(),
)
def test_what_is_recorded_reads_again(words, kept):
    """A mark may be longer than what it stands for: the record is bounded all the same."""
    said = "".join(words)
    grants = ("log", "qa_replay") if kept else ("log",)
    act = Act("search", (), (Slot("text", said[:128]),))
    for body in (Say(text=said[:400]), Understood(acts=(act,)), Do(act=act)):
        record, _ = split(body, grants)
        event = Event(1, 0, record)
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(event), type=Event) == event


@pytest.mark.parametrize("make", [lambda act: Do(act=act), lambda act: Understood(acts=(act,))])
def test_quotes_are_redacted_however_they_came(make):
    act = Act("search", (), (Slot("color", "red"), Slot("text", "for ada@b.cd")))
    redacted = Act("search", (), (Slot("color", "red"), Slot("text", "for [email]")))
    assert split(make(act), ("log", "qa_replay"))[0] == make(redacted)
    assert split(make(act), ("log",))[0] == make(Act("search", (), (Slot("color", "red"),)))


def test_gestures_are_their_own_record():
    body = Gestures(items=(Gesture("grab", "p1"),))
    assert split(body, ()) == (body, "")


def test_what_staff_say_is_for_the_shopper_and_written_only_with_consent():
    event = Attended(did="said", by="Mei", text="Ring me on 13812345678.")
    assert split(event, ("log",)) == (Attended(did="said", by="Mei"), event.text)
    record, payload = split(event, ("log", "qa_replay"))
    assert (record.text, payload) == ("Ring me on [phone].", event.text)
    came = Attended(did="came", by="Mei")
    assert split(came, ()) == (came, "")


def test_a_redaction_that_is_longer_keeps_its_bound():
    record, _ = split(Attended(text="a@b.c " * 166), ("qa_replay",))
    assert len(record.text) <= 1000


def test_a_frame_that_quotes_is_filled_when_it_is_sent():
    frame = Said(key="staff", by="Mei", quotes=7)
    assert quoting(frame) == 7
    assert quoting(Helped()) == quoting(Said(text="Hello")) == 0
    assert filled(frame, "Take M.").text == "Take M."
    assert filled(frame, "") is frame
    assert filled(Helped(), "Take M.") == Helped()
