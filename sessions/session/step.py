"""`Session.step(event) -> Step(frames, jobs)`: the one verb of a visit."""

from __future__ import annotations

from typing import assert_never

from sessions.messages.common import Act
from sessions.messages.frames import Consented, Refused, Said, Snapshot, Worn
from sessions.messages.jobs import (
    Answer,
    Attended,
    Called,
    Candidate,
    Chosen,
    Event,
    Fitted,
    Found,
    JobFailed,
    JobTimedOut,
    Look,
    Looked,
    RankedAnswer,
    Refusal,
    Replied,
    Started,
    Understand,
    Understood,
    Woke,
)
from sessions.messages.shopper import (
    Bye,
    Consent,
    Do,
    Gesture,
    Gestures,
    Measures,
    Picture,
    Say,
    Seen,
)
from sessions.recommend.observe import observe
from sessions.session import acts, goods, helping, shelf
from sessions.session.turn import Step, Turn
from sessions.state import TURNS, State


class Session:
    """One visit: a state, and what an event makes of it.

    The same events give the same steps, on any machine and in any later build that has not changed
    what they mean; nothing but the event is read.
    """

    def __init__(self, state: State | None = None) -> None:
        self.state = state or State()

    def step(self, event: Event) -> Step:
        """Apply one event; the frames to send and the Jobs to do."""
        body = event.body
        state = self.state
        state.t_ms = event.t_ms
        origin = body.for_seq if isinstance(body, Answer) else event.seq
        turn = Turn(state, event.seq, event.t_ms, origin)
        if isinstance(body, Gestures):  # nearly all events are gestures
            _gestures(turn, body)
        else:
            _other(turn, body)
        return Step(turn.frames, turn.jobs)


def _other(  # noqa: C901, PLR0912, PLR0915 - the one place where every event has its arm
    turn: Turn,
    body: Started
    | Refusal
    | Gestures
    | Say
    | Picture
    | Measures
    | Do
    | Consent
    | Bye
    | Understood
    | Found
    | Looked
    | RankedAnswer
    | Replied
    | Chosen
    | Fitted
    | Woke
    | JobFailed
    | JobTimedOut
    | Called
    | Attended,
) -> None:
    match body:
        case RankedAnswer():
            shelf.ranked(turn, body)
        case Gestures():
            _gestures(turn, body)
        case Say():
            _say(turn, body)
        case Picture():
            _heard(turn, body.seq)
            turn.jobs.append(Look(turn.seq))
        case Measures():
            _heard(turn, body.seq)
            goods.measured(turn, body)
        case Do():
            _heard(turn, body.seq)
            acts.perform(turn, body.act)
        case Understood():
            _understood(turn, body)
        case Found():
            shelf.found(turn, body)
        case Looked():
            shelf.looked(turn, body)
        case Replied():
            _replied(turn, body)
        case Chosen():
            goods.chosen(turn, body)
        case Fitted():
            goods.fitted(turn, body)
        case Started():
            turn.state.lang, turn.state.seed = body.lang, body.seed
            shelf.rank(turn)
        case Consent():
            _consent(turn, body)
        case Refusal():
            turn.state.heard = max(turn.state.heard, body.ref)
            _refused(turn, body.code, body.ref, body.message, body.retry_ms)
        case JobFailed():
            _not_done(turn, body.job, body.code or "job_failed")
        case JobTimedOut():
            _not_done(turn, body.job, "job_timed_out")
        case Bye():
            turn.state.heard = max(turn.state.heard, body.seq)
            turn.state.ended = True
        case Woke():
            helping.woke(turn, body)
        case Called():
            helping.called(turn, body)
        case Attended():
            helping.attended(turn, body)
        case _ as never:
            assert_never(never)


def snapshot(state: State) -> Snapshot:
    """All that the client shows, for one that missed frames which are gone."""
    return Snapshot(
        lang=state.lang,
        grants=state.grants,
        version=state.shelf.version,
        context=state.shelf.context,
        items=state.shelf.items,
        cart=state.cart,
        worn=state.worn,
        liked=state.liked,
        section=state.section,
        stage=state.help.stage,
        by=state.help.by,
    )


def _heard(turn: Turn, number: int) -> None:
    state = turn.state
    state.heard = max(state.heard, number)
    state.turns[turn.seq] = number
    if len(state.turns) > TURNS:
        del state.turns[next(iter(state.turns))]


def _gestures(turn: Turn, body: Gestures) -> None:
    state = turn.state
    state.heard = max(state.heard, body.seq)
    for gesture in body.items:
        observe(state, turn.seq, turn.t_ms, gesture)
        if gesture.product and gesture.kind in _DOES:
            _does(turn, gesture)
    shelf.rank(turn)


_DOES = frozenset({"try_on", "take_off", "place"})


def _does(turn: Turn, gesture: Gesture) -> None:
    """Gestures that are acts as well."""
    if gesture.kind == "try_on":
        goods.choose(turn, Act("try_on", (gesture.product,)), then="wear")
    elif gesture.kind == "take_off":
        worn = tuple(item for item in turn.state.worn if item.product != gesture.product)
        if len(worn) != len(turn.state.worn):
            turn.keep()
            turn.state.worn = worn
            turn.frames.append(Worn(items=worn))
    else:
        turn.focus(gesture.product)


def _say(turn: Turn, body: Say) -> None:
    state = turn.state
    _heard(turn, body.seq)
    turn.jobs.append(
        Understand(
            for_seq=turn.seq,
            lang=body.lang,
            previous=state.said.key if state.said else "",
            acts=state.acts,
            candidates=_candidates(state, body.scene),
        )
    )


def _candidates(state: State, scene: tuple[Seen, ...]) -> tuple[Candidate, ...]:
    """What the shopper may mean: what is in view, in hand, in the cart, spoken of."""
    held = set(state.held.values())
    mentioned = {product: 1.0 / (1 + place) for place, product in enumerate(state.focus)}
    seen = {
        it.product: Candidate(
            it.product,
            it.product in held,
            it.pointed,
            it.gazed,
            mentioned.get(it.product, 0.0),
            it.position,
        )
        for it in scene
    }
    others = (*held, *state.focus, *(line.product for line in state.cart))
    for product in dict.fromkeys(sorted(held) + list(others)):
        if product not in seen:
            seen[product] = Candidate(
                product, product in held, mentioned=mentioned.get(product, 0.0)
            )
    first = sorted(seen.values(), key=lambda it: (not it.held, it.position is None))
    return tuple(first[:64])


def _understood(turn: Turn, body: Understood) -> None:
    state = turn.state
    state.acts = tuple(act.act for act in body.acts)
    with_person = state.help.stage == "with"
    if (body.abstained or not body.acts) and not with_person:
        turn.reply("not_understood")
        return
    for act in body.acts:
        if not (with_person and act.act in helping.THEIRS):
            acts.perform(turn, act)


def _replied(turn: Turn, body: Replied) -> None:
    said = Said(
        upto=turn.state.turns.get(body.for_seq, turn.state.heard),
        lang=body.lang,
        key=body.key,
        text=body.text,
        products=body.products,
    )
    turn.state.said = said
    turn.frames.append(said)


def _consent(turn: Turn, body: Consent) -> None:
    turn.state.heard = max(turn.state.heard, body.seq)
    turn.state.grants = tuple(sorted(set(body.grants)))
    durable = "log" in turn.state.grants
    turn.frames.append(Consented(grants=turn.state.grants, durable=durable))


def _refused(turn: Turn, code: str, ref: int, message: str, retry_ms: int = 0) -> None:
    turn.frames.append(Refused(code=code, ref=ref, message=message, retry_ms=retry_ms))


def _not_done(turn: Turn, job: str, code: str) -> None:
    if job == "rank":
        shelf.unranked(turn, turn.origin)
    else:
        ref = turn.state.turns.get(turn.origin, turn.state.heard)
        _refused(turn, code, ref, f"{job} could not be done")
