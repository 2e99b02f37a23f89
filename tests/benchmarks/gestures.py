"""Gestures per CPU-second of all server processes: `python tests/benchmarks/gestures.py`.

The whole road (socket in, decode, step, rank over 1,000 products, slate out, logged) with one
gesture and with eight in a frame, beside a bare Starlette echo of the same frames in the same run,
round about. The CPU is read from outside, over the server and its children; what the server has
still to write when a round ends is waited for and counted. `--profile` shows where it goes.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import random
import statistics
import subprocess
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import catalogue
import msgpack
from serving import Server, cpu_s, free_port, report, say, wait_for
from shopper import GESTURE, Shopper, guest, run
from visitor import gesture
from websockets.asyncio.client import connect

BARS = {1: 0.25, 8: 1.5}
FRAMES = 64
"""Different frames a client sends in turn."""


def echo_app() -> Any:
    """Nothing but bytes back."""
    from starlette.applications import Starlette  # noqa: PLC0415 - only in the echo's process
    from starlette.routing import WebSocketRoute  # noqa: PLC0415
    from starlette.websockets import WebSocket, WebSocketDisconnect  # noqa: PLC0415

    async def echo(socket: WebSocket) -> None:
        await socket.accept()
        try:
            while True:
                await socket.send_bytes(await socket.receive_bytes())
        except WebSocketDisconnect:
            return

    return Starlette(routes=[WebSocketRoute("/ws", echo)])


def serve_echo(port: int) -> None:
    """Serve the echo as the showroom is served."""
    import uvicorn  # noqa: PLC0415

    uvicorn.run(
        echo_app(),
        port=port,
        ws="websockets-sansio",
        loop="uvloop",
        ws_per_message_deflate=False,
        log_level="error",
    )


def frames(rng: random.Random, products: list[str], batch: int) -> list[list[Any]]:
    """The gestures of `FRAMES` messages."""
    return [[gesture(rng, products) for _ in range(batch)] for _ in range(FRAMES)]


class Closed(Shopper):
    """Sends the next gestures when the last were answered."""

    def __init__(self, base: str, token: str, items: list[list[Any]], until: float) -> None:
        super().__init__(base, token)
        self.items = items
        self.until = until
        self.on_frame = self._next

    def _next(self, frame: list[Any]) -> None:
        begins = frame[0] == "consented"
        answered = frame[0] == "slate" and not self.waiting and self.durable  # else: the first
        if (begins or answered) and time.perf_counter() < self.until:
            self.send(GESTURE, self.items[self.sent % FRAMES])


async def shop(
    base: str, tokens: list[str], batch: int, seconds: float, products: list[str]
) -> int:
    """Gestures answered in closed loop."""
    rng = random.Random(3)
    until = time.perf_counter() + seconds
    shoppers = [Closed(base, token, frames(rng, products, batch), until) for token in tokens]
    async with asyncio.TaskGroup() as tasks:
        for shopper in shoppers:
            tasks.create_task(shopper.run())
            shopper.send("consent", ["log"])
        await asyncio.sleep(seconds)
        while any(shopper.unacked or shopper.waiting for shopper in shoppers):
            await asyncio.sleep(0.02)
        for shopper in shoppers:
            shopper.over = True
            if shopper.socket is not None:
                await shopper.socket.close()
    faults = [fault for shopper in shoppers for fault in shopper.faults]
    refused = sum(shopper.counts["rejected"] for shopper in shoppers)
    if faults or refused or not all(shopper.durable for shopper in shoppers):
        raise RuntimeError(f"not a fair run: {faults[:3]}, {refused} refused, or not logged")
    return sum(shopper.counts["answered"] for shopper in shoppers) * batch


async def bounce(base: str, clients: int, batch: int, seconds: float, products: list[str]) -> int:
    """The same frames against the echo."""
    rng = random.Random(3)
    url = base.replace("http", "ws", 1) + "/ws"
    until = time.perf_counter() + seconds

    async def one() -> int:
        items, count = frames(rng, products, batch), 0
        async with connect(url, compression=None, ping_interval=None, proxy=None) as socket:
            while time.perf_counter() < until:
                await socket.send(msgpack.packb([[GESTURE, count, count, items[count % FRAMES]]]))
                await socket.recv()
                count += 1
        return count

    return sum(await asyncio.gather(*(one() for _ in range(clients)))) * batch


def client(pipe: Connection) -> None:
    """The shoppers' process: does the rounds it is asked for."""
    while (asked := pipe.recv()) is not None:
        kind, base, tokens, batch, seconds, products = asked
        if kind == "shop":
            pipe.send(run(shop(base, tokens, batch, seconds, products)))
        else:
            pipe.send(run(bounce(base, len(tokens), batch, seconds, products)))


def rounds(server: Server, echo: tuple[int, int], given: argparse.Namespace, products: list[str]):
    """Gestures per CPU-second, by side and batch, round by round."""
    spawn = multiprocessing.get_context("spawn")
    pipe, other = spawn.Pipe()
    process = spawn.Process(target=client, args=(other,), daemon=True)
    process.start()
    found: dict[tuple[str, int], list[float]] = {}
    tokens = [guest(server.base) for _ in range(given.clients)]
    echo_pid, echo_port = echo
    sides = {
        "echo": (f"http://127.0.0.1:{echo_port}", echo_pid),
        "shop": (server.base, server.process.pid),
    }
    for number in range(given.rounds + 1):
        for batch in given.batch:
            for side, (base, pid) in sides.items():
                before = cpu_s(pid)
                pipe.send((side, base, tokens, batch, given.seconds, products))
                count = receive(pipe, process)
                time.sleep(0.3)  # the last commit
                spent = cpu_s(pid) - before
                if number:  # the first round warms up
                    found.setdefault((side, batch), []).append(count / spent)
                say(f"round {number} {side} x{batch}: {count} in {spent:.2f} CPU-s")
    pipe.send(None)
    process.join()
    return found


def receive(pipe: Connection, process: Any) -> int:
    """What the shoppers' process answers; its end is an error."""
    while not pipe.poll(1):
        if not process.is_alive():
            raise RuntimeError("the shoppers' process ended")
    return pipe.recv()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--products", type=int, default=1000)
    parser.add_argument("--batch", type=int, nargs="+", default=list(BARS))
    parser.add_argument("--profile", type=Path, help="run the server under cProfile, write here")
    parser.add_argument("--echo", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.echo:
        serve_echo(given.echo)
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = catalogue.make(folder / "shop", given.products)
        products = [product.id for product in made.products]
        port = free_port()
        server = Server(folder, folder / "shop")
        if given.profile:
            server.command[1:1] = ["-m", "cProfile", "-o", str(given.profile.resolve())]
        echo = subprocess.Popen([sys.executable, __file__, "--echo", str(port)], env=server.env)
        try:
            try:
                server.start()
                wait_for(port)
                found = rounds(server, (echo.pid, port), given, products)
            finally:
                server.stop()
        finally:
            echo.terminate()
            echo.wait()
    return judge(found, given)


def judge(found: dict[tuple[str, int], list[float]], given: argparse.Namespace) -> int:
    """Medians, ratios and bars."""
    result: dict[str, Any] = {"unit": "gestures per CPU-second", "clients": given.clients}
    missed = []
    for batch in given.batch:
        echo, shop = found["echo", batch], found["shop", batch]
        echo_frames = statistics.median(echo) / batch
        ratio = statistics.median(shop) / echo_frames
        result[f"batch_{batch}"] = {
            "echo_frames_per_cpu_s": round(echo_frames),
            "gestures_per_cpu_s": round(statistics.median(shop)),
            "spread": [round(min(shop)), round(max(shop))],
            "ratio": round(ratio, 3),
            "bar": BARS.get(batch),
        }
        if ratio < BARS.get(batch, 0):
            missed.append(f"batches of {batch}")
    return report(result, missed)


if __name__ == "__main__":
    sys.exit(main())
