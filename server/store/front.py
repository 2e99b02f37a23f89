"""`Store`: what visits, the API and the command line ask of the database."""

from __future__ import annotations

import asyncio
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

import msgspec

from server.errors import LogFull
from server.keys import Cipher, KeyRing
from server.settings import Settings
from server.store import tables
from server.store.tables import Consent, Kept, Receipt, Visit
from server.store.writer import CallSoon, Mode, Result, Told, Writer
from sessions.errors import VisitUnknown
from sessions.messages.common import Purpose
from sessions.privacy import RETENTION_DAYS

FILE: Final = "visits.sqlite"
_DAY_MS: Final = 86_400_000
_SWEEP_AT_ONCE: Final = 50

ReadLog = Callable[[Kept, Cipher], object]
"""A stored visit and its cipher -> what its shopper may read of it, for JSON."""


class Reopened(NamedTuple):
    """A visit taken up again from its log."""

    kept: Kept
    cipher: Cipher


class _Open(msgspec.Struct):
    subject: str
    bytes: int


class Store:
    """One database. All but `append` wait for the writer thread without holding up the loop.

    Args:
        settings: `data`, `commit_ms` and `log_bytes` are used; the folder is made when missing.
        keys: wraps the visits' keys.
        call_soon: `loop.call_soon_threadsafe`.
        observe: told of each commit (blocks, seconds), in the writer's thread.

    Raises:
        sqlite3.Error: the database cannot be opened.
    """

    def __init__(
        self,
        settings: Settings,
        keys: KeyRing,
        call_soon: CallSoon,
        observe: Callable[[int, float], None] | None = None,
    ) -> None:
        settings.data.mkdir(0o700, parents=True, exist_ok=True)
        self._keys = keys
        self._cap = settings.log_bytes
        self._open: dict[str, _Open] = {}
        self._writer = Writer(
            tables.connect(settings.data / FILE),
            call_soon,
            commit_s=settings.commit_ms / 1000,
            observe=observe,
        )

    @property
    def failing(self) -> str:
        """Why nothing can be written at present; empty when all is well."""
        return self._writer.failing

    @property
    def waiting(self) -> int:
        """Blocks not yet picked up by the writer."""
        return self._writer.waiting

    def append(
        self, visit: str, first_seq: int, last_seq: int, block: bytes, on_commit: Told
    ) -> None:
        """Have a sealed block written; returns at once.

        `on_commit` runs in the event loop, and only after the block is safe from a killed process.

        Raises:
            VisitUnknown: the visit is not open (any more): closed, erased.
            LogFull: the log of this visit reached its cap.
            StoreBusy: the disk is too far behind.
        """
        entry = self._open.get(visit)
        if entry is None:
            raise VisitUnknown(f"visit {visit} is not open")
        size = entry.bytes + len(block)
        if size > self._cap:
            raise LogFull(f"the log of visit {visit} reached {self._cap} bytes")
        self._writer.add(visit, first_seq, last_seq, block, on_commit)
        entry.bytes = size

    async def open_visit(self, visit: str, subject: str, header: bytes, now_ms: int) -> Cipher:
        """Begin the log of a new visit; its key is made here.

        Raises:
            VisitUnknown: there is a visit of this id already.
        """
        if visit in self._open:
            raise VisitUnknown(f"visit {visit} is open already")
        wrapped, cipher = self._keys.make(visit)
        new = Kept(visit, subject, now_ms, header, wrapped)
        numbers = self._writer.numbers

        def add(db: sqlite3.Connection) -> None:
            numbers[visit] = tables.add_visit(db, new)

        with self._opening(visit, subject) as entry:
            try:
                await self._call(add, "normal")
            except sqlite3.IntegrityError as error:
                raise VisitUnknown(f"visit {visit} exists already") from error
            entry.bytes = len(header)
        return cipher

    async def reopen_visit(self, visit: str, subject: str, now_ms: int) -> Reopened:
        """Take up the log of an earlier visit.

        Raises:
            VisitUnknown: no such visit, or another subject's.
            LogDamaged: its key does not open.
        """
        numbers = self._writer.numbers

        def touch(db: sqlite3.Connection) -> Kept:
            number, kept = _found(db, visit)
            if kept.subject != subject:
                raise VisitUnknown(f"visit {visit} is another shopper's")
            numbers[visit] = number
            tables.touch_visit(db, number, now_ms)
            return kept

        with self._opening(visit, subject) as entry:
            kept = await self._call(touch, "normal")
            cipher = self._keys.open(kept.key, visit)
            entry.bytes = len(kept.header) + sum(map(len, kept.blocks))
        return Reopened(kept, cipher)

    def close_visit(self, visit: str) -> None:
        """The visit is over: nothing more will be appended."""
        if self._open.pop(visit, None):
            self._writer.call(lambda _db: self._writer.numbers.pop(visit, None), "read")

    def is_open(self, visit: str) -> bool:
        """Whether the log of a visit may be appended to."""
        return visit in self._open

    async def read_visit(self, visit: str) -> Reopened:
        """All that is kept of a visit, without taking it up.

        Raises:
            VisitUnknown: no such visit is kept.
            LogDamaged: its key does not open.
        """
        kept = await self._call(lambda db: _found(db, visit)[1], "read")
        return Reopened(kept, self._keys.open(kept.key, visit))

    async def read_blocks(self, visit: str) -> list[bytes]:
        """The sealed blocks of a visit in order, those appended before this call included.

        Raises:
            VisitUnknown: no such visit is kept.
        """
        return (await self.read_visit(visit)).kept.blocks

    async def visits_of(self, subject: str) -> list[Visit]:
        """The visits of a subject, oldest first."""
        return await self._call(lambda db: tables.visits_of(db, subject), "read")

    async def consent(self, subject: str) -> Consent:
        """What a subject consents to now."""
        return await self._call(lambda db: tables.read_consent(db, subject), "read")

    async def set_consent(self, subject: str, grants: Iterable[Purpose], now_ms: int) -> Consent:
        """All that a subject consents to from now on; safe from a power cut when this returns."""
        wanted = tuple(grants)
        return await self._call(lambda db: tables.add_consent(db, subject, now_ms, wanted), "full")

    async def forget_visit(self, visit: str) -> None:
        """Remove the key and the log of one visit: its shopper does not want it written any more."""
        self.close_visit(visit)
        await self._call(lambda db: tables.forget_visit(db, visit), "scrub")

    async def erase(self, subject: str, now_ms: int) -> Receipt:
        """Remove all there is of a subject: first the keys, and with them every copy of the logs.

        End their live visits before; what is appended after this call is refused.
        """
        for visit in [each for each, entry in self._open.items() if entry.subject == subject]:
            self.close_visit(visit)
        receipt_id = secrets.token_hex(8)
        return await self._call(lambda db: tables.erase(db, subject, now_ms, receipt_id), "scrub")

    async def export(self, subject: str, read: ReadLog) -> dict[str, object]:
        """All there is of a subject, for JSON; `read` runs in a thread of its own.

        Raises:
            LogDamaged: a log or its key does not open.
        """
        visits = []
        for each in await self.visits_of(subject):
            kept, cipher = await self.read_visit(each.visit)
            log = await asyncio.to_thread(read, kept, cipher)
            visits.append({**msgspec.structs.asdict(each), "log": log})
        history = await self._call(lambda db: tables.consents(db, subject), "read")
        return {"subject": subject, "consent": msgspec.to_builtins(history), "visits": visits}

    async def sweep(self, now_ms: int, days: int = RETENTION_DAYS["log"]) -> int:
        """Remove visits last opened more than `days` ago, and old consent and tombstones.

        Visits that are open stay. Many small transactions, so that commits go on in between.
        """
        await self._call(lambda db: self._touch_open(db, now_ms), "normal")
        before = now_ms - days * _DAY_MS
        removed = 0
        while step := await self._call(
            lambda db: tables.expire_visits(db, before, _SWEEP_AT_ONCE), "normal"
        ):
            removed += step
        consent, tombstone = (
            now_ms - RETENTION_DAYS[kind] * _DAY_MS for kind in ("consent", "tombstone")
        )
        await self._call(lambda db: tables.expire_rest(db, consent, tombstone), "scrub")
        return removed

    async def flush(self) -> None:
        """Return once all that was appended so far is safe."""
        await self._call(lambda _db: None, "read")

    async def close(self) -> None:
        """Write what is left and close the database."""
        await asyncio.to_thread(self._writer.close)

    @contextmanager
    def _opening(self, visit: str, subject: str) -> Iterator[_Open]:
        """Open from before the first await on, so that an erasure meanwhile closes it.

        Raises:
            VisitUnknown: it did.
        """
        entry = self._open[visit] = _Open(subject, 0)
        try:
            yield entry
        except BaseException:
            self.close_visit(visit)
            raise
        if self._open.get(visit) is not entry:
            raise VisitUnknown(f"visit {visit} was closed while it was opened")

    def _touch_open(self, db: sqlite3.Connection, now_ms: int) -> None:
        for number in self._writer.numbers.values():
            tables.touch_visit(db, number, now_ms)

    async def _call(
        self,
        work: Callable[[sqlite3.Connection], Result],
        mode: Mode,
    ) -> Result:
        return await asyncio.wrap_future(self._writer.call(work, mode))


def _found(db: sqlite3.Connection, visit: str) -> tuple[int, Kept]:
    found = tables.find_visit(db, visit)
    if found is None:
        raise VisitUnknown(f"no visit {visit} is kept")
    return found
