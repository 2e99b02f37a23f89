"""The shelf: what is asked for, and one Rank in flight at a time.

Every gesture asks for a new order. While one is being made, later gestures only mark the shelf as
waiting; the answer then starts the next. So each gesture is covered by exactly one answer, a busy
worker ranks the newest state instead of a backlog, and a visit never has two orders in flight.
"""

from __future__ import annotations

from typing import Final

import msgspec

from sessions.messages.common import NAME, Act, Context, SlateItem, Slot
from sessions.messages.frames import SlateFrame
from sessions.messages.jobs import Found, Looked, RankedAnswer, Search
from sessions.recommend.observe import rank_job
from sessions.session.turn import Turn
from sessions.state import Request

OPERANDS: Final = frozenset({"ambiguous", "count", "kind", "lang", "quantity"})
"""Slots that say how to act, not what a product is like."""


def rank(turn: Turn) -> None:
    """Ask for a new order of the shelf, or mark it as waiting for one."""
    state = turn.state
    shelf = state.shelf
    if shelf.asked_for:
        shelf.waiting = state.heard
        return
    shelf.asked_for, shelf.upto, shelf.waiting = turn.seq, state.heard, 0
    turn.jobs.append(rank_job(state, turn.seq))


def ranked(turn: Turn, answer: RankedAnswer) -> None:
    """Show the new order, if it is one."""
    shelf = turn.state.shelf
    if answer.for_seq != shelf.asked_for:
        return
    changed = _differ(answer.items, shelf.items)
    if changed:
        shelf.version += 1
        shelf.items = answer.items
    shelf.context = turn.state.request.context
    _answered(turn, changed=changed)
    if 0 < shelf.tell <= answer.for_seq:
        _tell(turn)


def unranked(turn: Turn, for_seq: int) -> None:
    """No order came in time: the gestures are answered with the shelf as it stands."""
    shelf = turn.state.shelf
    if for_seq == shelf.asked_for:
        _answered(turn, changed=False)
        if 0 < shelf.tell <= for_seq:
            _tell(turn)


def _answered(turn: Turn, *, changed: bool) -> None:
    shelf = turn.state.shelf
    turn.frames.append(
        SlateFrame(
            version=shelf.version,
            upto=shelf.upto,
            changed=changed,
            context=shelf.context,
            items=shelf.items if changed else (),
        )
    )
    shelf.asked_for = 0
    if shelf.waiting:
        rank(turn)


def _differ(items: tuple[SlateItem, ...], shown: tuple[SlateItem, ...]) -> bool:
    """Whether other products, or other reasons, stand in the places; scores always move."""
    if len(items) != len(shown):
        return True
    for item, before in zip(items, shown, strict=True):
        if item.product != before.product or item.reason != before.reason:
            return True
    return False


def search(turn: Turn, act: Act) -> None:
    """A new request."""
    _ask(turn, "search", _constraints(act))


def refine(turn: Turn, act: Act) -> None:
    """Narrow the request that stands: what is said anew replaces what was said before."""
    said = _constraints(act)
    names = {slot.name for slot in said if slot.wanted}
    before = turn.state.request
    kept = tuple(slot for slot in before.constraints if slot.name not in names)
    context: Context = "search" if before.context == "for_you" else before.context
    near = before.near
    if context == "picture":  # which is gone: the product most like it speaks for it
        context, near = "similar", next(iter(before.found), "")
    _ask(turn, context, (*kept, *said)[-24:], near)


def go(turn: Turn, act: Act) -> None:
    """Walk to a section and see what hangs there."""
    section = next((slot.value[:NAME] for slot in act.slots if slot.name == "section"), "")
    turn.state.section = section
    turn.show("section", (), (Slot("section", section),))
    turn.reply("section", (), (Slot("section", section),))
    _ask(turn, "section", (Slot("section", section),))


def like_this(turn: Turn, act: Act, context: Context) -> None:
    """Similar to, cheaper than, or going with the product meant."""
    near = act.products[0] if act.products else next(iter(turn.state.focus), "")
    if not near:
        turn.reply("nothing_meant")
        return
    turn.focus(near)
    _ask(turn, context, _constraints(act), near)


def for_you(turn: Turn, _act: Act) -> None:
    """Back to what suits this shopper."""
    turn.keep()
    turn.state.request = Request(upto=turn.origin)
    rank(turn)
    turn.reply("personal")


def found(turn: Turn, answer: Found) -> None:
    """The request has been answered: order it, then say what was found."""
    request = turn.state.request
    if answer.for_seq != request.upto:
        return
    turn.state.request = msgspec.structs.replace(
        request, found=answer.products, matched=answer.matched, relaxed=answer.relaxed
    )
    turn.state.shelf.tell = turn.seq
    rank(turn)


def looked(turn: Turn, answer: Looked) -> None:
    """What looks like the picture stands on the shelf, unless something was asked for since."""
    if answer.for_seq < turn.state.request.upto:
        return
    turn.keep()
    found = answer.products
    turn.state.request = Request(
        upto=answer.for_seq, context="picture", found=found, matched=len(found)
    )
    turn.state.shelf.tell = turn.seq
    rank(turn)


def _tell(turn: Turn) -> None:
    """Say what was found, in the order that the shelf now shows."""
    request = turn.state.request
    turn.state.shelf.tell = 0
    if request.context == "section":
        return
    turn.origin = request.upto
    shown = tuple(item.product for item in turn.state.shelf.items if item.product in request.found)
    dismissed = sum(product in turn.state.hidden for product in request.found)
    count = request.matched - dismissed
    slots = (Slot("count", str(count)), *(Slot("relaxed", it) for it in request.relaxed))
    seen = request.context == "picture"
    key = "found_relaxed" if request.relaxed else "found_alike" if seen else "found"
    turn.reply(key if count > 0 else "none_found", shown[:3], slots)


def _ask(turn: Turn, context: Context, constraints: tuple[Slot, ...], near: str = "") -> None:
    # Of two requests in one utterance the last holds: the first is not searched for any more.
    turn.jobs[:] = [job for job in turn.jobs if not isinstance(job, Search)]
    turn.keep()
    turn.state.request = Request(
        asked=turn.origin, upto=turn.origin, context=context, constraints=constraints, near=near
    )
    turn.jobs.append(Search(turn.origin, turn.origin, constraints, context, near))


def _constraints(act: Act) -> tuple[Slot, ...]:
    return tuple(slot for slot in act.slots if slot.name not in OPERANDS)
