"""What an area of a step may write."""

from sessions.session.turn import Turn
from sessions.state import MENTIONED, RECENT, UNDO, State


def test_focus_is_newest_first_without_repeats_and_bounded():
    turn = Turn(State(), 1, 10)
    for at in range(MENTIONED + 3):
        turn.focus(f"p{at}")
    turn.focus("p5", "p4")
    assert turn.state.focus[:3] == ("p5", "p4", f"p{MENTIONED + 2}")
    assert len(turn.state.focus) == len(set(turn.state.focus)) == MENTIONED


def test_what_is_remembered_is_bounded():
    turn = Turn(State(), 1, 10)
    for at in range(RECENT + UNDO):
        turn.touched("like", f"p{at}")
        turn.keep()
    assert len(turn.state.recent) == RECENT
    assert len(turn.state.undo) == UNDO


def test_answers_go_back_to_the_event_that_asked():
    turn = Turn(State(lang="zh-CN"), 9, 10, origin=4)
    turn.reply("help")
    assert (turn.jobs[0].for_seq, turn.jobs[0].lang) == (4, "zh-CN")
    assert Turn(State(), 9, 10).origin == 9
