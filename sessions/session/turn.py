"""One step in progress: the state, and what it will return."""

from __future__ import annotations

from typing import NamedTuple

from sessions.messages.common import Slot
from sessions.messages.frames import Frame, Show
from sessions.messages.jobs import AnyJob, Interaction, Reply
from sessions.state import MENTIONED, RECENT, UNDO, Restore, State


class Step(NamedTuple):
    """What one event leads to: frames for the shopper, work for the workers."""

    frames: list[Frame]
    jobs: list[AnyJob]


class Turn:
    """What the areas of a step write to.

    `seq` is the event's own number; `origin` the event that it goes back to: the words whose
    understanding has come, the press whose choice has come.
    """

    __slots__ = ("frames", "jobs", "origin", "seq", "state", "t_ms")

    def __init__(self, state: State, seq: int, t_ms: int, origin: int = 0) -> None:
        self.state = state
        self.seq = seq
        self.t_ms = t_ms
        self.origin = origin or seq
        self.frames: list[Frame] = []
        self.jobs: list[AnyJob] = []

    def reply(self, key: str, products: tuple[str, ...] = (), slots: tuple[Slot, ...] = ()) -> None:
        """Have the guide say `key` about `products`."""
        self.jobs.append(Reply(self.origin, self.state.lang, key, products, slots))

    def show(self, what: str, products: tuple[str, ...], slots: tuple[Slot, ...] = ()) -> None:
        """Turn the showroom to `products`."""
        self.frames.append(Show(what=what, products=products, slots=slots))  # type: ignore[arg-type]

    def touched(self, kind: str, product: str, value: int = 0) -> None:
        """An act counts as an interaction and brings its product into focus."""
        done = Interaction(self.seq, self.t_ms, kind, product, value=value)  # type: ignore[arg-type]
        self.state.recent = (*self.state.recent, done)[-RECENT:]
        self.focus(product)

    def focus(self, *products: str) -> None:
        """These are what is spoken of now."""
        rest = (each for each in self.state.focus if each not in products)
        self.state.focus = (*products, *rest)[:MENTIONED]

    def keep(self) -> None:
        """Remember the state as it is, for `undo`."""
        state = self.state
        point = Restore(state.request, state.cart, state.worn, state.hidden)
        state.undo = (*state.undo, point)[-UNDO:]
