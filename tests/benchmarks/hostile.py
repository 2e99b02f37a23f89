"""Everything a stranger may do to `/ws`: `python tests/benchmarks/hostile.py`.

Each attack must end in the close code and error that `/schema/messages.json` documents; the server
must not grow by more than 40 MB, nor go on growing when all of it comes again; and eight
well-behaved shoppers beside it must not notice.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import socket
import struct
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

import catalogue
import msgpack
from serving import Server, report, say, serving
from shopper import PROTOCOL, Shopper, guest, percentile, run
from visitor import gesture, settle, visit
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

QUIET = {"compression": None, "ping_interval": None, "max_size": None, "proxy": None}
ROUNDS = 4
RSS_BAR_MB = 40.0
LAST_BAR_MB = 5.0
"""What all rounds together may add, and the last of them."""
SENT_AWAY = (3008, 1011, 1006)
"""Too much unread, or no pong for 40 s: then nobody reads the close frame either."""
UNDISTURBED = 3.0
"""p99 of the well-behaved during the attacks, times that before, at most (and 50 ms always pass)."""


class Attacks:
    """The attacks, each a coroutine that returns what came of it."""

    def __init__(self, server: Server, products: list[str]) -> None:
        self.server = server
        self.products = products
        self.token = guest(server.base)
        self.rng = random.Random(11)
        self.url = server.base.replace("http", "ws", 1) + "/ws"

    def hello(self, token: str | None = None, **also: Any) -> list[Any]:
        """A good hello, but for what is asked otherwise."""
        given = {"ack": 0, "visit": "", "epoch": "", "lang": "en", "capabilities": [], **also}
        token = self.token if token is None else token
        return ["hello", 0, given["ack"], token, *(given[name] for name in list(given)[1:])]

    def dial(self, **options: Any) -> connect:
        """A socket that has not said hello."""
        return connect(self.url, subprotocols=[PROTOCOL], **{**QUIET, **options})

    async def ending(self, *frames: Any, hello: bool = True, patience: float = 8) -> list[Any]:
        """Send frames (values are packed); the close code and the last refusal's code."""
        async with self.dial() as ws:
            try:
                if hello:
                    await ws.send(msgpack.packb([self.hello()]))
                    await ws.recv()
                for frame in frames:
                    data = frame if isinstance(frame, bytes | str) else msgpack.packb(frame)
                    await ws.send(data)
            except ConnectionClosed:
                pass
            return await outcome(ws, patience)

    async def status(self, **options: Any) -> list[Any]:
        """The HTTP status of a handshake that is turned away."""
        try:
            async with connect(self.url, **{**QUIET, **options}):
                return [101, ""]
        except InvalidStatus as error:
            return [error.response.status_code, ""]

    def point(self, seq: int, product: str = "") -> list[Any]:
        """A good message of one gesture."""
        return ["gestures", seq, 0, [["point", product or self.products[0]]]]


async def outcome(ws: ClientConnection, patience: float = 8) -> list[Any]:
    """Read until the end: `[close code, code of the last refusal]`; 0 when it stays open."""
    refused = ""
    try:
        async with asyncio.timeout(patience):
            async for data in ws:
                for frame in msgpack.unpackb(data, strict_map_key=False):
                    refused = frame[3] if frame[0] == "refused" else refused
    except TimeoutError:
        return [0, refused]
    except ConnectionClosed:
        pass
    return [ws.close_code, refused]


def deep(levels: int) -> bytes:
    """Arrays in arrays."""
    return b"\x91" * levels + b"\x90"


def single(a: Attacks) -> dict[str, tuple[Awaitable[list[Any]], list[list[Any]]]]:
    """One connection each: what is done, and the endings that are documented."""
    bad, large = [3501, "frame_malformed"], [3501, "frame_too_large"]
    unknown, early = [3501, "message_unknown"], [3501, "hello_expected"]
    fine = [0, ""]
    nan, items = float("nan"), [["point", a.products[0]]] * 33
    header, _, signature = a.token.rpartition(".")
    e = a.ending
    return {
        "random bytes as hello": (e(os.urandom(200), hello=False), [bad, unknown]),
        "nothing as hello": (e(b"", hello=False), [bad]),
        "text as hello": (e("hello", hello=False), [bad]),
        "text after hello": (e("hello"), [bad]),
        "random bytes": (e(os.urandom(300)), [bad, unknown]),
        "torn frame": (e(msgpack.packb([a.point(1)])[:-3]), [bad]),
        "trailing bytes": (e(msgpack.packb([a.point(1)]) + b"\0"), [bad]),
        "a map for a frame": (e({"type": "gestures"}), [bad]),
        "a message without array": (e(["gestures", 1, 0]), [bad, unknown]),
        "no messages": (e([]), [fine, bad]),
        "unknown type": (e([["pay", 1, 0]]), [unknown]),
        "unknown type, deeper": (e([a.point(1), ["pay", 1, 0]]), [unknown]),
        "wrong type of field": (e([["gestures", 1, 0, "point"]]), [bad]),
        "wrong type of number": (e([["gestures", "1", 0, [["point"]]]]), [bad]),
        "negative number": (e([["gestures", -1, 0, [["point"]]]]), [bad]),
        "huge number": (e([["gestures", 2**63, 0, [["point"]]]]), [bad]),
        "unknown gesture": (e([["gestures", 1, 0, [["kick", a.products[0]]]]]), [bad]),
        "unknown field": (e([["bye", 1, 0, "more"]]), [bad]),
        "33 gestures": (e([["gestures", 1, 0, items]]), [bad]),
        "no gestures": (e([["gestures", 1, 0, []]]), [bad]),
        "not a number": (
            e([["gestures", 1, 0, [["rotate", "", "", "none", 0, nan]]]]),
            [bad, fine],
        ),
        "invalid UTF-8": (e(b"\x91\x94\xa3say\x01\x00\xa2\xff\xfe"), [bad]),
        "extension type": (e(b"\x91\x94\xa3say\x01\x00\xd6\xff\0\0\0\0"), [bad]),
        "overflowing timestamp": (e(b"\x91\x94\xa3say\x01\x00\xc7\x0c\xff" + b"\xff" * 12), [bad]),
        "four billion items": (e(b"\xdd\xff\xff\xff\xff"), [bad]),
        "deep nesting": (e(deep(15_000)), [bad]),
        "deep nesting as hello": (e(deep(15_000), hello=False), [bad]),
        "deep nesting in a field": (e(b"\x91\x94\xa3say\x01\x00" + deep(15_000)), [bad]),
        "65 messages": (e([["ping", 0, 0, 1.0]] * 65), [large]),
        "16 KiB and a byte": (e(b"\x91" + b"\x90" * (16 * 1024)), [large]),
        "65 KiB": (e(os.urandom(65 * 1024)), [[1009, ""]]),
        "16 MiB": (e(os.urandom(16 << 20)), [[1009, ""], [1006, ""]]),
        "gestures before hello": (e([a.point(1)], hello=False), [early]),
        "hello and more": (e([a.hello(), a.point(1)], hello=False), [early]),
        "hello again": (e([a.hello()]), [early]),
        "number skipped": (e([a.point(1)], [a.point(3)]), [[3010, "out_of_order"]]),
        "number zero": (e([a.point(0)]), [[3010, "out_of_order"], fine]),
        "same number again": (e([a.point(1)], [a.point(1)], [a.point(1)], patience=1), [fine]),
        "ack of the future": (e([["ping", 0, 2**50, 1.0]], patience=1), [fine]),
        "unknown product": (e([a.point(1, "no-such")], patience=1), [[0, "product_unknown"]]),
        "unknown blob": (e([["want", 0, 0, [["0" * 64, 0]]]], patience=1), [[0, "blob_unknown"]]),
        "blob by path": (e([["want", 0, 0, [["../../etc/passwd", 0]]]]), [bad]),
        "nothing said": (e(hello=False), [early]),
        "no token": (e([a.hello("")], hello=False), [[3500, "token_invalid"]]),
        "foreign token": (
            e([a.hello(header + "." + signature[::-1])], hello=False),
            [[3500, "token_invalid"]],
        ),
        "unsigned token": (
            e([a.hello("eyJhbGciOiJub25lIn0.e30.")], hello=False),
            [[3500, "token_invalid"]],
        ),
        "token too long": (e([a.hello("a" * 3000)], hello=False), [bad]),
        "foreign origin": (
            a.status(subprotocols=[PROTOCOL], origin="https://evil.example"),
            [[403, ""]],
        ),
        "null origin": (a.status(subprotocols=[PROTOCOL], origin="null"), [[403, ""]]),
        "no subprotocol": (a.status(), [[403, ""]]),
        "other subprotocol": (a.status(subprotocols=["showroom.v0"]), [[403, ""]]),
        "consent to and fro": (
            e(*([["consent", n, 0, ["log"] * (n % 2)]] for n in (1, 2, 3)), patience=2),
            [fine],
        ),
        "replayed hello": (replayed(a), [[3011, ""]]),
        "a visit of somebody else": (theft(a), [["new", ""]]),
        "flood of consents": (flood(a), [[3013, "flooding"]]),
        "mutated frames": (mutated(a), [["closed or served", ""]]),
        "half a request": (half_request(a), [["closed", ""]]),
        "half-open socket": (half_open(a), [["closed", ""]]),
        "flood of tokens": (tokens(a), [[429, ""]]),
    }


async def replayed(a: Attacks) -> list[Any]:
    """The same hello on a second socket: the first one is fenced."""
    async with a.dial() as first:
        await first.send(msgpack.packb([a.hello()]))
        welcome = msgpack.unpackb(await first.recv())[0]
        again = msgpack.packb([a.hello(visit=welcome[3], epoch=welcome[4])])
        async with a.dial() as second:
            await second.send(again)
            ended = await outcome(first)
            await second.send(msgpack.packb([a.point(1)]))
            await second.recv()
            return ended


async def theft(a: Attacks) -> list[Any]:
    """Another shopper's visit id."""
    async with a.dial() as owner:
        await owner.send(msgpack.packb([a.hello()]))
        welcome = msgpack.unpackb(await owner.recv())[0]
        other = await asyncio.to_thread(guest, a.server.base)
        async with a.dial() as thief:
            await thief.send(msgpack.packb([a.hello(other, visit=welcome[3], epoch=welcome[4])]))
            got = msgpack.unpackb(await thief.recv())[0]
        await owner.send(msgpack.packb([a.point(1)]))  # still there
        await owner.recv()
        return [got[6] if got[3] != welcome[3] else "taken", ""]


async def flood(a: Attacks) -> list[Any]:
    """Consent to and fro as fast as the socket takes it: far over any rate."""
    async with a.dial() as ws:
        await ws.send(msgpack.packb([a.hello()]))
        seq, ended = 0, asyncio.Event()

        async def read() -> list[Any]:
            try:
                return await outcome(ws, 20)
            finally:
                ended.set()

        reading = asyncio.get_running_loop().create_task(read())
        with contextlib.suppress(ConnectionClosed):
            while not ended.is_set():
                batch = [["consent", seq + n, 0, ["log"] * (n % 2)] for n in range(1, 9)]
                seq += 8
                await ws.send(msgpack.packb(batch))
                await asyncio.sleep(0.01)
        return await reading


async def mutated(a: Attacks, count: int = 300) -> list[Any]:
    """Real frames with a few bytes turned over: refused with a code, or still good frames."""
    seen: Counter[str] = Counter()
    good = [
        msgpack.packb([["gestures", 1, 0, [gesture(a.rng, a.products) for _ in range(4)]]]),
        msgpack.packb([["say", 1, 0, "red dress", "en", "text", [[a.products[0], [0, 1, -1]]]]]),
        msgpack.packb([["do", 1, 0, ["cart.add", [a.products[0]], [["size", "M"]], 1.0]]]),
        msgpack.packb([["consent", 1, 0, ["log"]], ["ping", 0, 0, 5.0]]),
    ]
    for _ in range(count):
        data = bytearray(a.rng.choice(good))
        for _ in range(a.rng.randint(1, 4)):
            data[a.rng.randrange(len(data))] = a.rng.randrange(256)
        code, refused = await a.ending(bytes(data), patience=0.15)
        seen[f"{code} {refused}"] += 1
    allowed = {"0", "1000", "3501", "3010"}
    strange = [each for each in seen if each.split()[0] not in allowed]
    say(f"  mutated frames: {dict(seen)}")
    return ["closed or served" if not strange else str(strange), ""]


async def half_request(a: Attacks) -> list[Any]:
    """A handshake that never ends."""
    reader, writer = await asyncio.open_connection("127.0.0.1", a.server.port)
    writer.write(b"GET /ws HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    return await _closed_within(reader, writer, 30)


async def half_open(a: Attacks) -> list[Any]:
    """A client that said hello and has vanished: no pong, no FIN."""
    reader, writer = await asyncio.open_connection("127.0.0.1", a.server.port)
    writer.write(
        f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{a.server.port}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        f"Sec-WebSocket-Protocol: {PROTOCOL}\r\n\r\n".encode()
    )
    await reader.readuntil(b"\r\n\r\n")
    writer.write(masked(msgpack.packb([a.hello()])))
    return await _closed_within(reader, writer, 60)


def masked(data: bytes) -> bytes:
    """One binary frame with an all-zero mask."""
    return b"\x82\xfe" + struct.pack(">H", len(data)) + bytes(4) + data


async def _closed_within(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float
) -> list[Any]:
    try:
        async with asyncio.timeout(seconds):
            while await reader.read(65536):
                pass
    except ConnectionError:
        pass
    except TimeoutError:
        return [f"open after {seconds:.0f} s", ""]
    finally:
        writer.close()
    return ["closed", ""]


async def tokens(a: Attacks) -> list[Any]:
    """Guest tokens by the hundred."""

    def ask() -> int:
        for _ in range(200):
            try:
                guest(a.server.base)
            except urllib.error.HTTPError as error:
                return error.code
        return 200

    return [await asyncio.to_thread(ask), ""]


async def slow_reader(a: Attacks, seconds: float) -> dict[str, Any]:
    """Asks for much and reads nothing: closed with 3008, or at least bounded."""
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(raw, ("127.0.0.1", a.server.port))
    async with a.dial(sock=raw) as ws:
        await ws.send(msgpack.packb([a.hello()]))
        ws.transport.pause_reading()
        began, seq = time.perf_counter(), 0
        kinds = ("thumbs_up", "select", "thumbs_down", "grab", "discard")
        while time.perf_counter() - began < seconds and not ws.transport.is_closing():
            items = [[a.rng.choice(kinds), a.rng.choice(a.products)] for _ in range(8)]
            seq += 2
            message = ["gestures", seq - 1, 0, items]
            act = ["do", seq, 0, ["like", [a.rng.choice(a.products)], [], 1.0]]
            with contextlib.suppress(ConnectionClosed):
                ws.protocol.send_binary(msgpack.packb([message, act]))
                ws.send_data()
            await asyncio.sleep(0.05)
        held = (await asyncio.to_thread(a.server.metrics)).get("showroom_connections", -1)
        ws.transport.resume_reading()
        code, refused = await outcome(ws, 20)
        return {"code": code, "refused": refused, "messages": seq, "connections_then": held}


async def churn(a: Attacks, count: int) -> dict[str, Any]:
    """Connections by the thousand, torn at any stage."""
    ends: Counter[str] = Counter()

    async def one(stage: int) -> None:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", a.server.port)
            if stage == 1:
                writer.write(b"GET /ws HT")
            if stage < 2:
                writer.transport.abort()
                ends["torn before the handshake"] += 1
                return
            del reader
            writer.transport.abort()
            ws = await a.dial(open_timeout=10)
            if stage >= 3:
                await ws.send(msgpack.packb([a.hello()]))
            if stage >= 4:
                await ws.recv()
                await ws.send(msgpack.packb([a.point(1)]))
            ws.transport.abort()
            ends[f"torn at stage {stage}"] += 1
        except (OSError, TimeoutError, ConnectionClosed, InvalidStatus) as error:
            ends[type(error).__name__] += 1

    for start in range(0, count, 20):
        await asyncio.gather(*(one((start + n) % 5) for n in range(20)))
        if not start % 500:
            a.token = await asyncio.to_thread(_another, a)
    return dict(ends)


def _another(a: Attacks) -> str:
    try:
        return guest(a.server.base)
    except urllib.error.HTTPError:
        return a.token


def documented(server: Server) -> tuple[set[int], set[str]]:
    """Close codes and error codes of the schema."""
    with urllib.request.urlopen(f"{server.base}/schema/messages.json", timeout=10) as response:
        schema = json.loads(response.read())
    return {int(code) for code in schema["close_codes"]}, set(schema["errors"])


async def besiege(server: Server, given: argparse.Namespace, products: list[str], blobs: list[str]):
    """The well-behaved alone, then beside every attack."""
    shoppers = [Shopper(server.base, guest(server.base)) for _ in range(8)]
    attacks = Attacks(server, products)
    stop = asyncio.Event()
    result: dict[str, Any] = {}
    async with asyncio.TaskGroup() as tasks:
        for number, shopper in enumerate(shoppers):
            shopper.send("consent", ["log"])
            tasks.create_task(shopper.run())
            tasks.create_task(visit(shopper, random.Random(number), products, blobs, stop))
        await asyncio.sleep(given.quiet)
        quiet = [each for shopper in shoppers for each in shopper.latencies]
        result["rss_mb"] = [round(server.rss_mb(), 1)]
        for number in range(ROUNDS):
            ended = await attack_all(attacks, 0 if number else given.slow)
            result["attacks"] = ended | worse_before(result)
            result["churn"] = await churn(attacks, given.churn)
            result["rss_mb"].append(round(server.rss_mb(), 1))
        stop.set()
        await settle(shoppers, 10)
        for shopper in shoppers:
            shopper.over = True
            if shopper.socket is not None:
                await shopper.socket.close()
    latencies = [each for shopper in shoppers for each in shopper.latencies][len(quiet) :]
    loud = [each for shopper in shoppers for each in shopper.latencies[-len(latencies) :]]
    result["well_behaved"] = {
        "p99_ms_before": round(percentile(quiet, 0.99) * 1000, 2),
        "p99_ms_during": round(percentile(loud, 0.99) * 1000, 2),
        "messages": sum(shopper.counts["gesture_messages"] for shopper in shoppers),
        "answered": sum(shopper.counts["answered"] for shopper in shoppers),
        "reconnects": sum(shopper.resumes.total() for shopper in shoppers),
        "faults": [fault for shopper in shoppers for fault in shopper.faults][:5],
    }
    await asyncio.sleep(1)
    metrics = await asyncio.to_thread(server.metrics)
    result["connections_left"] = metrics.get("showroom_connections")
    return result


async def attack_all(attacks: Attacks, slow_s: float) -> dict[str, Any]:
    """Every single attack, a few at a time; beside them a slow reader, who takes `slow_s`."""
    found: dict[str, Any] = {}
    codes, errors = documented(attacks.server)
    gate = asyncio.Semaphore(6)

    async def one(name: str, ending: Awaitable[list[Any]], good: list[list[Any]]) -> None:
        async with gate:
            try:
                got = await ending
            except (OSError, ConnectionClosed, InvalidStatus, TimeoutError, EOFError) as error:
                got = [repr(error), ""]
        code, refused = got
        known = not isinstance(code, int) or code < 1000 or code in codes | {1006}
        passed = got in good and known and (not refused or refused in errors)
        found[name] = "ok" if passed else {"got": got, "documented": good}

    async with asyncio.TaskGroup() as tasks:
        slow = tasks.create_task(slow_reader(attacks, slow_s)) if slow_s else None
        for name, (ending, good) in single(attacks).items():
            tasks.create_task(one(name, ending, good))
    return found | ({"slow reader": slow.result()} if slow else {})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quiet", type=float, default=15, help="seconds before the first attack")
    parser.add_argument("--slow", type=float, default=60, help="seconds the slow reader keeps on")
    parser.add_argument("--churn", type=int, default=3000)
    parser.add_argument("--products", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shop = catalogue.make(folder / "shop", given.products)
        products = [product.id for product in shop.products]
        blobs = sorted({lod.sha256 for product in shop.products for lod in product.lods})
        with serving(folder, folder / "shop") as server:
            result = run(besiege(server, given, products, blobs))
            errors = [
                line for line in server.log().splitlines() if "ERROR" in line or "Trace" in line
            ]
            result |= {"server_errors": errors[:8], "server_error_count": len(errors)}
    return report(result, missed(result))


def worse_before(result: dict[str, Any]) -> dict[str, Any]:
    """What ended wrong in an earlier round stays wrong; the slow reader comes once."""
    before = result.get("attacks", {})
    return {name: got for name, got in before.items() if got != "ok"}


def missed(result: dict[str, Any]) -> list[str]:
    """The bars that were not met."""
    attacks, good = result["attacks"], result["well_behaved"]
    wrong = [name for name, got in attacks.items() if got != "ok" and name != "slow reader"]
    rss = result["rss_mb"]
    grown, last = rss[-1] - rss[0], rss[-1] - rss[-2]
    late = max(50.0, UNDISTURBED * good["p99_ms_before"])
    bars = {
        f"documented endings {wrong}": not wrong,
        "slow reader sent away": attacks["slow reader"]["code"] in SENT_AWAY,
        f"memory (+{grown:.0f} of {RSS_BAR_MB:.0f} MB)": grown <= RSS_BAR_MB,
        f"memory levels off (+{last:.0f} of {LAST_BAR_MB:.0f} MB)": last <= LAST_BAR_MB,
        "others undisturbed": good["p99_ms_during"] <= late
        and not good["faults"]
        and not good["reconnects"]
        and good["answered"] == good["messages"],
        "nobody left behind": result["connections_left"] == 0,
        "no error in the server": not result["server_errors"],
    }
    return [name for name, met in bars.items() if not met]


if __name__ == "__main__":
    sys.exit(main())
