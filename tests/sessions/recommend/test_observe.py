"""Gestures on the visit's state."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.messages.common import CartLine, GestureKind, Slot, WornItem
from sessions.messages.jobs import Rank
from sessions.messages.shopper import Gesture
from sessions.recommend.observe import needs_rank, observe, rank_job
from sessions.state import MENTIONED, RECENT, Request, Shelf, State


def after(*gestures: Gesture) -> State:
    state = State()
    for seq, gesture in enumerate(gestures, 1):
        observe(state, seq, seq * 10, gesture)
    return state


def test_a_gesture_becomes_a_recent_interaction():
    state = after(Gesture("rotate", "p", ms=700, magnitude=0.5), Gesture("rate", "q", value=4))
    first, second = state.recent
    assert (first.seq, first.t_ms, first.kind, first.product) == (1, 10, "rotate", "p")
    assert (first.ms, first.magnitude, second.value) == (700, 0.5, 4)
    assert state.focus == ("q", "p")


def test_hands():
    state = after(Gesture("grab", "p", hand="left"), Gesture("grab", "q", hand="right"))
    assert state.held == {"left": "p", "right": "q"}
    observe(state, 3, 30, Gesture("release", "p", hand="left"))
    assert state.held == {"right": "q"}
    observe(state, 4, 40, Gesture("release", "other", hand="right"))
    assert state.held == {"right": "q"}, "a release of something else empties nothing"
    observe(state, 5, 50, Gesture("place", "q"))
    assert state.held == {}
    observe(state, 6, 60, Gesture("grab", "p", hand="left"))
    observe(state, 7, 70, Gesture("release", hand="left"))
    assert state.held == {}


def test_likes_and_dismissals():
    state = after(Gesture("grab", "p", hand="left"), Gesture("thumbs_up", "p"))
    assert state.liked == ("p",)
    observe(state, 3, 30, Gesture("discard", "p", hand="left"))
    assert (state.liked, state.hidden, state.focus, state.held) == ((), ("p",), (), {})
    observe(state, 4, 40, Gesture("thumbs_down", "q"))
    observe(state, 5, 50, Gesture("thumbs_down", "q"))
    assert state.hidden == ("q", "p")
    observe(state, 6, 60, Gesture("thumbs_up", "p"))
    assert (state.liked, state.hidden) == (("p",), ("q",))


@pytest.mark.parametrize("kind", ["gaze_dwell", "point", "hover", "swipe", "release"])
def test_passing_by_is_not_speaking_of(kind):
    assert after(Gesture(kind, "p")).focus == ()


@pytest.mark.parametrize("kind", get_args(GestureKind))
def test_without_a_product_nothing_changes(kind):
    assert after(Gesture(kind)) == State()


gestures = st.builds(
    Gesture,
    st.sampled_from(get_args(GestureKind)),
    st.integers(0, 90).map(str) | st.just(""),
    hand=st.sampled_from(("none", "left", "right", "head")),
    ms=st.integers(0, 600_000),
    value=st.integers(0, 5),
)


@settings(max_examples=50)
@given(st.lists(gestures, max_size=120))
def test_states_and_jobs_stay_within_their_bounds(done):
    state = after(*done)
    assert len(state.recent) <= RECENT
    assert len(state.focus) <= MENTIONED
    assert not set(state.liked) & set(state.hidden)
    assert len(set(state.focus)) == len(state.focus)
    with_product = [gesture for gesture in done if gesture.product]
    assert [did.product for did in state.recent] == [g.product for g in with_product][-RECENT:]
    job = rank_job(state, 7)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(job), type=Rank) == job
    state_again = msgspec.msgpack.decode(msgspec.msgpack.encode(state), type=State)
    assert rank_job(state_again, 7) == job


def test_the_job_says_all_that_the_shelf_depends_on():
    state = State(
        seed=9,
        hidden=("h",),
        held={"left": "w", "right": "g"},
        cart=(CartLine("c", "", "", 1), CartLine("c", "", "M", 1)),
        worn=(WornItem("w", "", "", "shown"),),
        request=Request(3, 3, "similar", (Slot("color", "red"),), "n", ("f", "g")),
    )
    observe(state, 4, 40, Gesture("grab", "p"))
    job = rank_job(state, 4)
    assert job == Rank(
        4, state.recent, 3, (Slot("color", "red"),), ("f", "g"), ("h",), ("c", "w", "g", "p"),
        "similar", "n", 9,
    )  # fmt: skip


def test_lists_are_cut_to_what_a_message_holds():
    many = tuple(map(str, range(100)))
    state = State(hidden=many, request=Request(found=many, constraints=(Slot("a", "b"),) * 30))
    job = rank_job(state, 1)
    assert (job.hidden, len(job.found), len(job.constraints)) == (many, 64, 24)


def test_one_rank_at_a_time():
    assert needs_rank(State())
    assert not needs_rank(State(shelf=Shelf(asked_for=3)))
    assert not needs_rank(State(ended=True))
