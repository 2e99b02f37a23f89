"""One live visit: its road from a decoded message to frames, log and Jobs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final, NamedTuple

import msgspec

from server.outbox import Outbox
from server.staff.talk import Talk, may_read
from server.workers import Outcome, Payload, Workers
from sessions import privacy
from sessions.errors import ConsentMissing, EventRefused, OutOfOrder, ProductUnknown
from sessions.log import SNAPSHOT_EVENTS, Block, Kind, LogWriter
from sessions.messages.common import Message, Sits
from sessions.messages.frames import Consented, Fitting, Frame, Helped, Said
from sessions.messages.jobs import (
    AnyJob,
    Attended,
    Body,
    Event,
    Fit,
    Look,
    Rank,
    Refusal,
    Reply,
    Search,
    Understand,
)
from sessions.messages.shopper import Bye, Consent, Do, Gestures, Measures, Picture, Say
from sessions.session.digest import digest
from sessions.session.step import Session
from sessions.wire import encode_message

PAYLOADS: Final = 64
"""Texts and vectors kept in memory for one visit; older ones are dropped."""


class House(NamedTuple):
    """What all visits share."""

    workers: Workers
    products: Collection[str]
    """Ids that are sold."""
    now_ms: Callable[[], int]
    """Milliseconds since 1970, by a clock that never goes back."""
    dirty: list[Visit]
    """Visits whose log has entries to store."""
    acks: set[Visit]
    """Visits that have something to acknowledge."""
    hold: Callable[[bytes], object] = bytes
    """Keeps bytes that were made for one shopper, to be streamed by their hash."""


class Visit:
    """One shopper's visit, over any number of sockets."""

    def __init__(
        self,
        house: House,
        name: str,
        subject: str,
        epoch: str,
        *,
        session: Session | None = None,
        seq: int = 0,
        outbox: Outbox | None = None,
        began_ms: int = 0,
    ) -> None:
        self.name = name
        self.subject = subject
        self.epoch = epoch
        self.generation = 0
        self.session = session or Session()
        self.outbox = outbox or Outbox()
        self.log: LogWriter | None = None
        self.on_consent: Callable[[Visit], None] | None = None
        self.close_socket: Callable[[int], None] | None = None
        """Closes the socket that the visit is on, with a code."""
        self.left_ms: int | None = None
        """When the last socket went away; `None` while there is one."""
        self._house = house
        self._seq = seq
        self.began_ms = began_ms or house.now_ms()
        self.talk = Talk()
        self.view: tuple[str, ...] = ()
        """Products in view when the shopper spoke last."""
        self._payloads: dict[int, Payload] = {}
        self._measures = (0, _NO_PAYLOAD)
        """The event that brought the shopper's measurements, and what it brought."""
        self._since_snapshot = 0

    @property
    def heard(self) -> int:
        """The newest client message applied."""
        return self.session.state.heard

    @property
    def t_ms(self) -> int:
        """The visit's clock; it never goes back, also over a restart."""
        return max(self.session.state.t_ms, self._house.now_ms() - self.began_ms)

    @property
    def seq(self) -> int:
        """The number of the newest event."""
        return self._seq

    def receive(self, message: Gestures | Say | Picture | Measures | Do | Consent | Bye) -> None:
        """Apply one reliable message; one that was applied before is dropped.

        Raises:
            OutOfOrder: a message before this one is missing.
        """
        heard = self.session.state.heard
        if message.seq <= heard:
            return
        if message.seq != heard + 1:
            raise OutOfOrder(f"message {message.seq} after {heard}", ref=message.seq)
        try:
            self._check(message)
        except EventRefused as error:
            self.refuse(error, message.seq)
            return
        self.apply(message)
        if not isinstance(message, Consent):
            return
        if "picture" not in message.grants:
            self._payloads = {seq: kept for seq, kept in self._payloads.items() if not kept.picture}
        if self.on_consent:
            self.on_consent(self)

    def refuse(self, error: EventRefused, number: int, retry_ms: int = 0) -> None:
        """Message `number` is refused, and the shopper is told in order."""
        self.apply(
            Refusal(code=error.code, ref=number, message=error.message[:400], retry_ms=retry_ms)
        )

    def apply(self, body: Body) -> None:
        """Put one event on the road: record, step, log, frames, Jobs."""
        self._seq += 1
        seq = self._seq
        record, private = privacy.split(body, self.session.state.grants)
        if isinstance(private, str):
            if private:
                self._keep(seq, Payload(private))
                self._overhear(body, private)
        elif isinstance(private, Measures):
            self._measures = (seq, Payload(measures=None if private.forget else private))
        elif isinstance(private, Sits):
            self._keep(seq, Payload(sits=private))
        else:
            self._keep(seq, Payload(picture=private))
        event = Event(seq, self.t_ms, record)
        frames, jobs = self.session.step(event)
        encoded = [encode_message(frame) for frame in frames]
        if self.log is not None:
            self._write(event, encoded, jobs)
        elif not (isinstance(body, Consent) and "log" in body.grants):  # that waits for its log
            self.committed(self.session.state.heard)
        for frame, data in zip(frames, encoded, strict=True):
            self.outbox.push(self._as_sent(frame, data))
        for job in jobs:
            self._submit(job)

    def resubmit(self, jobs: list[AnyJob]) -> None:
        """Do Jobs whose answers were lost with the process that did them."""
        for job in jobs:
            self._submit(job)

    def fence(self, code: int) -> None:
        """Close the socket that the visit is on, if there is one."""
        if self.close_socket is not None:
            self.close_socket(code)
            self.close_socket = None

    def committed(self, heard: int) -> None:
        """Client messages up to `heard` are written down."""
        self.outbox.acknowledge(heard)
        self._house.acks.add(self)

    def cut(self) -> Block | None:
        """The log entries that are not stored yet."""
        return self.log.take() if self.log is not None and not self.log.empty else None

    def snapshot(self) -> None:
        """Write the whole state into the log: where a replay may begin."""
        self._log([("snapshot", self.session.state)], self.session.state.t_ms)
        self._since_snapshot = 0

    def _overhear(self, body: Body, text: str) -> None:
        """Note what was said for a member of staff, as far as it is for them."""
        state = self.session.state
        if isinstance(body, Say):
            self.view = tuple(seen.product for seen in body.scene) or self.view
            if may_read(state.help.stage, state.grants):
                self.talk.add("shopper", text, self.t_ms)
        elif isinstance(body, Attended):
            self.talk.add("staff", text, self.t_ms, body.by)

    def _as_sent(self, frame: Frame, data: bytes) -> bytes:
        """A frame as the shopper gets it: with the words that it quotes, which are written nowhere."""
        state = self.session.state
        if type(frame) is Said:
            if quoted := privacy.quoting(frame):
                text = self._payloads.get(quoted, _NO_PAYLOAD).text
                return encode_message(privacy.filled(frame, text))
            if state.help.stage != "none":
                self.talk.add("guide", frame.text, self.t_ms)
        elif type(frame) is Fitting:
            sits = self._payloads.get(privacy.quoting(frame), _NO_PAYLOAD).sits
            return encode_message(privacy.filled(frame, "", sits))
        elif type(frame) in _TALK_ENDS and not may_read(state.help.stage, state.grants):
            self.talk.clear()
        return data

    def _check(self, message: Message) -> None:
        known = self._house.products
        match message:
            case Gestures(items=items):
                named = [item.product for item in items if item.product]
            case Do(act=act):
                named = list(act.products)
            case Picture():
                if "picture" not in self.session.state.grants:
                    raise ConsentMissing("pictures are looked at with the consent `picture` only")
                return
            case Say(scene=scene):
                named = [seen.product for seen in scene]
            case _:
                return
        for product in named:
            if product not in known:
                raise ProductUnknown(f"nothing called {product!r} is sold here")

    def _write(self, event: Event, frames: list[bytes], jobs: list[AnyJob]) -> None:
        entries: list[tuple[Kind, object]] = [("event", event)]
        entries += [("frame", msgspec.Raw(frame)) for frame in frames]
        entries += [("job", digest(job)) for job in jobs]
        self._log(entries, event.t_ms)
        self._since_snapshot += 1
        if self._since_snapshot >= SNAPSHOT_EVENTS:
            self.snapshot()

    def _log(self, entries: list[tuple[Kind, object]], t_ms: int) -> None:
        """Add to the log, which is soon to be stored."""
        assert self.log is not None
        if self.log.empty:
            self._house.dirty.append(self)
        self.log.extend(self._seq, t_ms, entries)

    def _submit(self, job: AnyJob) -> None:
        payload = self._payload(job)
        self._house.workers.submit(job, payload, self._answer(job), self.session.state.t_ms)

    def _payload(self, job: AnyJob) -> Payload:
        if isinstance(job, Fit):
            seq, payload = self._measures
            return payload if job.measured == seq else _NO_PAYLOAD
        if not self._payloads:
            return _NO_PAYLOAD
        match job:
            case Rank(asked=asked) | Search(asked=asked):
                return self._payloads.get(asked, _NO_PAYLOAD)
            case Understand(for_seq=for_seq) | Reply(for_seq=for_seq) | Look(for_seq=for_seq):
                return self._payloads.get(for_seq, _NO_PAYLOAD)
        return _NO_PAYLOAD

    def _answer(self, job: AnyJob) -> Callable[[Outcome], None]:
        def answer(outcome: Outcome) -> None:
            if isinstance(job, Look):
                self._payloads.pop(job.for_seq, None)  # looked at once
            if outcome.vector is not None:
                self._keep(job.for_seq, self._payload(job)._replace(vector=outcome.vector))
            for blob in outcome.blobs:
                self._house.hold(blob)
            self.apply(outcome.answer)  # type: ignore[arg-type]

        return answer

    def _keep(self, seq: int, payload: Payload) -> None:
        self._payloads[seq] = payload
        if len(self._payloads) > PAYLOADS:
            del self._payloads[next(iter(self._payloads))]


_NO_PAYLOAD: Final = Payload()

_TALK_ENDS: Final = (Helped, Consented)
"""After these it may be that no member of staff is to read what was said."""
