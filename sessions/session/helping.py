"""A member of staff is asked for, comes, talks and goes; the guide stays, and says less meanwhile."""

from __future__ import annotations

from typing import Final

from sessions.messages.common import Act, Slot
from sessions.messages.frames import Helped, Said
from sessions.messages.jobs import Attended, Call, Called, Wake, Woke
from sessions.session import goods
from sessions.session.turn import Turn
from sessions.state import Help

LATE_MS: Final = 90_000
"""When a shopper for whom nobody has come is told so, and how else to reach the shop."""

KEY: Final = "help"
"""Of the timer."""

THEIRS: Final = frozenset(
    {
        "ask_attribute",
        "check_attribute",
        "affirm",
        "deny",
        "repeat",
        "help",
        "human",
        "chitchat",
        "oos",
    }
)
"""Acts that are talk: when a person is there, it is theirs to answer."""


def human(turn: Turn, act: Act) -> None:
    """Ask for a person; or, with the slot `kind=end`, do without."""
    stage = turn.state.help.stage
    if goods.text(act, "kind") == "end":
        end(turn)
    elif stage == "waiting":
        turn.reply("human_waiting")
    elif stage == "none":
        turn.jobs.append(Call(turn.origin))


def end(turn: Turn) -> None:
    """The shopper waits no longer, or thanks the person and goes on alone."""
    stage = turn.state.help.stage
    if stage != "none":
        _now(turn, Help())
        turn.reply("human_off" if stage == "waiting" else "human_back")


def called(turn: Turn, answer: Called) -> None:
    """It is known whether anybody is there."""
    if turn.state.help.stage != "none":
        return
    if not answer.staff:
        turn.reply("human")
        return
    _now(turn, Help("waiting", "", turn.seq, turn.t_ms))
    turn.jobs.append(Wake(turn.seq, turn.t_ms + LATE_MS, KEY))
    turn.reply("human_waiting")


def woke(turn: Turn, answer: Woke) -> None:
    """Nobody has come so far."""
    help_ = turn.state.help
    if answer.key == KEY and help_.stage == "waiting" and help_.asked == answer.for_seq:
        turn.reply("human_late")


def attended(turn: Turn, body: Attended) -> None:
    """What a member of staff does; from anybody but the one who has the visit it is nothing."""
    help_ = turn.state.help
    if body.did == "came" and help_.stage == "waiting":
        _now(turn, Help("with", body.by, help_.asked, turn.t_ms))
        turn.reply("human_came", (), (Slot("by", body.by),))
    elif help_.stage != "with" or help_.by != body.by:
        return
    elif body.did == "left":
        end(turn)
    elif body.did == "said":
        _say(turn, body)


def _say(turn: Turn, body: Attended) -> None:
    state = turn.state
    state.said = Said(
        upto=state.heard, lang=state.lang, key="staff", text=body.text, by=body.by, quotes=turn.seq
    )
    turn.frames.append(state.said)


def _now(turn: Turn, help_: Help) -> None:
    turn.state.help = help_
    turn.frames.append(Helped(stage=help_.stage, by=help_.by))
