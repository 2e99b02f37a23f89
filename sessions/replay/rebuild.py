"""A visit taken up again from its log, after a restart."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Final, NamedTuple

import msgspec

from sessions.errors import LogUnreadable
from sessions.log import Entry
from sessions.messages.jobs import Answer, AnyJob, Event
from sessions.session.step import Session
from sessions.state import State

FRAMES: Final = 512

_event: Final = msgspec.msgpack.Decoder(Event)
_state: Final = msgspec.msgpack.Decoder(State)
_epoch: Final = msgspec.msgpack.Decoder(str)


class Rebuilt(NamedTuple):
    """The visit as it was when its last event was written.

    `frames` are the last ones it was sent (encoded, without numbers), `sent` how many there are in
    the whole log, `jobs` those that nobody has answered, `epoch` the one it has now where that is
    another than the header's.
    """

    session: Session
    seq: int
    frames: list[bytes]
    sent: int
    jobs: list[AnyJob]
    epoch: str


def rebuild(entries: Iterable[Entry]) -> Rebuilt:
    """Load the last snapshot and step what came after it.

    Raises:
        LogDamaged: while the entries are read.
        LogUnreadable: an entry is of another build.
    """
    state = State()
    tail: list[Event] = []
    frames: deque[bytes] = deque(maxlen=FRAMES)
    count = seq = 0
    epoch = ""
    for entry in entries:
        seq = entry.seq
        if entry.kind == "frame":
            frames.append(bytes(entry.frame))
            count += 1
        elif entry.kind == "event":
            tail.append(decode_event(entry))
        elif entry.kind == "snapshot":
            state = decode_state(entry)
            tail.clear()
        elif entry.kind == "epoch":
            epoch = _epoch.decode(entry.frame)
    session = Session(state)
    return Rebuilt(session, seq, list(frames), count, _step(session, tail), epoch)


def decode_event(entry: Entry) -> Event:
    """The event of an entry.

    Raises:
        LogUnreadable: this build knows no such event.
    """
    try:
        return _event.decode(entry.frame)
    except msgspec.DecodeError as error:
        raise LogUnreadable(f"event {entry.seq} is of another build: {error}") from error


def decode_state(entry: Entry) -> State:
    """The state of a snapshot.

    Raises:
        LogUnreadable: this build keeps another state.
    """
    try:
        return _state.decode(entry.frame)
    except msgspec.DecodeError as error:
        raise LogUnreadable(f"snapshot {entry.seq} is of another build: {error}") from error


def _step(session: Session, events: list[Event]) -> list[AnyJob]:
    """Step `events`; the Jobs that none of them answers."""
    asked: list[AnyJob] = []
    for event in events:
        if isinstance(event.body, Answer):
            take(asked, event.body)
        asked += session.step(event).jobs
    return asked


def take(asked: list[AnyJob], answer: Answer) -> AnyJob | None:
    """Take out the Job that `answer` ends: one event may ask for several of a kind."""
    for at, job in enumerate(asked):
        if job.for_seq == answer.for_seq and answers(job, answer):
            return asked.pop(at)
    return None


def answers(job: AnyJob, answer: Answer) -> bool:
    """Whether `answer` ends `job`: of its kind, and about the same product."""
    kind = str(job.__struct_config__.tag)
    if getattr(answer, "job", "") == kind:
        return True
    about = getattr(job, "product", None)
    return answer.__struct_config__.tag == ANSWER[kind] and (
        about is None or about == getattr(answer, "product", None)
    )


ANSWER: Final = {
    "understand": "understood",
    "search": "found",
    "look": "looked",
    "rank": "ranked",
    "reply": "replied",
    "choose": "chosen",
    "fit": "fitted",
    "wake": "woke",
    "call": "called",
}
"""The type of the answer by the type of the Job."""
