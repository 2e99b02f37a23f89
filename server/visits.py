"""The live visits: joined, resumed, fenced, written down and disposed of."""

from __future__ import annotations

import asyncio
import logging
import secrets
import sqlite3
from functools import partial
from typing import Final, NamedTuple

import msgspec

from server.errors import LogFull, StoreBusy
from server.outbox import Outbox
from server.store.front import Store
from server.visit import House, Visit
from sessions.errors import LogDamaged, LogUnreadable, Restarted, ShopFull, VisitUnknown
from sessions.log import Header, LogWriter, read
from sessions.messages.common import Lang, Purpose
from sessions.messages.frames import Closing, Consented, Welcome
from sessions.messages.jobs import JobFailed, Started
from sessions.messages.shopper import Consent, Hello
from sessions.replay.rebuild import rebuild
from sessions.session.step import snapshot
from sessions.wire import encode_message

log = logging.getLogger(__name__)

CUT_S: Final = 0.1
"""How long log entries are gathered before they become a block."""

ACK_S: Final = 0.05
"""How long an acknowledgement waits for a frame that takes it along."""

IDLE_S: Final = 5.0

RETRY_S: Final = 1.0
"""How long a database that fails is left alone."""

BACK_MS: Final = 5
"""Between two clients that come back after a restart, on average."""

FENCED: Final = 3011
GOING: Final = 1012
OVER: Final = 1000


class Build(NamedTuple):
    """What this server is made of."""

    catalogue: str
    models: dict[str, str]
    listens: tuple[Lang, ...] = ()
    """Languages that its ears understand; of no matter to a log."""


class Visits:
    """All visits that are in memory.

    Args:
        house: what visits share.
        store: where logs go.
        build: versions for the logs' headers.
        limit: visits in memory at most.
        idle_ms: how long a visit without a socket stays in memory.
    """

    def __init__(
        self,
        house: House,
        store: Store,
        build: Build,
        *,
        limit: int,
        idle_ms: int,
    ) -> None:
        self._house = house
        self._store = store
        self._build = build
        self._limit = limit
        self._idle_ms = idle_ms
        self._live: dict[str, Visit] = {}
        self._opening: dict[str, Visit] = {}
        """Visits whose log is about to be opened."""
        self._ending: list[Visit] = []
        """Visits that are over, once the last of them is written."""
        self._withdrawn: list[Visit] = []
        """Visits whose log is to be erased."""
        self._consents: asyncio.Queue[Visit] = asyncio.Queue()
        """Visits whose consent is to be written down."""
        self._reviving = asyncio.Lock()

    def live(self) -> list[Visit]:
        """The visits in memory now."""
        return list(self._live.values())

    def __len__(self) -> int:
        return len(self._live)

    async def join(self, hello: Hello, subject: str) -> tuple[Visit, Welcome]:
        """A new visit, or the one that `hello` names, taken up as far as possible.

        The visit's earlier socket is fenced; welcome and missed frames wait in the outbox.

        Raises:
            ShopFull: as many visits as this server takes.
        """
        visit = self._live.get(hello.visit)
        how = "memory"
        if visit is None and hello.visit:
            async with self._reviving:
                visit = self._live.get(hello.visit) or await self._revive(hello, subject)
            how = "log"
        if visit is None or visit.subject != subject or visit.session.state.ended:
            visit, how = self._new(hello, subject), "new"
        visit.generation += 1
        visit.left_ms = None
        visit.fence(FENCED)
        return visit, self._welcome(visit, hello, how)

    def leave(self, visit: Visit, generation: int) -> None:
        """A socket is gone. That of an older generation is nobody's any more."""
        if visit.generation != generation:
            return
        visit.outbox.disconnect()
        visit.close_socket = None  # it would keep the whole connection in memory
        visit.left_ms = self._house.now_ms()
        if visit.session.state.ended:
            self._ending.append(visit)

    def end(self, subject: str) -> None:
        """End all visits of a subject, whose data are about to be erased."""
        for visit in [each for each in self._live.values() if each.subject == subject]:
            visit.log = None
            visit.generation += 1
            visit.fence(OVER)
            visit.outbox.disconnect()
            self._live.pop(visit.name, None)
            self._opening.pop(visit.name, None)
        waiting = [self._consents.get_nowait() for _ in range(self._consents.qsize())]
        for visit in waiting:
            if visit.subject != subject:
                self._consents.put_nowait(visit)

    def consent(self, subject: str, grants: tuple[Purpose, ...]) -> None:
        """The subject's consent changed outside of their visits."""
        for visit in [each for each in self._live.values() if each.subject == subject]:
            visit.apply(Consent(grants=grants))
            self._consented(visit)

    async def write(self) -> None:
        """Hand log entries to the store as they gather, for ever."""
        while True:
            await asyncio.sleep(CUT_S)
            if not await self._flush():
                await asyncio.sleep(RETRY_S)

    async def tidy(self) -> None:
        """Send acknowledgements that nothing took along, and dispose of idle visits, for ever."""
        waited = 0.0
        while True:
            await asyncio.sleep(ACK_S)
            acks = self._house.acks
            for visit in tuple(acks):
                visit.outbox.flush_ack()
            acks.clear()
            waited += ACK_S
            if waited >= IDLE_S:
                waited = 0.0
                self._dispose_idle()

    async def remember(self) -> None:
        """Write down what is consented to, for ever: apart, since each is an fsync."""
        while True:
            visit = await self._consents.get()
            grants = visit.session.state.grants
            try:
                await self._store.set_consent(visit.subject, grants, self._house.now_ms())
            except sqlite3.Error:
                log.exception("a consent could not be written down: trying again")
                self._consents.put_nowait(visit)
                await asyncio.sleep(RETRY_S)

    def farewell(self) -> None:
        """Tell every shopper that the server goes down; all coming back at once would be too many."""
        spread_ms = BACK_MS * len(self._live)
        for visit in self._live.values():
            retry_ms = BACK_MS + secrets.randbelow(BACK_MS + spread_ms)
            visit.outbox.put("closing", encode_message(Closing(code=GOING, retry_ms=retry_ms)))

    async def close(self) -> None:
        """Write down what there is; sockets are closed already."""
        await self._flush()
        await self._store.flush()

    def _new(self, hello: Hello, subject: str) -> Visit:
        self._make_room()
        visit = Visit(self._house, secrets.token_urlsafe(12), subject, _epoch())
        visit.on_consent = self._consented
        self._live[visit.name] = visit
        visit.apply(Started(lang=hello.lang, seed=secrets.randbits(31)))
        return visit

    def _make_room(self) -> None:
        """See that one more visit may be in memory.

        Raises:
            ShopFull: it may not.
        """
        if len(self._live) >= self._limit:
            self._dispose_idle(self._limit // 10)
        if len(self._live) >= self._limit:
            raise ShopFull("the showroom is full, please come back in a moment")

    async def _revive(self, hello: Hello, subject: str) -> Visit | None:
        """The visit as its log tells it, or nothing where there is none of this shopper.

        Raises:
            ShopFull: as many visits as this server takes.
        """
        name = hello.visit
        self._make_room()
        try:
            kept, cipher = await self._store.reopen_visit(name, subject, self._house.now_ms())
            data = kept.header + b"".join(kept.blocks)
            header, entries = read(data, cipher.decrypt)
            again = await asyncio.to_thread(rebuild, entries)
            consent = await self._store.consent(subject)
        except VisitUnknown:
            return None
        except (LogDamaged, LogUnreadable) as error:
            self._store.close_visit(name)
            log.warning("visit %s cannot be taken up: %s", name, error.message)
            return None
        if not self._store.is_open(name):
            return None  # erased meanwhile
        outbox = Outbox(header.first_frame + again.sent - len(again.frames))
        for frame in again.frames:
            outbox.push(frame)
        outbox.acknowledge(again.session.state.heard)
        visit = Visit(
            self._house,
            name,
            subject,
            again.epoch or header.epoch,
            session=again.session,
            seq=again.seq,
            outbox=outbox,
            began_ms=header.began_ms,
        )
        visit.on_consent = self._consented
        tail = kept.blocks[-1] if kept.blocks else kept.header
        visit.log = LogWriter.resume(header, tail, cipher.encrypt)
        self._live[name] = visit
        if not outbox.has(hello.ack):  # it saw frames that were never written: their numbers now
            self._renumber(visit)  # go to others, pushed from here on
        visit.resubmit(again.jobs)
        shelf = again.session.state.shelf
        if shelf.asked_for and not any(job.for_seq == shelf.asked_for for job in again.jobs):
            visit.apply(JobFailed(for_seq=shelf.asked_for, job="rank", code=Restarted.code))
        grants = visit.session.state.grants
        left = tuple(each for each in grants if each in consent.grants)
        if consent.version and left != grants:  # withdrawn while nobody was here
            visit.apply(Consent(grants=left))
            self._consented(visit)
        return visit

    def _renumber(self, visit: Visit) -> None:
        """Begin a new epoch, and write so before any frame of it: numbers of the old one mean others."""
        visit.epoch = _epoch()
        assert visit.log is not None
        self._house.dirty.append(visit)
        visit.log.add(
            visit.seq, visit.session.state.t_ms, "epoch", msgspec.msgpack.encode(visit.epoch)
        )

    def _welcome(self, visit: Visit, hello: Hello, how: str) -> Welcome:
        outbox = visit.outbox
        outbox.connect()
        if how != "new" and not (hello.epoch == visit.epoch and outbox.has(hello.ack)):
            how, visit.epoch = "snapshot", _epoch()
        last = {"new": 0, "snapshot": outbox.next - 1}.get(how, hello.ack)
        welcome = Welcome(
            visit=visit.name,
            epoch=visit.epoch,
            generation=visit.generation,
            resumed=how,  # type: ignore[arg-type]
            heard=visit.heard,
            next=last + 1,
            durable=visit.log is not None,
            catalogue=self._build.catalogue,
            t_ms=visit.t_ms,
            listens=self._build.listens,
        )
        outbox.put("welcome", encode_message(welcome))
        if how == "snapshot":
            outbox.put("snapshot", encode_message(snapshot(visit.session.state)))
        outbox.rewind(last)
        return welcome

    def _consented(self, visit: Visit) -> None:
        """Begin or end the log as consent was given or withdrawn."""
        wanted = "log" in visit.session.state.grants
        if wanted and visit.log is None and visit.name not in self._opening:
            visit.log = LogWriter(self._header(visit), _not_open)
            visit.snapshot()
            self._opening[visit.name] = visit
        elif not wanted and visit.log is not None:
            visit.log = None
            self._opening.pop(visit.name, None)
            self._withdrawn.append(visit)
            visit.committed(visit.heard)
        self._consents.put_nowait(visit)

    def _header(self, visit: Visit) -> Header:
        return Header(
            visit=visit.name,
            epoch=visit.epoch,
            catalogue=self._build.catalogue,
            models=self._build.models,
            seed=visit.session.state.seed,
            cipher="aes-256-gcm",
            first_frame=visit.outbox.next,
            began_ms=visit.began_ms,
        )

    async def _flush(self) -> bool:
        """Hand over what has gathered; whether the database did all that was asked of it."""
        try:
            while self._withdrawn:  # first: the same visit may have been consented to again
                await self._store.forget_visit(self._withdrawn[0].name)
                del self._withdrawn[0]
            await self._open_logs()
        except sqlite3.Error:
            log.exception("a log could not be erased: trying again")
            done = False
        else:
            done = True
        self._cut()
        over = [visit for visit in self._ending if visit.name not in self._opening]
        self._ending = [visit for visit in self._ending if visit.name in self._opening]
        for visit in over:
            self._dispose(visit)
        return done

    async def _open_logs(self) -> None:
        for visit in tuple(self._opening.values()):
            writer = visit.log
            if writer is None:
                continue
            try:
                cipher = await self._store.open_visit(
                    visit.name, visit.subject, writer.header, self._house.now_ms()
                )
            except (VisitUnknown, sqlite3.Error):
                log.exception("the log of visit %s could not be opened", visit.name)
                self._opening.pop(visit.name, None)
                self._undurable(visit)
                continue
            if visit.log is writer:
                writer.seal = cipher.encrypt
                self._opening.pop(visit.name, None)
            else:  # consent was withdrawn, or all was erased, meanwhile
                self._withdrawn.append(visit)

    def _cut(self) -> None:
        house = self._house
        dirty = house.dirty[:]
        house.dirty.clear()
        for visit in dirty:
            if visit.name in self._opening:
                house.dirty.append(visit)
            else:
                self._append(visit)

    def _append(self, visit: Visit) -> None:
        block = visit.cut()
        if block is None:
            return
        told = partial(visit.committed, visit.heard)
        try:
            self._store.append(visit.name, block.first, block.last, block.data, told)
        except (LogFull, StoreBusy, VisitUnknown) as error:
            log.warning("visit %s is not written any further: %s", visit.name, error.message)
            self._undurable(visit)

    def _undurable(self, visit: Visit) -> None:
        visit.log = None
        visit.committed(visit.heard)
        grants = visit.session.state.grants
        visit.outbox.put("consented", encode_message(Consented(grants=grants, durable=False)))

    def _dispose_idle(self, at_least: int = 0) -> None:
        """Dispose of visits that were left long ago, or of the `at_least` that were left first."""
        now = self._house.now_ms()
        left = sorted(
            (visit for visit in self._live.values() if visit.left_ms is not None),
            key=lambda visit: visit.left_ms or 0,
        )
        for place, visit in enumerate(left):
            if visit.name in self._opening:
                continue  # its log is about to be there
            if place < at_least or now - (visit.left_ms or 0) > self._idle_ms:
                self._dispose(visit)

    def _dispose(self, visit: Visit) -> None:
        self._append(visit)
        self._live.pop(visit.name, None)
        self._opening.pop(visit.name, None)
        visit.log = None
        self._store.close_visit(visit.name)


def _not_open(_entries: bytes, _first: int) -> bytes:
    """The seal of a log whose key is not there yet: nothing is ever stored in the open."""
    raise RuntimeError("a log was cut before it was opened")


def _epoch() -> str:
    return secrets.token_urlsafe(6)
