import sqlite3
import threading
import time
from pathlib import Path

import pytest

from server.errors import StoreBusy
from server.store import tables, writer
from server.store.tables import Kept
from server.store.writer import Writer


@pytest.fixture
def made(tmp_path: Path):
    """A writer with visit `v` open, whose acknowledgements run at once in its own thread."""
    each = Writer(tables.connect(tmp_path / "x.sqlite"), lambda f, *args: f(*args), commit_s=0.005)

    def add(db: sqlite3.Connection) -> None:
        each.numbers["v"] = tables.add_visit(db, Kept("v", "s", 0, b"", b""))

    each.call(add, "normal").result(5)
    yield each
    each.close()


def blocks_of(made: Writer) -> list[bytes]:
    return made.call(lambda db: tables.read_blocks(db, made.numbers["v"]), "read").result(5)


def test_calls_see_what_was_added_before_them(made):
    for n in range(600):
        made.add("v", n, n, b"%d" % n, lambda: None)
    assert blocks_of(made) == [b"%d" % n for n in range(600)]


def test_a_full_disk_delays_but_loses_nothing(made, monkeypatch):
    """Blocks that cannot be written stay, are not acknowledged, and are written later."""
    monkeypatch.setattr(writer, "_RETRY_S", 0.01)
    real = tables.add_blocks
    failures = iter([sqlite3.OperationalError("database or disk is full")] * 3)
    seen: list[str] = []

    def failing(db, rows):
        seen.append(made.failing)
        for error in failures:
            raise error
        real(db, rows)

    monkeypatch.setattr(tables, "add_blocks", failing)
    done = threading.Event()
    made.add("v", 1, 1, b"one", done.set)
    assert done.wait(5)
    assert seen == ["", *["database or disk is full"] * 3]
    assert made.failing == ""
    assert blocks_of(made) == [b"one"]


def test_a_failed_call_is_its_callers_and_is_rolled_back(made):
    def half(db):
        tables.add_blocks(db, [(made.numbers["v"], 1, 1, b"half")])
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        made.call(half, "full").result(5)
    assert blocks_of(made) == []


def test_blocks_of_a_closed_visit_are_dropped_and_not_acknowledged(made):
    told = []
    made.call(lambda _db: made.numbers.clear(), "read").result(5)
    made.add("v", 1, 1, b"x", lambda: told.append(1))
    made.call(lambda _db: None, "read").result(5)
    assert told == []


def test_one_failing_acknowledgement_does_not_stop_the_others(made):
    done = threading.Event()
    made.add("v", 1, 1, b"x", lambda: 1 / 0)
    made.add("v", 2, 2, b"y", done.set)
    assert done.wait(5)


def test_too_many_waiting_blocks_are_refused(made, monkeypatch):
    monkeypatch.setattr(writer, "WAITING", 300)
    release = threading.Event()
    held = made.call(lambda _db: release.wait(5), "read")
    while made.waiting:
        time.sleep(0.001)
    for n in range(300):
        made.add("v", n, n, b"x", lambda: None)
    with pytest.raises(StoreBusy):
        made.add("v", 300, 300, b"x", lambda: None)
    release.set()
    held.result(5)
    assert len(blocks_of(made)) == 300


def test_close_writes_what_is_left(tmp_path):
    each = Writer(tables.connect(tmp_path / "y.sqlite"), lambda f, *args: f(*args), commit_s=0.5)
    each.call(
        lambda db: each.numbers.update(v=tables.add_visit(db, Kept("v", "s", 0, b"", b""))),
        "normal",
    )
    each.add("v", 1, 1, b"x", lambda: None)
    each.close()
    db = tables.connect(tmp_path / "y.sqlite")
    assert db.execute("SELECT count(*) FROM block").fetchone() == (1,)
    db.close()


def test_each_commit_is_observed(tmp_path):
    seen = []
    each = Writer(
        tables.connect(tmp_path / "z.sqlite"),
        lambda f, *args: f(*args),
        observe=lambda *what: seen.append(what),
    )
    each.add("v", 1, 1, b"x", lambda: None)
    each.close()
    assert [blocks for blocks, _ in seen] == [1]
    assert 0 < seen[0][1] < 5


def test_a_commit_after_the_loop_has_ended_is_still_made(tmp_path):
    def closed(*_call):
        raise RuntimeError("Event loop is closed")

    each = Writer(tables.connect(tmp_path / "e.sqlite"), closed)
    each.call(
        lambda db: each.numbers.update(v=tables.add_visit(db, Kept("v", "s", 0, b"", b""))),
        "normal",
    )
    each.add("v", 1, 1, b"x", lambda: None)
    assert blocks_of(each) == [b"x"]
    each.close()


def test_closing_gives_up_on_a_broken_disk(tmp_path, monkeypatch):
    """Nothing is acknowledged, and nobody waits for ever."""

    def broken(_db, _rows):
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(writer, "_RETRY_S", 0.01)
    monkeypatch.setattr(tables, "add_blocks", broken)
    told = []
    each = Writer(tables.connect(tmp_path / "e.sqlite"), lambda f, *args: f(*args))
    each.add("v", 1, 1, b"x", lambda: told.append(1))
    each.close()
    assert told == []
    assert each.failing == "disk I/O error"
