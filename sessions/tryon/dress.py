"""The avatar's outfit in the visit's state: a garment is asked for, and the answer taken over."""

from __future__ import annotations

from typing import Protocol

from sessions.messages.common import WornItem
from sessions.messages.frames import Frame, Worn
from sessions.messages.jobs import AnyJob, Fit, Fitted
from sessions.state import State

OUTFIT = 16
"""Pieces that are worn at once."""


class Turn(Protocol):
    """A step in progress, as `sessions.session` makes it: what dressing reads and writes of it."""

    @property
    def state(self) -> State:
        """The visit, changed in place."""
        ...

    @property
    def origin(self) -> int:
        """The event that asks."""
        ...

    @property
    def frames(self) -> list[Frame]:
        """What the shopper is sent."""
        ...

    @property
    def jobs(self) -> list[AnyJob]:
        """What the workers are asked."""
        ...


def ask(turn: Turn, product: str, variant: str = "", size: str = "") -> None:
    """Put a product on the avatar as `asked`, and ask for its fit.

    The outfit runs from the oldest piece to the newest, which wears over or in place of the others;
    the oldest leave when it is full.
    """
    state = turn.state
    others = [item for item in state.worn if item.product != product]
    state.worn = (*others, WornItem(product, variant, size, "asked"))[-OUTFIT:]
    turn.frames.append(Worn(items=state.worn))
    turn.jobs.append(Fit(turn.origin, product, variant, size))


def apply(turn: Turn, answer: Fitted) -> bool:
    """Take over how a garment fits; whether it is still wanted.

    An answer about what is no longer worn changes nothing. What cannot be worn leaves the outfit:
    the words that say why are the caller's.
    """
    state = turn.state
    worn = []
    wanted = False
    for item in state.worn:
        if item.product != answer.product:
            worn.append(item)
            continue
        wanted = True
        if answer.fit != "unavailable":
            worn.append(WornItem(answer.product, answer.variant, answer.size, answer.fit))
    if wanted:
        state.worn = tuple(worn)
        turn.frames.append(Worn(items=state.worn))
    return wanted
