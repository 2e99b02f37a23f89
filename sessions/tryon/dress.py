"""The avatar's outfit in the visit's state: a garment is asked for, and the answer taken over."""

from __future__ import annotations

from typing import Protocol

from sessions.messages.common import WornItem
from sessions.messages.frames import Fitting, Frame, Worn
from sessions.messages.jobs import AnyJob, Fit, FitStage, Fitted
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
    def seq(self) -> int:
        """The event that is stepped."""
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
    _fit(turn, state.worn[-1], "first")


def refit(turn: Turn, but: str = "") -> None:
    """Have all that is worn, but one product, fitted again."""
    for item in turn.state.worn:
        if item.product != but and item.fit in ("shown", "fitted"):
            _fit(turn, item, "again")


def _fit(turn: Turn, item: WornItem, stage: FitStage) -> None:
    state = turn.state
    others = tuple(each for each in state.worn if each.product != item.product)
    wanted = (item.product, item.variant, item.size)
    turn.jobs.append(Fit(turn.origin, *wanted, stage, state.measured, others))


def apply(turn: Turn, answer: Fitted) -> bool:
    """Take over how a garment fits; whether it is still wanted.

    An answer about what is no longer worn changes nothing. What cannot be worn leaves the outfit:
    the words that say why are the caller's. Of two garments in one place the older one leaves.
    """
    state = turn.state
    known = next((item for item in state.worn if item.product == answer.product), None)
    if known is None or (
        answer.mesh and answer.stage != "first" and known.size not in ("", answer.size)
    ):
        return False
    fitted = WornItem(answer.product, answer.variant, answer.size, answer.fit, answer.place)
    worn = [fitted if item.product == answer.product else item for item in state.worn]
    state.worn = _one_a_place([item for item in worn if item.fit != "unavailable"])
    if known != fitted:
        turn.frames.append(Worn(items=state.worn))
    if fitted not in state.worn:
        return answer.fit == "unavailable"
    if answer.mesh:
        turn.frames.append(_fitting(answer, turn.seq))
    if answer.stage == "first":
        _fit(turn, fitted, "settle")
    elif answer.stage == "settle" and answer.mesh:
        refit(turn, but=answer.product)
    return True


def _fitting(answer: Fitted, seq: int) -> Fitting:
    return Fitting(
        product=answer.product,
        variant=answer.variant,
        size=answer.size,
        settled=answer.stage != "first",
        figure=answer.figure,
        mesh=answer.mesh,
        quotes=seq,
    )


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
