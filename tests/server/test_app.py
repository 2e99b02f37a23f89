"""The parts that the composition root makes itself. The whole of it runs in `test_road`."""

import asyncio
import json
import logging
import time

import msgspec
import pytest

from assets_pipeline.catalogue import Catalogue, Product, encode
from server import app
from server.app import Clock, entrance, load_answers, readable, static_folder
from server.keys import KeyRing
from server.settings import Settings
from server.store.tables import Kept
from sessions.encoding.model import DEFAULT_PACK
from sessions.errors import PackUnusable
from sessions.log import Header, LogWriter
from sessions.messages.jobs import Event, Started


@pytest.fixture
def shop(tmp_path):
    """Settings of a shop with one product and a default pack that is damaged."""
    catalogue, models = tmp_path / "catalogue", tmp_path / "models"
    catalogue.mkdir()
    (catalogue / "catalogue.json").write_bytes(encode(Catalogue([Product("p", {}, "", "lamp")])))
    models.mkdir()
    file = {"path": "weights", "bytes": 1, "sha256": "0" * 64}
    manifest = {"version": 1, "packs": {DEFAULT_PACK: {"files": [file]}}}
    (models / "manifest.json").write_text(json.dumps(manifest))
    return Settings(catalogue=catalogue, models=models, data=tmp_path / "data")


def test_a_damaged_default_pack_is_replaced_and_said_so(shop, monkeypatch, caplog):
    monkeypatch.setattr(app, "status", lambda *_: [])
    with caplog.at_level(logging.INFO):
        answers, models = load_answers(shop)
    assert answers.encoder.name == "compact"
    assert models.text == "compact", "the worker processes must not try it again"
    warnings = [each for each in caplog.records if each.levelno == logging.WARNING]
    assert len(warnings) == 1
    assert "need no pack" in warnings[0].getMessage()


def test_a_model_asked_for_by_name_must_load(shop):
    with pytest.raises(PackUnusable):
        load_answers(msgspec.structs.replace(shop, text_model=DEFAULT_PACK))


def test_declined_packs_are_not_looked_at(shop, caplog):
    answers, models = load_answers(msgspec.structs.replace(shop, packs="none"))
    assert (answers.encoder.name, models.folder, models.text) == ("compact", None, "")
    assert not [each for each in caplog.records if each.levelno >= logging.WARNING]


def test_without_a_catalogue_nothing_starts(shop, tmp_path):
    with pytest.raises(FileNotFoundError):
        load_answers(msgspec.structs.replace(shop, catalogue=tmp_path))


def test_the_clock_goes_on_when_that_of_the_machine_is_set_back(monkeypatch):
    clock = Clock()
    before = clock()
    assert abs(before - time.time()) < 1  # noqa: TID251 - the oracle
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert before <= clock() < before + 60
    assert clock.ms() >= int(before * 1000)


@pytest.mark.parametrize(
    ("scope", "reached"),
    [
        ({"type": "http", "path": "/ws"}, "pages"),
        ({"type": "http", "path": "/"}, "pages"),
        ({"type": "websocket", "path": "/ws"}, "door"),
        ({"type": "websocket", "path": "/ws/"}, "nobody"),
        ({"type": "websocket", "path": "/"}, "nobody"),
    ],
)
def test_the_way_in(scope, reached):
    went, sent = [], []

    def part(name):
        async def enter(_scope, _receive, _send):
            went.append(name)

        return enter

    async def receive():
        return {"type": "websocket.connect"}

    async def send(event):
        sent.append(event)

    asyncio.run(entrance(part("pages"), part("door"))(scope, receive, send))
    assert went == ([] if reached == "nobody" else [reached])
    assert sent == ([{"type": "websocket.close", "code": 3501}] if reached == "nobody" else [])


def test_the_client_is_found():
    assert (static_folder() / "index.html").is_file()


def test_a_shopper_reads_the_log_that_was_sealed():
    _, cipher = KeyRing(bytes(32)).make("v")
    writer = LogWriter(Header("v", "e", "c", cipher=cipher.cipher), cipher.encrypt)
    event = Event(1, 0, Started(lang="en", seed=5))
    writer.add(1, 0, "event", msgspec.msgpack.encode(event))
    kept = Kept("v", "s", 1, writer.header, b"", [writer.take().data])
    text = msgspec.json.encode({"log": readable(kept, cipher)})
    assert json.loads(text)["log"][1]["frame"][2][0] == "started"


def test_old_visits_are_removed_from_the_start():
    swept = []

    class Store:
        async def sweep(self, now_ms, days):
            swept.append((now_ms, days))

    async def story():
        clock = Clock()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await app._retain(Store(), clock, 30)
        return clock.ms()

    now = asyncio.run(story())
    assert [days for _, days in swept] == [30]
    assert now - 60_000 < swept[0][0] <= now
