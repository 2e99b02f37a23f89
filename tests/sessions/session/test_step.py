"""The one verb: every event has its effect, and the same events have the same one."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.messages.common import Act, Slot
from sessions.messages.frames import Consented, Refused, Said, SlateFrame, Speaking
from sessions.messages.jobs import Event, JobFailed, JobTimedOut, Rank, Refusal, Understand, Woke
from sessions.messages.shopper import Bye, Consent, Do, Gesture, Gestures, Say, Seen
from sessions.session.acts import ACTS
from sessions.session.step import Session, snapshot
from sessions.state import State


def test_a_visit_begins_with_a_shelf(road):
    slate = road.last(SlateFrame)
    assert slate.changed
    assert slate.version == 1
    assert len(slate.items) == 4


def test_words_are_understood_with_what_is_seen_held_and_spoken_of(road):
    road.gesture("grab", "p3", hand="left")
    road.answer()
    step = road.say("this one", scene=(Seen("p1", (0.0, 1.0, -2.0), 0.8, 0.4),))
    (job,) = step.jobs
    assert isinstance(job, Understand)
    by_id = {it.product: it for it in job.candidates}
    assert by_id["p3"].held
    assert by_id["p3"].mentioned == 1.0
    assert (by_id["p1"].pointed, by_id["p1"].position) == (0.8, (0.0, 1.0, -2.0))


def test_an_answer_names_the_message_it_answers(road):
    road.say("red")
    asked = road.number
    road.gesture()
    road.answer()
    assert road.last(Said).upto == asked


def test_what_is_not_understood_is_said_so(road):
    road.say("")
    road.answer()
    assert road.keys()[-1] == "not_understood"


def test_a_job_that_fails_is_told_once(road):
    road.say("red")
    job = road.jobs.pop()
    step = road.event(JobTimedOut(for_seq=job.for_seq, job="understand"))
    assert step.frames == [
        Refused(code="job_timed_out", ref=road.number, message="understand could not be done")
    ]


def test_a_refused_message_counts_as_heard(road):
    step = road.event(Refusal(code="product_unknown", ref=1, message="no"))
    assert isinstance(step.frames[0], Refused)
    assert road.session.state.heard == 1


def test_consent_is_confirmed_and_decides_about_durability(road):
    road.event(Consent(1, 0, ("qa_replay", "log", "log")))
    assert road.frames[-1] == Consented(grants=("log", "qa_replay"), durable=True)
    road.event(Consent(2, 0, ()))
    assert road.frames[-1] == Consented(grants=(), durable=False)


def test_the_language_changes(road):
    road.do("set_lang", lang="zh-CN")
    assert road.frames[-1] == Speaking(lang="zh-CN")
    road.do("help")
    road.answer()
    assert road.last(Said).lang == "zh-CN"


def test_bye_ends_and_waking_does_nothing(road):
    road.event(Woke(key="x"))
    road.event(Bye(1))
    assert road.session.state.ended


def test_the_snapshot_frame_shows_what_the_client_shows(road):
    road.do("cart.add", "p2")
    road.answer()
    shown = snapshot(road.session.state)
    assert shown.items == road.session.state.shelf.items
    assert [line.product for line in shown.cart] == ["p2"]


products = st.sampled_from(["p0", "p1", "p2", ""])
gestures = st.builds(
    Gesture,
    kind=st.sampled_from(msgspec.inspect.type_info(Gesture).fields[0].type.values),
    product=products,
    hand=st.sampled_from(["left", "right", "none", "head"]),
    ms=st.integers(0, 600_000),
    value=st.integers(0, 5),
)
slots = st.builds(
    Slot,
    name=st.sampled_from(["color", "size", "section", "rating", "count", "ambiguous", "kind"]),
    value=st.sampled_from(["red", "+1", "-1", "M", "", "7", "9" * 100, "٣"]),
    wanted=st.booleans(),
)
acts = st.builds(
    Act,
    act=st.sampled_from([*ACTS, "unheard_of"]),
    products=st.lists(products.filter(bool), max_size=3).map(tuple),
    slots=st.lists(slots, max_size=3).map(tuple),
)
moves = st.one_of(
    st.tuples(st.just("gestures"), st.lists(gestures, max_size=4).map(tuple)),
    st.tuples(st.just("do"), acts),
    st.tuples(st.just("say"), st.sampled_from(["red", "blue cart.add", "green undo", ""])),
    st.tuples(st.just("consent"), st.sampled_from([(), ("log",)])),
    st.tuples(st.just("answer"), st.integers(1, 5)),
    st.tuples(st.just("fail"), st.sampled_from([JobFailed, JobTimedOut])),
)


def walk(road, script):
    for kind, what in script:
        if kind == "answer":
            road.answer(what)
        elif kind == "fail":
            if road.jobs:
                job = road.jobs.pop(0)
                road.event(what(for_seq=job.for_seq, job=str(job.__struct_config__.tag)))
        elif kind == "say":
            road.say(what)
        else:
            road.number += 1
            body = {"gestures": Gestures, "do": Do, "consent": Consent}[kind]
            road.event(body(road.number, 0, what))


@settings(max_examples=60)
@given(script=st.lists(moves, max_size=25), at=st.integers(0, 24))
def test_a_visit_goes_on_from_any_state_exactly(fresh, encoded, script, at):
    """Encoding the state anywhere and going on from it gives the same steps and state."""
    one, other = fresh(), fresh()
    for place, move in enumerate(script):
        if place == at:
            state = msgspec.msgpack.decode(encoded(other.session.state), type=State)
            other.session = Session(state)
        walk(one, [move])
        walk(other, [move])
    assert encoded(one.session.state) == encoded(other.session.state)
    assert one.frames == other.frames


@settings(max_examples=60)
@given(script=st.lists(moves, max_size=30))
def test_every_gesture_is_answered_and_one_order_is_in_flight(fresh, script):
    road = fresh()
    for move in script:
        walk(road, [move])
        in_flight = [job for job in road.jobs if isinstance(job, Rank)]
        assert len(in_flight) == bool(road.session.state.shelf.asked_for)
    road.answer()
    assert not road.session.state.shelf.asked_for
    covered = [frame.upto for frame in road.frames if isinstance(frame, SlateFrame)]
    assert covered == sorted(covered)
    last = [number for number, (kind, _) in enumerate_numbered(script) if kind == "gestures"]
    assert not last or covered[-1] >= last[-1]


def enumerate_numbered(script):
    sent = [move for move in script if move[0] in {"gestures", "do", "say", "consent"}]
    return enumerate(sent, 1)


def test_stepping_reads_nothing_but_the_event():
    body = Say(1, 0, "red")
    steps = [Session().step(Event(1, 10, body)) for _ in range(2)]
    assert steps[0] == steps[1]


@pytest.mark.parametrize("act", sorted(ACTS))
def test_every_act_says_or_shows_something(road, act):
    road.gesture("grab", "p1")
    road.answer()
    before = len(road.frames)
    road.do(act, "p1", "p2", section="shoes", lang="en", kind="greet")
    road.answer()
    assert len(road.frames) > before
