"""The one thread that touches the database: group commit for blocks, whole calls for the rest.

Blocks wait until `commit_s` has passed since the first of them, or until there are `FULL`; then
one transaction takes them all, and one call into the event loop tells all who waited. Nothing is
told before the COMMIT. Work of other kinds runs at once, in its place among the blocks.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, Final, Literal, NamedTuple, TypeVar

from server.errors import StoreBusy
from server.store import tables

FULL: Final = 256
"""Blocks in one commit, about."""

WAITING: Final = 65_536
"""Blocks in memory at most; a disk that is this far behind is taken as broken."""

_RETRY_S: Final = 1.0
_log: Final = logging.getLogger(__name__)

Result = TypeVar("Result")
Told = Callable[[], None]
CallSoon = Callable[..., object]
"""`loop.call_soon_threadsafe`."""

Mode = Literal["read", "normal", "full", "scrub"]
"""`normal` survives a killed process, `full` a power cut too; `scrub` leaves no trace of what was
deleted in the write-ahead log either."""


class _Block(NamedTuple):
    visit: str
    first: int
    last: int
    data: bytes
    told: Told


class _Call(NamedTuple):
    work: Callable[[sqlite3.Connection], Any]
    mode: Mode
    future: Future[Any]


class Writer:
    """Owns the connection from `start` to `close`.

    Args:
        db: made with `tables.connect`.
        call_soon: runs a function in the event loop, from any thread.
        commit_s: how long blocks are gathered.
        observe: told of each commit: how many blocks, and seconds since the first was picked up.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        call_soon: CallSoon,
        *,
        commit_s: float = 0.01,
        observe: Callable[[int, float], None] | None = None,
    ) -> None:
        self.numbers: dict[str, int] = {}
        """Numbers of the open visits; touched by this thread (so: inside calls) only."""
        self.failing = ""
        """Why the last commit failed; empty when it did not."""
        self._db = db
        self._call_soon = call_soon
        self._commit_s = commit_s
        self._observe = observe
        self._queue: SimpleQueue[_Block | _Call | None] = SimpleQueue()
        self._hurry = threading.Event()
        self._synchronous = ""
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """Blocks and calls not yet picked up."""
        return self._queue.qsize()

    def add(self, visit: str, first: int, last: int, data: bytes, told: Told) -> None:
        """Have a block written; `told` runs in the event loop once it is safe.

        Raises:
            StoreBusy: the disk is too far behind.
        """
        waiting = self._queue.qsize()
        if waiting >= FULL:
            self._hurry.set()
            if waiting >= WAITING:
                raise StoreBusy(f"{waiting} blocks wait to be written")
        self._queue.put(_Block(visit, first, last, data, told))

    def call(self, work: Callable[[sqlite3.Connection], Result], mode: Mode) -> Future[Result]:
        """Have `work` run in a transaction, after all that was added before."""
        future: Future[Result] = Future()
        self._queue.put(_Call(work, mode, future))
        self._hurry.set()
        return future

    def close(self) -> None:
        """Write what is left, then close the connection; blocks until done."""
        self._closing = True
        self._queue.put(None)
        self._hurry.set()
        self._thread.join()

    def _run(self) -> None:
        goes_on = True
        while goes_on:
            blocks: list[_Block] = []
            started = time.monotonic()
            for item in self._gather():
                if isinstance(item, _Block):
                    blocks.append(item)
                    continue
                self._write(blocks, started)
                blocks = []
                if item is None:
                    goes_on = False
                else:
                    self._answer(item)
            self._write(blocks, started)
        self._db.close()

    def _gather(self) -> Iterable[_Block | _Call | None]:
        first = self._queue.get()
        if isinstance(first, _Block):
            # One timed sleep, not one wake-up per block: each would take the lock from the loop.
            self._hurry.wait(self._commit_s)
        self._hurry.clear()
        return [first, *(self._queue.get() for _ in range(self._queue.qsize()))]

    def _write(self, blocks: list[_Block], started: float) -> None:
        while blocks:
            try:
                self._commit(blocks)
            except Exception as error:  # noqa: BLE001 - a dead writer would be silent: keep on, and say so
                _log.exception("%d blocks could not be written", len(blocks))
                self.failing = str(error)
                if self._closing:
                    return
                time.sleep(_RETRY_S)
            else:
                self.failing = ""
                self._tell([block.told for block in blocks if block.visit in self.numbers])
                if self._observe:
                    self._observe(len(blocks), time.monotonic() - started)
                return

    def _commit(self, blocks: list[_Block]) -> None:
        number = self.numbers.get
        rows = [
            (visit, block.first, block.last, block.data)
            for block in blocks
            if (visit := number(block.visit)) is not None
        ]
        self._transact(lambda db: tables.add_blocks(db, rows), "NORMAL")

    def _answer(self, call: _Call) -> None:
        if not call.future.set_running_or_notify_cancel():
            return
        try:
            call.future.set_result(self._perform(call))
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to the caller
            call.future.set_exception(error)

    def _perform(self, call: _Call) -> Any:
        if call.mode == "read":
            return call.work(self._db)
        result = self._transact(call.work, "NORMAL" if call.mode == "normal" else "FULL")
        if call.mode == "scrub":
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return result

    def _transact(
        self, work: Callable[[sqlite3.Connection], Result], synchronous: Literal["NORMAL", "FULL"]
    ) -> Result:
        if synchronous != self._synchronous:
            self._db.execute(f"PRAGMA synchronous = {synchronous}")
            self._synchronous = synchronous
        self._db.execute("BEGIN IMMEDIATE")
        try:
            result = work(self._db)
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        return result

    def _tell(self, told: list[Told]) -> None:
        try:
            self._call_soon(_tell_all, told)
        except RuntimeError:
            _log.warning("%d commits were made after the event loop had ended", len(told))


def _tell_all(told: list[Told]) -> None:
    for each in told:
        try:
            each()
        except Exception:  # noqa: BLE001 - one visit's fault must not cost the others their acknowledgement
            _log.exception("an acknowledgement failed")
