"""The road of a gesture over real sockets, against `python -m server` in a process of its own."""

import asyncio
import json
import random
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))

import catalogue
from audit import audit, entries
from hostile import Attacks, replayed, theft
from serving import Server
from shopper import GESTURE, Shopper, guest
from visitor import burst, press, say, settle

PRODUCTS = 24


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("road")
    catalogue.make(folder / "shop", PRODUCTS)
    each = Server(folder, folder / "shop")
    each.start()
    yield each
    assert each.stop() == 0
    log = each.log()
    assert "Traceback" not in log, log


@pytest.fixture(scope="module")
def products(server) -> list[str]:
    folder = Path(server.env["SHOWROOM_CATALOGUE"])
    text = (folder / "catalogue.json").read_bytes()
    return [each["id"] for each in json.loads(text)["products"]]


def shop(server: Server, story: Callable[[Shopper], Awaitable[None]], **also) -> Shopper:
    """One shopper's story, with a road under their feet; no fault must have been seen."""
    shopper = Shopper(server.base, guest(server.base), **also)
    shopper.keep = True

    async def main() -> None:
        async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
            tasks.create_task(shopper.run())
            await story(shopper)
            assert await settle([shopper], 10) == []
            shopper.over = True
            await shopper.socket.close()

    asyncio.run(main())
    assert shopper.faults == []
    return shopper


async def until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.01)


def test_every_gesture_words_and_presses_are_answered(server, products):
    async def story(shopper: Shopper) -> None:
        rng = random.Random(1)
        for _ in range(20):
            burst(shopper, rng, products)
        press(shopper, rng, products)
        say(shopper, rng, products)
        await until(lambda: shopper.counts["said"])

    shopper = shop(server, story)
    assert shopper.counts["answered"] == shopper.counts["gesture_messages"] == 20
    assert not shopper.durable


def test_cuts_at_any_instant_lose_and_double_nothing(server, products, tmp_path):
    async def story(shopper: Shopper) -> None:
        rng = random.Random(2)
        shopper.send("consent", ["log", "qa_replay"])
        await shopper.open.wait()
        for number in range(24):
            for _ in range(3):
                burst(shopper, rng, products)
            if number % 3 == 0:
                await asyncio.sleep(rng.uniform(0, 0.01))
                shopper.cut()
                await asyncio.sleep(0.002)
                await shopper.open.wait()

    shopper = shop(server, story)
    assert shopper.resumes.total() == 8
    assert set(shopper.resumes) == {"memory"}
    log = tmp_path / "visit.log"
    server.export(shopper.visit, log)
    assert audit(log, shopper) == []
    assert server.verify(log, recompute=True)["identical"]


def test_without_consent_nothing_is_kept(server, products):
    async def story(shopper: Shopper) -> None:
        burst(shopper, random.Random(3), products)

    shopper = shop(server, story)
    done = server.run("server", "logs", "export", shopper.visit, "unused")
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("frame", "ending"),
    [
        (b"\xc1", [3501, "frame_malformed"]),
        (b"\x91" * 15_000, [3501, "frame_malformed"]),
        ([["pay", 1, 0]], [3501, "message_unknown"]),
        ([["gestures", 2, 0, [["point"]]]], [3010, "out_of_order"]),
        ([["ping", 0, 0, 1.0]] * 65, [3501, "frame_too_large"]),
        (bytes(70_000), [1009, ""]),
        ("text", [3501, "frame_malformed"]),
        ([["hello", 0, 0, "t"]], [3501, "hello_expected"]),
    ],
    ids=lambda each: None if isinstance(each, list) else repr(each)[:12],
)
def test_bad_frames_end_as_documented(server, products, frame, ending):
    assert asyncio.run(Attacks(server, products).ending(frame)) == ending


def test_foreign_pages_and_bad_tokens_do_not_come_in(server, products):
    attacks = Attacks(server, products)

    async def story() -> list:
        bad = attacks.ending([attacks.hello("not ours")], hello=False)
        foreign = attacks.status(subprotocols=["showroom.v1"], origin="https://evil.example")
        return [await bad, await foreign, await replayed(attacks), await theft(attacks)]

    assert asyncio.run(story()) == [
        [3500, "token_invalid"],
        [403, ""],
        [3011, ""],
        ["new", ""],
    ]


@pytest.mark.slow
def test_kill_9_loses_nothing_acknowledged(server, products, tmp_path):
    async def story(shopper: Shopper) -> None:
        rng = random.Random(4)
        shopper.send("consent", ["log", "qa_replay"])
        for _ in range(40):
            burst(shopper, rng, products)
            await asyncio.sleep(0.005)
        acked = shopper.acked
        assert acked
        server.kill()
        for _ in range(5):
            burst(shopper, rng, products)
        await asyncio.to_thread(server.start)
        await shopper.open.wait()
        assert shopper.acked >= acked
        shopper.send(GESTURE, [["point", products[0]]])

    shopper = shop(server, story)
    assert shopper.resumes.total() == 1
    assert not shopper.resumes["new"]
    log = tmp_path / "visit.log"
    server.export(shopper.visit, log)
    assert audit(log, shopper) == []
    assert server.verify(log)["identical"]
    assert entries(log)[0]["cipher"] == "none"
