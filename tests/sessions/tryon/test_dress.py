"""The outfit: asked for, answered, replaced."""

from __future__ import annotations

import pytest

from sessions.messages.common import Sits, WornItem
from sessions.messages.frames import Worn
from sessions.messages.jobs import Fit, Fitted
from sessions.state import State
from sessions.tryon import dress


class Turn:
    """A step in progress, with no more than dressing needs."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.origin = 7
        self.seq = 9
        self.frames: list = []
        self.jobs: list = []


def wearing(*items: WornItem) -> Turn:
    return Turn(State(worn=items))


def test_asking_shows_the_garment_as_asked():
    turn = wearing(WornItem("a", "", "S", "shown"))
    dress.ask(turn, "b", "red", "M")
    assert turn.state.worn == (WornItem("a", "", "S", "shown"), WornItem("b", "red", "M", "asked"))
    assert turn.jobs == [Fit(7, "b", "red", "M", "first", 0, (WornItem("a", "", "S", "shown"),))]
    assert turn.frames == [Worn(items=turn.state.worn)]


def test_asking_again_replaces_and_makes_it_the_newest():
    turn = wearing(WornItem("a", "", "S", "shown"), WornItem("b", "", "", "shown"))
    dress.ask(turn, "a", "", "L")
    assert turn.state.worn == (WornItem("b", "", "", "shown"), WornItem("a", "", "L", "asked"))


def test_the_oldest_leaves_a_full_outfit():
    turn = wearing()
    for number in range(20):
        dress.ask(turn, str(number))
    assert [item.product for item in turn.state.worn] == [str(n) for n in range(4, 20)]


def test_an_answer_says_what_is_shown():
    turn = wearing(WornItem("a", "", "XXL", "asked"), WornItem("b", "", "", "shown"))
    answer = Fitted(product="a", variant="red", size="M", fit="shown")
    assert dress.apply(turn, answer)
    assert turn.state.worn == (WornItem("a", "red", "M", "shown"), WornItem("b", "", "", "shown"))
    assert turn.frames == [Worn(items=turn.state.worn)]


def draped(stage, **more):
    sits = Sits(body="b" * 64, fit="f" * 64)
    given = {"product": "a", "size": "M", "fit": "fitted", "place": "torso", "mesh": "c" * 64}
    return Fitted(**given, sits=sits, stage=stage, **more)


def test_a_first_look_is_settled_and_then_the_others_are_fitted_again():
    turn = wearing(WornItem("b", "", "L", "fitted", "legs"), WornItem("a", "", "M", "asked"))
    turn.state.measured = 3
    assert dress.apply(turn, draped("first"))
    [worn, fitting] = turn.frames
    assert isinstance(worn, Worn)
    assert (fitting.product, fitting.settled, fitting.quotes, fitting.sits) == ("a", False, 9, None)
    [job] = turn.jobs
    assert (job.product, job.stage, job.measured) == ("a", "settle", 3)
    assert [item.product for item in job.outfit] == ["b"]
    assert dress.apply(turn, draped("settle"))
    assert [(each.product, each.stage) for each in turn.jobs[1:]] == [("b", "again")]
    assert dress.apply(turn, draped("again"))
    assert len(turn.jobs) == 2


def test_what_was_fitted_in_another_size_meanwhile_changes_nothing():
    turn = wearing(WornItem("a", "", "L", "asked"))
    assert not dress.apply(turn, draped("settle"))
    assert (turn.frames, turn.jobs) == ([], [])


def test_measurements_have_all_that_is_worn_fitted_again():
    turn = wearing(WornItem("a", "", "L", "shown"), WornItem("b", "", "", "asked"))
    dress.refit(turn)
    assert [(each.product, each.stage) for each in turn.jobs] == [("a", "again")]


def dressed(*places: str) -> tuple[WornItem, ...]:
    """What is worn after garments of these places were put on, each answered before the next."""
    turn = wearing()
    for number, place in enumerate(places):
        dress.ask(turn, str(number))
        dress.apply(turn, Fitted(product=str(number), fit="shown", place=place))
    return turn.state.worn


@pytest.mark.parametrize(
    ("places", "left"),
    [
        (["torso", "legs", "feet", "face"], "0123"),
        (["torso", "torso"], "1"),
        (["torso", "legs", "full"], "2"),
        (["full", "feet", "torso"], "12"),
        (["full", "legs"], "1"),
        (["full", "head", "full"], "12"),
        (["", "", "torso"], "012"),
    ],
)
def test_each_place_holds_one_garment(places, left):
    assert [item.product for item in dressed(*places)] == list(left)


def test_the_newer_garment_stays_when_its_answer_comes_first():
    turn = wearing()
    dress.ask(turn, "old")
    dress.ask(turn, "new")
    assert dress.apply(turn, Fitted(product="new", fit="shown", place="torso"))
    assert not dress.apply(turn, Fitted(product="old", fit="shown", place="full"))
    assert [item.product for item in turn.state.worn] == ["new"]
    assert turn.frames[-1] == Worn(items=turn.state.worn)


def test_what_cannot_be_worn_leaves_the_outfit():
    turn = wearing(WornItem("chair", "", "", "asked"))
    assert dress.apply(turn, Fitted(product="chair", reason="not_wearable"))
    assert turn.state.worn == ()
    assert turn.frames == [Worn(items=())]


def test_an_answer_about_what_was_taken_off_changes_nothing():
    turn = wearing()
    assert not dress.apply(turn, Fitted(product="a", fit="shown"))
    assert (turn.state.worn, turn.frames) == ((), [])
