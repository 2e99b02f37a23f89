"""What a visit knows: plain records, and nothing that is not needed for the next decision."""

from __future__ import annotations

import msgspec

from sessions.messages.common import (
    Act,
    CartLine,
    Context,
    HelpStage,
    Lang,
    Purpose,
    SlateItem,
    Slot,
    WornItem,
)
from sessions.messages.frames import Said
from sessions.messages.jobs import Interaction

RECENT = 50
"""Interactions kept: enough for a worker to rebuild its recurrent state."""

HIDDEN = 256
"""Dismissed products kept; beyond them the one dismissed first may be shown again."""

MENTIONED = 8
UNDO = 10
TURNS = 16


class Shelf(msgspec.Struct, array_like=True):
    """The slate as last shown, and what is under way for it.

    `asked_for` is the event whose Rank is in flight (0: none); `upto` the newest client message
    that Rank covers; `waiting` the newest one that came since (0: none). `tell` is the event that
    found products which nobody has been told of yet (0: none).
    """

    version: int = 0
    items: tuple[SlateItem, ...] = ()
    context: Context = "for_you"
    asked_for: int = 0
    upto: int = 0
    waiting: int = 0
    tell: int = 0


class Request(msgspec.Struct, array_like=True, frozen=True):
    """What the shopper is looking for: replaced by a search, narrowed by a refinement.

    `asked` is the event whose words carry the request's vector.
    """

    asked: int = 0
    upto: int = 0
    context: Context = "for_you"
    constraints: tuple[Slot, ...] = ()
    near: str = ""
    found: tuple[str, ...] = ()
    matched: int = 0
    relaxed: tuple[str, ...] = ()


class Restore(msgspec.Struct, array_like=True, frozen=True):
    """What `undo` goes back to."""

    request: Request
    cart: tuple[CartLine, ...]
    worn: tuple[WornItem, ...]
    hidden: tuple[str, ...]


class Help(msgspec.Struct, array_like=True, frozen=True):
    """Whether a member of staff was asked for: since when, and who came.

    `asked` is the event with which the waiting began.
    """

    stage: HelpStage = "none"
    by: str = ""
    asked: int = 0
    since_ms: int = 0


class State(msgspec.Struct, array_like=True):
    """One visit. A snapshot in the log is its msgpack encoding."""

    lang: Lang = "en"
    seed: int = 0
    t_ms: int = 0
    grants: tuple[Purpose, ...] = ()
    heard: int = 0
    """The newest client message applied."""
    recent: tuple[Interaction, ...] = ()
    held: dict[str, str] = {}
    """Product by hand."""
    focus: tuple[str, ...] = ()
    """Products spoken of or handled, newest first."""
    liked: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    """Dismissed, newest first: not shown again."""
    cart: tuple[CartLine, ...] = ()
    worn: tuple[WornItem, ...] = ()
    sizes: dict[str, str] = {}
    """Size last chosen, by product."""
    variants: dict[str, str] = {}
    """Variant last chosen, by product."""
    request: Request = Request()
    shelf: Shelf = msgspec.field(default_factory=Shelf)
    undo: tuple[Restore, ...] = ()
    section: str = ""
    turns: dict[int, int] = {}
    """Client message by the event it came with, for the last `TURNS` that wait for an answer."""
    question: Act | None = None
    """The act that waits for "which one?"."""
    said: Said | None = None
    """The guide's last words."""
    acts: tuple[str, ...] = ()
    """The shopper's last acts."""
    ended: bool = False
    help: Help = Help()
    measured: int = 0
    """The event that brought the shopper's measurements; 0 where there are none."""
