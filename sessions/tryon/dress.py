"""The avatar's outfit in the visit's state: a garment is asked for, and the answer taken over."""

from __future__ import annotations

from typing import Protocol

from sessions.messages.common import WornItem
from sessions.messages.frames import Frame, Worn
from sessions.messages.jobs import AnyJob, Fit, Fitted
from sessions.state import State

OUTFIT = 16
"""Pieces that are worn at once."""

COVERED = {"full": ("torso", "legs")}
"""Places that a garment takes besides its own."""


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
    the words that say why are the caller's. Of two garments in one place the older one leaves.
    """
    state = turn.state
    if all(item.product != answer.product for item in state.worn):
        return False
    fitted = WornItem(answer.product, answer.variant, answer.size, answer.fit, answer.place)
    worn = [fitted if item.product == answer.product else item for item in state.worn]
    state.worn = _one_a_place([item for item in worn if item.fit != "unavailable"])
    turn.frames.append(Worn(items=state.worn))
    return answer.fit == "unavailable" or fitted in state.worn


def _one_a_place(worn: list[WornItem]) -> tuple[WornItem, ...]:
    kept: list[WornItem] = []
    for item in reversed(worn):
        if not any(_clash(item.place, newer.place) for newer in kept):
            kept.append(item)
    return tuple(reversed(kept))


def _clash(place: str, other: str) -> bool:
    """Whether two garments take the same place; where one sits may not be known yet."""
    if not place or not other:
        return False
    return place == other or other in COVERED.get(place, ()) or place in COVERED.get(other, ())
