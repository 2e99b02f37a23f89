"""A person is asked for, waited for, talks and goes; a replay sees the same."""

import pytest

from sessions.messages.common import Act
from sessions.messages.frames import CartFrame, Helped, Said
from sessions.messages.jobs import Attended, Call, Called, Reply, Understood, Woke
from sessions.replay.verify import verify
from sessions.session.helping import LATE_MS, THEIRS
from sessions.session.step import snapshot
from sessions.state import Help


def stage(road):
    return road.session.state.help.stage


@pytest.fixture
def waiting(road):
    road.do("human")
    return road.answer()


@pytest.fixture
def helped(waiting):
    waiting.event(Attended(did="came", by="Mei"))
    return waiting.answer()


def test_somebody_is_there(waiting):
    assert stage(waiting) == "waiting"
    assert waiting.last(Helped) == Helped(stage="waiting")
    assert waiting.last(Said).key == "human_waiting"


def test_nobody_is_there_and_it_is_said_so(road):
    road.do("human")
    job = road.jobs.pop()
    assert isinstance(job, Call)
    road.event(Called(for_seq=job.for_seq, staff=0))
    road.answer()
    assert stage(road) == "none"
    assert road.last(Said).key == "human"


def test_asked_twice_is_asked_once(waiting):
    waiting.do("human")
    assert not any(isinstance(job, Call) for job in waiting.jobs)
    waiting.event(Called(for_seq=2, staff=0))
    assert stage(waiting) == "waiting"


def test_nobody_comes(waiting):
    (timer,) = waiting.timers
    assert timer.at_ms == waiting.session.state.help.since_ms + LATE_MS
    waiting.event(Woke(for_seq=timer.for_seq, key=timer.key))
    waiting.answer()
    assert waiting.last(Said).key == "human_late"


@pytest.mark.parametrize("late", ["came", "off", "again", "other"])
def test_a_timer_that_is_out_of_date_says_nothing(waiting, late):
    (timer,) = waiting.timers
    if late == "came":
        waiting.event(Attended(did="came", by="Mei"))
    elif late != "other":
        waiting.do("human", kind="end")
    if late == "again":
        waiting.do("human")
    waiting.answer()
    waiting.event(Woke(for_seq=timer.for_seq, key="x" if late == "other" else timer.key))
    assert not any(isinstance(job, Reply) for job in waiting.jobs)


def test_a_person_comes_talks_and_goes(helped):
    assert snapshot(helped.session.state).by == "Mei"
    helped.event(Attended(did="said", by="Mei", text="Hello, this is Mei."))
    said = helped.last(Said)
    assert (said.key, said.by, said.quotes, said.text) == (
        "staff",
        "Mei",
        helped.seq,
        "Hello, this is Mei.",
    )
    helped.event(Attended(did="left", by="Mei"))
    helped.answer()
    assert helped.session.state.help == Help()
    assert helped.last(Helped) == Helped()
    assert helped.last(Said).key == "human_back"


@pytest.mark.parametrize(
    "event",
    [
        Attended(did="came", by="Bo"),
        Attended(did="said", by="Bo", text="Mine!"),
        Attended(did="left", by="Bo"),
    ],
)
def test_nobody_else_interferes(helped, event):
    step = helped.event(event)
    assert (step.frames, step.jobs) == ([], [])
    assert helped.session.state.help.by == "Mei"


@pytest.mark.parametrize("did", ["came", "said", "left"])
def test_nobody_comes_uncalled(road, did):
    step = road.event(Attended(did=did, by="Mei", text="Psst"))
    assert (step.frames, step.jobs) == ([], [])


@pytest.mark.parametrize("act", sorted(THEIRS))
def test_talk_is_left_to_the_person(helped, act):
    helped.say("x")
    job = helped.jobs.pop()
    step = helped.event(Understood(for_seq=job.for_seq, acts=(Act(act, ("p1",)),)))
    assert (step.frames, step.jobs) == ([], [])


def test_words_that_are_not_understood_are_left_to_the_person(helped):
    helped.say("")
    job = helped.jobs.pop()
    step = helped.event(Understood(for_seq=job.for_seq, abstained=True))
    assert (step.frames, step.jobs) == ([], [])


def test_what_is_to_be_done_is_done_meanwhile(helped):
    helped.say("x")
    job = helped.jobs.pop()
    helped.event(Understood(for_seq=job.for_seq, acts=(Act("cart.add", ("p1",)),)))
    helped.answer()
    assert helped.last(CartFrame).lines[0].product == "p1"


@pytest.mark.parametrize("end", ["said", "pressed"])
def test_a_shopper_calls_it_off(waiting, end):
    waiting.do(*(("deny",) if end == "said" else ("human",)), kind="end")
    waiting.answer()
    assert stage(waiting) == "none"
    assert waiting.last(Said).key == "human_off"


def test_no_to_a_question_is_no_to_the_question(waiting):
    waiting.do("like", "p1", "p2", ambiguous="true")
    waiting.answer()
    waiting.do("deny")
    assert stage(waiting) == "waiting"


def test_what_a_person_said_can_be_repeated(helped):
    helped.event(Attended(did="said", by="Mei", text="Take M."))
    before = helped.last(Said)
    helped.do("repeat")
    again = helped.last(Said)
    assert (again.text, again.by, again.quotes) == ("Take M.", "Mei", before.quotes)


def test_a_replay_is_identical(helped):
    helped.say("red")
    helped.answer()
    helped.event(Attended(did="said", by="Mei", text=""))
    helped.event(Attended(did="left", by="Mei"))
    helped.answer()
    helped.snapshot()
    report = verify(helped.log())
    assert report.identical, report
