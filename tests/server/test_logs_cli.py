"""`logs export`: a stored, encrypted visit becomes a plain log that a replay reads."""

import asyncio
import json

import msgspec
import pytest

from server.keys import KeyRing
from server.logs_cli import export
from server.settings import Settings
from server.store import tables
from server.store.front import FILE, Store
from sessions.log import BLOCK_EVENTS, Header, LogWriter, read

KEY = "ab" * 32
EVENTS = 3 * BLOCK_EVENTS + 5


@pytest.fixture
def environ(tmp_path):
    """A shop with one visit `v` in its database."""
    environ = {"SHOWROOM_DATA": str(tmp_path / "data"), "SHOWROOM_LOG_KEY": KEY}
    asyncio.run(keep(Settings.from_environ(environ)))
    return environ


def frame(seq):
    return msgspec.msgpack.encode(f"event {seq}")


async def keep(settings):
    loop = asyncio.get_running_loop()
    store = Store(settings, KeyRing(bytes.fromhex(KEY)), loop.call_soon_threadsafe)
    header = Header("v", "e", "c", cipher="aes-256-gcm", seed=7)
    writer = LogWriter(header)
    writer.seal = (await store.open_visit("v", "s", writer.header, 1)).encrypt
    for seq in range(1, EVENTS + 1):
        writer.add(seq, seq * 10, "event", frame(seq))
        if writer.full or seq == EVENTS:
            block = writer.take()
            store.append("v", block.first, block.last, block.data, lambda *_: None)
    await store.flush()
    await store.close()


def test_all_events_are_there_in_the_clear(environ, tmp_path, capsys):
    out = tmp_path / "v.log"
    assert export("v", str(out), environ) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer == {"ok": True, "visit": "v", "bytes": out.stat().st_size}
    header, entries = read(out.read_bytes())
    assert (header.cipher, header.seed, header.visit) == ("none", 7, "v")
    found = [(entry.seq, entry.t_ms, bytes(entry.frame)) for entry in entries]
    assert found == [(seq, seq * 10, frame(seq)) for seq in range(1, EVENTS + 1)]


def test_a_visit_that_was_not_kept(environ, tmp_path, capsys):
    out = tmp_path / "v.log"
    assert export("w", str(out), environ) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "w" in said.err
    assert not out.exists()


def test_another_key_opens_nothing(environ, tmp_path, capsys):
    out = tmp_path / "v.log"
    assert export("v", str(out), {**environ, "SHOWROOM_LOG_KEY": "cd" * 32}) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "log_damaged"
    assert not out.exists()


def test_a_changed_byte_is_noticed(environ, tmp_path, capsys):
    db = tables.connect(tmp_path / "data" / FILE)
    row, data = db.execute("SELECT rowid, data FROM block ORDER BY first LIMIT 1").fetchone()
    changed = data[:-1] + bytes([data[-1] ^ 1])
    db.execute("UPDATE block SET data = ? WHERE rowid = ?", (changed, row))
    db.commit()
    db.close()
    assert export("v", str(tmp_path / "v.log"), environ) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "log_damaged"
