"""Log -> a fresh session -> what differs.

Every event of the log is stepped again, and all that `step` returns is compared with what it
returned then. With an `Answerer` the Jobs are done again as well, and their answers are compared:
numbers to 1e-5, neighbours in a slate may change places when their scores are that close.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final, Protocol

import msgspec

from sessions.errors import FrameRefused, LogDamaged, LogUnreadable
from sessions.log import Entry, Header, Seal, plain, read
from sessions.messages.jobs import Answer, AnyJob, Event, JobFailed, JobTimedOut, RankedAnswer
from sessions.messages.shopper import Say
from sessions.replay.rebuild import decode_event, decode_state, take
from sessions.session.digest import digest
from sessions.session.step import Session
from sessions.wire import decode_frames, encode_message, join

TOLERANCE: Final = 1e-5

_encode: Final = msgspec.msgpack.Encoder().encode


class Difference(msgspec.Struct, frozen=True):
    """The first place where a replay and its log part."""

    seq: int
    path: str


class Report(msgspec.Struct, omit_defaults=True):
    """What came of a replay. `skipped` Jobs could not be done again (their payload was not kept)."""

    identical: bool
    events: int
    first_difference: Difference | None = None
    recomputed: int = 0
    skipped: int = 0
    damaged: str = ""


class Answerer(Protocol):
    """Does a Job again; `None` when what it needs was not kept."""

    def answer(self, job: AnyJob, texts: dict[int, str], like: Answer) -> Answer | None:
        """The answer to `job`; `texts` are the words kept in the log, by event."""


def verify(data: bytes, unseal: Seal = plain, answerer: Answerer | None = None) -> Report:
    """Execute the log again and compare.

    Raises:
        LogUnreadable: not the log of a visit, or of another format.
        LogDamaged: its header is torn or altered.
    """
    header, entries = read(data, unseal)
    report = Report(identical=True, events=0)
    try:
        for difference in _replay(header, entries, answerer, report):
            report.first_difference = difference
            break
    except LogDamaged as error:
        report.damaged = error.message
        report.first_difference = Difference(error.seq, "log")
    report.identical = report.first_difference is None
    return report


def _replay(
    _header: Header, entries: Iterable[Entry], answerer: Answerer | None, report: Report
) -> Iterator[Difference]:
    session = Session()
    again = _Again(answerer, report)
    stepped_entries = (entry for entry in entries if entry.kind != "epoch")
    for seq, group in groupby(stepped_entries, key=lambda entry: entry.seq):
        logged = list(group)
        if logged[0].kind == "snapshot" and not report.events:
            session = Session(decode_state(logged.pop(0)))
        if not logged:
            continue
        if logged[0].kind != "event":
            yield Difference(seq, logged[0].kind)
            return
        event = decode_event(logged[0])
        report.events += 1
        path = again.differs(event)
        if path:
            yield Difference(seq, path)
        stepped = session.step(event)
        again.asked(event, stepped.jobs)
        made = [("frame", _encode(frame)) for frame in stepped.frames]
        made += [("job", _encode(digest(job))) for job in stepped.jobs]
        if logged[-1].kind == "snapshot":
            made.append(("snapshot", _encode(session.state)))
        yield from _compare(seq, made, logged[1:])


def _compare(seq: int, made: list[tuple[str, bytes]], logged: list[Entry]) -> Iterator[Difference]:
    for place, ((kind, frame), entry) in enumerate(zip(made, logged, strict=False)):
        if kind != entry.kind or frame not in (bytes(entry.frame), _as_of_today(entry)):
            yield Difference(seq, f"{entry.kind}[{place}]{_where(frame, bytes(entry.frame))}")
            return
    if len(made) != len(logged):
        yield Difference(seq, f"[{min(len(made), len(logged))}]")


def _as_of_today(entry: Entry) -> bytes:
    """What was logged, as this build writes it: fields that came later are at their defaults.

    A frame that this build does not read stays as it is, and so differs.
    """
    logged = bytes(entry.frame)
    try:
        match entry.kind:
            case "frame":
                return encode_message(decode_frames(join([logged]))[0])
            case "snapshot":
                return _encode(decode_state(entry))
    except (FrameRefused, LogUnreadable):
        pass
    return logged


def _where(made: bytes, logged: bytes) -> str:
    return first_difference(msgspec.msgpack.decode(made), msgspec.msgpack.decode(logged)) or ""


class _Again:
    """Does Jobs again and compares their answers."""

    def __init__(self, answerer: Answerer | None, report: Report) -> None:
        self._answerer = answerer
        self._report = report
        self._open: list[AnyJob] = []
        self._texts: dict[int, str] = {}

    def asked(self, event: Event, jobs: list[AnyJob]) -> None:
        if self._answerer is None:
            return
        if isinstance(event.body, Say) and event.body.text:
            self._texts[event.seq] = event.body.text
        self._open += jobs

    def differs(self, event: Event) -> str:
        """Where the answer that came back then is not the one that comes back now."""
        body = event.body
        if self._answerer is None or not isinstance(body, Answer):
            return ""
        job = take(self._open, body)
        if job is None or isinstance(body, JobFailed | JobTimedOut):
            return ""
        now = self._answerer.answer(job, self._texts, body)
        if now is None:
            self._report.skipped += 1
            return ""
        self._report.recomputed += 1
        return answers_differ(body, now)


def answers_differ(then: Answer, now: Answer) -> str:
    """The first place where two answers differ, or empty; the model's version does not count."""
    if isinstance(then, RankedAnswer) and isinstance(now, RankedAnswer):
        now = _in_the_order_of(then, now)
    plain_then, plain_now = (
        msgspec.to_builtins(msgspec.structs.replace(each, model="")) for each in (then, now)
    )
    path = first_difference(plain_now, plain_then)
    return f"{type(then).__name__}{path}" if path else ""


def _in_the_order_of(then: RankedAnswer, now: RankedAnswer) -> RankedAnswer:
    """`now` with products whose scores tie put where `then` has them."""
    place = {item.product: at for at, item in enumerate(then.items)}
    items = list(now.items)
    for at in range(len(items)):
        for after in range(at + 1, len(items)):
            close = abs(items[at].score - items[after].score) <= TOLERANCE
            if close and place.get(items[after].product, at) < place.get(items[at].product, at):
                items[at], items[after] = items[after], items[at]
    return msgspec.structs.replace(now, items=tuple(items))


def first_difference(left: Any, right: Any, path: str = "") -> str:
    """Where two decoded values differ first, as `[2].name`, or empty; floats to `TOLERANCE`."""
    if isinstance(left, float) and isinstance(right, float | int):
        return "" if math.isclose(left, right, rel_tol=0.0, abs_tol=TOLERANCE) else path or "."
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        if len(left) != len(right):
            return f"{path}.length"
        pairs = enumerate(zip(left, right, strict=True))
        return next(filter(None, (first_difference(*it, f"{path}[{at}]") for at, it in pairs)), "")
    if isinstance(left, dict) and isinstance(right, dict):
        if left.keys() != right.keys():
            return f"{path}.keys"
        names = (first_difference(left[key], right[key], f"{path}.{key}") for key in left)
        return next(filter(None, names), "")
    return "" if left == right else path or "."
