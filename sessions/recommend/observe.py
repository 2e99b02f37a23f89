"""A gesture changes what the visit knows; the visit says what to rank by. Inside `Session.step`."""

from __future__ import annotations

from sessions.messages.jobs import Interaction, Rank
from sessions.messages.shopper import Gesture
from sessions.state import HIDDEN, MENTIONED, RECENT, State

HANDLING = frozenset(
    ("select", "pinch", "grab", "rotate", "scale", "move", "place", "try_on", "thumbs_up", "rate")
)
"""Gestures that make a product what is being spoken of."""

LETTING_GO = frozenset(("release", "place", "discard"))

BOUND = 64
"""Products that one list of a message may hold; liked runs from the newest."""

SLOTS = 24


def observe(state: State, event_seq: int, t_ms: int, gesture: Gesture) -> None:
    """Apply one gesture to the state.

    Every gesture with a product becomes a recent interaction. `grab` puts the product into its
    hand; `release`, `place` and `discard` empty it. What is handled comes into focus. `thumbs_up`
    likes, and takes back an earlier dismissal; `thumbs_down` and `discard` dismiss: the product is
    hidden, no longer liked nor in focus. Without a product only the hand is emptied. What is worn
    belongs to `sessions.tryon`.

    Args:
        state: changed in place.
        event_seq: log number of the event that carries the gesture.
        t_ms: the visit's clock.
        gesture: as recognised by the client.
    """
    kind, product = gesture.kind, gesture.product
    if kind in LETTING_GO:
        _let_go(state, gesture)
    if not product:
        return
    did = Interaction(event_seq, t_ms, kind, product, gesture.ms, gesture.magnitude, gesture.value)
    state.recent = (*state.recent[1 - RECENT :], did)
    if kind in HANDLING:
        if not state.focus or state.focus[0] != product:
            state.focus = (product, *_without(state.focus, product))[:MENTIONED]
        if kind == "grab":
            state.held[gesture.hand] = product
        elif kind == "thumbs_up":
            state.liked = (product, *_without(state.liked, product))[:BOUND]
            state.hidden = _without(state.hidden, product)
    elif kind in ("discard", "thumbs_down"):
        state.hidden = (product, *_without(state.hidden, product))[:HIDDEN]
        state.liked = _without(state.liked, product)
        state.focus = _without(state.focus, product)


def needs_rank(state: State) -> bool:
    """Whether a `Rank` is to be sent now: not while one is under way, nor after the visit."""
    return not state.shelf.asked_for and not state.ended


def rank_job(state: State, for_seq: int) -> Rank:
    """The Job that orders the shelf after event `for_seq`.

    `owned` also names what is in the shopper's hands. Lists are cut to what a message holds.
    """
    request = state.request
    owned: tuple[str, ...] = ()
    if state.cart or state.worn or state.held:
        at_hand = [line.product for line in state.cart]
        at_hand += [item.product for item in state.worn]
        at_hand += state.held.values()
        owned = tuple(dict.fromkeys(at_hand))[-BOUND:]
    return Rank(
        for_seq,
        state.recent,
        request.asked,
        request.constraints[-SLOTS:],
        request.found[:BOUND],
        state.hidden,
        owned,
        request.context,
        request.near,
        state.seed,
    )


def _let_go(state: State, gesture: Gesture) -> None:
    """Empty the hand; a hand that is not told apart is the one that holds the product."""
    held = state.held
    if gesture.hand in held and gesture.product in ("", held[gesture.hand]):
        del held[gesture.hand]
    elif gesture.product in held.values():
        state.held = {hand: what for hand, what in held.items() if what != gesture.product}


def _without(products: tuple[str, ...], product: str) -> tuple[str, ...]:
    if product not in products:
        return products
    return tuple([other for other in products if other != product])
