"""The visits that wait for a member of staff, what such a one may see of them, and what they do.

Everything they do is an event on the visit's own road.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Final

import msgspec

from server.errors import HelpTaken
from server.staff.presence import Presence
from server.staff.talk import Line
from server.visit import Visit
from server.visits import Visits
from sessions.errors import VisitUnknown
from sessions.messages.common import CartLine, HelpStage, Lang, Slot, WornItem
from sessions.messages.jobs import Attended

WATCH_S: Final = 5.0
DEEDS: Final = 12
"""Last interactions that are shown."""
SHOWN: Final = 8
"""Products of the shelf that are."""


class Ticket(msgspec.Struct, frozen=True):
    """One visit that waits, or is with somebody. `here`: the shopper's page is open."""

    visit: str
    stage: HelpStage
    by: str
    lang: Lang
    since_s: int
    here: bool
    lines: int
    """Number of the newest line."""


class Deed(msgspec.Struct, frozen=True):
    """Something that the shopper did with a product."""

    kind: str
    product: str
    ago_s: int


class Insight(msgspec.Struct, frozen=True):
    """A visit as a member of staff sees it: ids of products, and what was said."""

    ticket: Ticket
    held: list[str]
    focus: list[str]
    """Spoken of or handled, newest first."""
    view: list[str]
    """In view when the shopper spoke last."""
    shelf: list[str]
    section: str
    wants: list[Slot]
    """What the shelf is limited to."""
    cart: list[CartLine]
    worn: list[WornItem]
    liked: list[str]
    acts: list[str]
    deeds: list[Deed]
    lines: list[Line]


class Desk:
    """What members of staff see and do.

    Args:
        visits: the live visits.
        presence: who is there.
    """

    def __init__(self, visits: Visits, presence: Presence) -> None:
        self._visits = visits
        self._presence = presence

    def tickets(self, name: str) -> list[Ticket]:
        """Who waits, longest first, then who is with somebody; `name` is there to see it."""
        self._presence.seen(name)
        found = [_ticket(visit) for visit in self._helped()]
        return sorted(found, key=lambda each: (each.stage != "waiting", -each.since_s))

    def away(self, name: str) -> None:
        """This member of staff has closed the page."""
        self._presence.gone(name)

    def insight(self, visit: str, name: str, after: int = 0) -> Insight:
        """A visit that waits, or is with `name`, and what was said since line `after`.

        Raises:
            VisitUnknown: no such visit waits or is with anybody.
            HelpTaken: it is with somebody else.
        """
        self._presence.seen(name)
        found = self._find(visit)
        self._not_taken(found, name)
        return _insight(found, after)

    def take(self, visit: str, name: str) -> None:
        """Go to a shopper who waits.

        Raises:
            VisitUnknown: no such visit waits or is with anybody.
            HelpTaken: it is with somebody else.
        """
        self._do(visit, name, Attended(did="came", by=name))

    def say(self, visit: str, name: str, text: str) -> None:
        """Say something to the shopper.

        Raises:
            VisitUnknown: no such visit waits or is with anybody.
            HelpTaken: it is not with `name`.
        """
        self._own(visit, name)
        self._do(visit, name, Attended(did="said", by=name, text=text))

    def back(self, visit: str, name: str) -> None:
        """Hand the shopper back to the guide.

        Raises:
            VisitUnknown: no such visit waits or is with anybody.
            HelpTaken: it is not with `name`.
        """
        self._own(visit, name)
        self._do(visit, name, Attended(did="left", by=name))

    async def watch(self) -> None:
        """Hand back the visits of those who have gone without doing so, for ever."""
        while True:
            await asyncio.sleep(WATCH_S)
            self.tidy()

    def tidy(self) -> None:
        """Hand back the visits of those who have gone."""
        for visit in list(self._helped()):
            help_ = visit.session.state.help
            if help_.stage == "with" and not self._presence.is_here(help_.by):
                visit.apply(Attended(did="left", by=help_.by))

    def _helped(self) -> Iterator[Visit]:
        for visit in self._visits.live():
            state = visit.session.state
            if state.help.stage != "none" and not state.ended:
                yield visit

    def _find(self, name: str) -> Visit:
        for visit in self._helped():
            if visit.name == name:
                return visit
        raise VisitUnknown("nobody waits there")

    def _own(self, visit: str, name: str) -> None:
        if self._find(visit).session.state.help.by != name:
            raise HelpTaken("take the visit first")

    def _not_taken(self, visit: Visit, name: str) -> None:
        by = visit.session.state.help.by
        if by not in {"", name}:
            raise HelpTaken(f"{by} is with this shopper")

    def _do(self, name: str, staff: str, event: Attended) -> None:
        self._presence.seen(staff)
        visit = self._find(name)
        self._not_taken(visit, staff)
        visit.apply(event)


def _ticket(visit: Visit) -> Ticket:
    help_ = visit.session.state.help
    return Ticket(
        visit.name,
        help_.stage,
        help_.by,
        visit.session.state.lang,
        max(0, visit.t_ms - help_.since_ms) // 1000,
        visit.left_ms is None,
        visit.talk.count,
    )


def _insight(visit: Visit, after: int) -> Insight:
    state = visit.session.state
    deeds = [
        Deed(each.kind, each.product, max(0, visit.t_ms - each.t_ms) // 1000)
        for each in state.recent[-DEEDS:]
    ]
    return Insight(
        ticket=_ticket(visit),
        held=sorted(set(state.held.values())),
        focus=list(state.focus),
        view=list(visit.view),
        shelf=[item.product for item in state.shelf.items[:SHOWN]],
        section=state.section,
        wants=list(state.request.constraints),
        cart=list(state.cart),
        worn=list(state.worn),
        liked=list(state.liked),
        acts=list(state.acts),
        deeds=deeds[::-1],
        lines=visit.talk.after(after),
    )
