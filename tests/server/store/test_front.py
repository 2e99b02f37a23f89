import asyncio
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from server.errors import LogFull
from server.keys import KeyRing
from server.store.front import FILE
from sessions import log
from sessions.errors import LogDamaged, VisitUnknown

DAY_MS = 86_400_000


async def written(store, visit, *blocks, subject="s", at_ms=0):
    """Opens a visit and waits until `blocks` are safe."""
    cipher = await store.open_visit(visit, subject, b"header", at_ms)
    done = asyncio.Event()
    for number, block in enumerate(blocks, 1):
        told = done.set if number == len(blocks) else lambda: None
        store.append(visit, number, number, cipher.encrypt(block, number), told)
    if blocks:
        await asyncio.wait_for(done.wait(), 5)
    return cipher


def test_blocks_come_back_in_order_and_open(with_store):
    async def visit(store):
        cipher = await written(store, "v", b"one", b"two", b"three")
        blocks = await store.read_blocks("v")
        assert [cipher.decrypt(b, n) for n, b in enumerate(blocks, 1)] == [b"one", b"two", b"three"]

    with_store(visit)


def test_told_only_after_the_commit(with_store, tmp_path):
    """Another connection sees the block at the very moment the callback runs."""

    async def visit(store):
        await store.open_visit("v", "s", b"", 0)
        seen = asyncio.get_running_loop().create_future()

        def told():
            db = sqlite3.connect(tmp_path / FILE)
            seen.set_result(db.execute("SELECT count(*) FROM block").fetchone()[0])
            db.close()

        store.append("v", 1, 1, b"x", told)
        assert not seen.done()
        assert await asyncio.wait_for(seen, 5) == 1

    with_store(visit)


def test_one_call_into_the_loop_for_many_blocks(with_store):
    async def visit(store):
        calls = []
        soon = store._writer._call_soon
        store._writer._call_soon = lambda *call: (calls.append(1), soon(*call))
        await written(store, "v", *[b"x"] * 100)
        assert len(calls) < 10

    with_store(visit, commit_ms=50)


def test_a_visit_goes_on_after_a_restart(with_store):
    async def first(store):
        await written(store, "v", b"one")

    async def second(store):
        kept, cipher = await store.reopen_visit("v", "s", 5)
        assert kept.header == b"header"
        assert [cipher.decrypt(block, 1) for block in kept.blocks] == [b"one"]
        done = asyncio.Event()
        store.append("v", 2, 2, cipher.encrypt(b"two", 2), done.set)
        await asyncio.wait_for(done.wait(), 5)
        assert len(await store.read_blocks("v")) == 2

    with_store(first)
    with_store(second)


def test_a_log_written_with_the_cipher_reads_and_verifies(with_store):
    """The whole road: LogWriter sealed by the visit's cipher, stored, joined, read."""

    async def visit(store):
        header = log.Header("v", "e", "c", cipher="aes-256-gcm")
        cipher = await store.open_visit("v", "s", log.LogWriter(header).header, 0)
        writer = log.LogWriter(header, cipher.encrypt)
        for seq in range(1, 200):
            writer.add(seq, seq * 10, "event", b"\xa1x")
            if writer.full or seq == 199:
                store.append("v", *writer.take(), lambda: None)
        kept, cipher = await store.read_visit("v")
        data = kept.header + b"".join(kept.blocks)
        assert log.check(data) == 5
        read, entries = log.read(data, cipher.decrypt)
        assert read == header
        assert [entry.seq for entry in entries] == list(range(1, 200))

    with_store(visit)


@pytest.mark.parametrize(
    ("visit_id", "subject"), [("v", "somebody else"), ("unknown", "s")], ids=["foreign", "unknown"]
)
def test_only_ones_own_visit_is_taken_up(with_store, visit_id, subject):
    async def visit(store):
        await written(store, "v", b"one")
        with pytest.raises(VisitUnknown):
            await store.reopen_visit(visit_id, subject, 1)

    with_store(visit)


def test_an_id_is_used_once(with_store):
    async def visit(store):
        await store.open_visit("v", "s", b"", 0)
        with pytest.raises(VisitUnknown, match="open already"):
            await store.open_visit("v", "t", b"", 0)
        store.close_visit("v")
        with pytest.raises(VisitUnknown, match="exists"):
            await store.open_visit("v", "t", b"", 0)

    with_store(visit)


def test_closed_visits_take_no_blocks(with_store):
    async def visit(store):
        await written(store, "v", b"one")
        store.close_visit("v")
        with pytest.raises(VisitUnknown):
            store.append("v", 2, 2, b"x", lambda: None)
        assert len(await store.read_blocks("v")) == 1

    with_store(visit)


def test_the_cap_holds_over_a_restart(with_store):
    block = bytes(40_000)

    async def first(store):
        await store.open_visit("v", "s", b"", 0)
        store.append("v", 1, 1, block, lambda: None)
        with pytest.raises(LogFull):
            store.append("v", 2, 2, block, lambda: None)

    async def second(store):
        await store.reopen_visit("v", "s", 1)
        with pytest.raises(LogFull):
            store.append("v", 2, 2, block, lambda: None)

    with_store(first, log_bytes=65_536)
    with_store(second, log_bytes=65_536)


def test_consent_is_versioned_and_no_change_is_no_version(with_store):
    async def visit(store):
        assert (await store.consent("s")).version == 0
        await store.set_consent("s", ["log", "voice"], 10)
        await store.set_consent("s", ["voice", "log"], 20)
        now = await store.set_consent("s", [], 30)
        assert (now.version, now.at_ms, now.grants) == (2, 30, ())
        assert await store.consent("s") == now
        assert (await store.consent("t")).version == 0

    with_store(visit)


def test_refusing_everything_is_an_answer_too(with_store):
    async def visit(store):
        assert (await store.set_consent("s", [], 10)).version == 1

    with_store(visit)


def test_erasure_leaves_no_trace_and_gives_a_receipt(with_store, tmp_path):
    async def visit(store):
        cipher = await written(store, "v", b"x", subject="gone")
        store.append("v", 2, 2, b"MARK" * 100, lambda: None)
        await written(store, "w", b"y", subject="stays")
        await store.set_consent("gone", ["log"], 1)
        wrapped = (await store.read_visit("v")).kept.key
        receipt = await store.erase("gone", 50)
        assert (receipt.visits, receipt.blocks, receipt.consents) == (1, 2, 1)
        assert await store.erase("gone", 99) == receipt
        assert await store.visits_of("gone") == []
        assert (await store.consent("gone")).version == 0
        with pytest.raises(VisitUnknown):
            store.append("v", 3, 3, cipher.encrypt(b"z", 3), lambda: None)
        assert len(await store.read_blocks("w")) == 1
        rest = b"".join(path.read_bytes() for path in tmp_path.glob(FILE + "*"))
        for trace in (b"MARKMARK", wrapped, b"gone"):
            assert trace not in rest

    with_store(visit)


def test_one_visit_is_forgotten_and_may_begin_again(with_store):
    async def visit(store):
        await written(store, "v", b"x")
        await written(store, "w", b"x")
        await store.forget_visit("v")
        await store.forget_visit("v")
        with pytest.raises(VisitUnknown):
            store.append("v", 2, 2, b"x", lambda: None)
        assert [each.visit for each in await store.visits_of("s")] == ["w"]
        cipher = await written(store, "v", b"again")
        assert [cipher.decrypt(b, 1) for b in await store.read_blocks("v")] == [b"again"]

    with_store(visit)


@pytest.mark.parametrize("begin", ["open", "reopen"])
def test_a_visit_that_is_opened_during_an_erasure_stays_closed(with_store, begin):
    """Whichever comes first: nothing is written of it afterwards, and nobody is told it was."""

    async def visit(store):
        if begin == "reopen":
            await written(store, "v", b"x")
            store.close_visit("v")
            opening = store.reopen_visit("v", "s", 1)
        else:
            opening = store.open_visit("v", "s", b"", 1)
        async with asyncio.TaskGroup() as tasks:
            opened = tasks.create_task(refused(opening))
            await asyncio.sleep(0)
            await store.erase("s", 2)
        assert await opened
        with pytest.raises(VisitUnknown):
            store.append("v", 1, 1, b"x", lambda: None)
        await store.flush()
        assert await store.visits_of("s") == []

    async def refused(opening) -> bool:
        with pytest.raises(VisitUnknown):
            await opening
        return True

    with_store(visit)


def test_data_after_an_erasure_is_erased_again(with_store):
    async def visit(store):
        await written(store, "v", b"x")
        first = await store.erase("s", 1)
        await written(store, "w", b"x")
        second = await store.erase("s", 2)
        assert second.visits == 1
        assert second.id != first.id

    with_store(visit)


def test_erasing_a_stranger_is_answered_too(with_store):
    async def visit(store):
        receipt = await store.erase("nobody", 1)
        assert receipt.visits == 0
        assert await store.erase("nobody", 2) == receipt

    with_store(visit)


def test_export_holds_all_there_is(with_store):
    async def visit(store):
        await written(store, "v", b"one", b"two", at_ms=7)
        await written(store, "w", b"other", subject="t")
        await store.set_consent("s", ["log"], 3)

        def read(kept, cipher):
            return [cipher.decrypt(b, n).decode() for n, b in enumerate(kept.blocks, 1)]

        export = await store.export("s", read)
        assert export["consent"] == [{"version": 1, "at_ms": 3, "grants": ("log",)}]
        (only,) = export["visits"]
        assert (only["visit"], only["opened_ms"], only["events"]) == ("v", 7, 2)
        assert only["log"] == ["one", "two"]

    with_store(visit)


def test_sweep_removes_what_is_old_and_spares_what_is_open(with_store):
    async def visit(store):
        for day in range(120):
            await store.open_visit(f"v{day}", "s", b"", day * DAY_MS)
            store.append(f"v{day}", 1, 1, b"x", lambda: None)
            if day != 3:
                store.close_visit(f"v{day}")
        assert await store.sweep(120 * DAY_MS, days=30) == 89  # days 0..89, the open one spared
        left = {each.visit for each in await store.visits_of("s")}
        assert left == {"v3", *(f"v{day}" for day in range(90, 120))}

    with_store(visit)


def test_sweep_forgets_old_consent_of_those_without_visits(with_store):
    async def visit(store):
        await store.set_consent("old", ["log"], 0)
        await store.set_consent("new", ["log"], 300 * DAY_MS)
        await store.set_consent("s", ["log"], 0)
        await written(store, "v", b"x", at_ms=399 * DAY_MS)
        await store.sweep(400 * DAY_MS)
        versions = [(await store.consent(each)).version for each in ("old", "new", "s")]
        assert versions == [0, 1, 1]

    with_store(visit)


def test_another_kek_does_not_open_the_log(with_store):
    async def visit(store):
        await written(store, "v", b"one")
        store._keys = KeyRing(bytes(32))
        with pytest.raises(LogDamaged):
            await store.read_visit("v")

    with_store(visit)


CHILD = """
import asyncio, sys
from pathlib import Path
from server.keys import KeyRing
from server.settings import Settings
from server.store.front import Store

async def main():
    loop = asyncio.get_running_loop()
    store = Store(Settings(data=Path(sys.argv[1])), KeyRing(bytes(range(32))), loop.call_soon_threadsafe)
    ciphers = {f"v{n}": await store.open_visit(f"v{n}", "s", b"", 0) for n in range(5)}
    seq = 0
    while True:
        seq += 1
        for visit, cipher in ciphers.items():
            told = lambda visit=visit, seq=seq: print(visit, seq, flush=True)
            store.append(visit, seq, seq, cipher.encrypt(b"x" * 200, seq), told)
        await asyncio.sleep(0.0005)

asyncio.run(main())
"""


def test_a_killed_process_loses_nothing_acknowledged(with_store, tmp_path):
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path)], stdout=subprocess.PIPE)
    told = [child.stdout.readline() for _ in range(1500)]
    child.send_signal(signal.SIGKILL)
    told += child.stdout.read().splitlines(keepends=True)
    child.wait()
    child.stdout.close()
    acknowledged: dict[str, int] = {}
    for line in told:
        if line.endswith(b"\n"):
            visit, seq = line.decode().split()
            acknowledged[visit] = int(seq)

    async def check(store):
        for visit, newest in acknowledged.items():
            kept, cipher = await store.reopen_visit(visit, "s", 1)
            opened = [cipher.decrypt(block, n) for n, block in enumerate(kept.blocks, 1)]
            assert len(opened) >= newest
            assert set(opened) == {b"x" * 200}

    assert len(acknowledged) == 5
    with_store(check)
    db = sqlite3.connect(Path(tmp_path) / FILE)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()
