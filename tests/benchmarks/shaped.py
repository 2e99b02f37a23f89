"""Gestures while meshes stream over 20 Mbit/s: `python tests/benchmarks/shaped.py`.

The real server in one network namespace, one shopper in another, `tbf` between them (`netns.py`).
The shopper gestures at random moments, 20 times a second: alone, then while 50 MB of blobs come to
the same socket, then alone again. Acknowledgements are gathered as the page gathers them, and the
order of the blobs changes with gestures, as in the page. Needs root; prints one JSON; exit 1 when

- the 95th percentile under load is above 1.5 times the one without, plus 13.1 ms (32 KiB), or
- the stream takes less than 90 % of the link, TCP's and Ethernet's own bytes counted.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import catalogue
from netns import CHUNK_MS, MBIT_S, NEAR, SHAPE, inside, shaped, why_not
from serving import report, say, serving
from shopper import GESTURE, Shopper, guest, percentile, run
from visitor import gesture

BLOBS, SIZE = 50, 1_000_000
PER_S = 20
GATHER_S = 0.005
ON_ORDER = 32
PACKET, OVERHEAD = 1448, 66
"""Bytes of ours in a full packet, and of TCP, IP and Ethernet around them."""
SHARE = 0.9


class Streaming(Shopper):
    """A shopper that takes meshes in as the page does."""

    def __init__(self, base: str, token: str) -> None:
        super().__init__(base, token)
        self.left: dict[str, int] = {}
        self.done = asyncio.Event()
        self.bytes = 0
        self._told_at = 0.0
        self._arrived: dict[str, int] = {}
        self.on_frame = self._chunk

    def want(self, rng: random.Random) -> None:
        """Ask for what is left, something else first than before."""
        names = list(self.left)[:ON_ORDER]
        if names:
            first = rng.choice(names)
            names.remove(first)
            self.volatile("want", [[name, self.left[name]] for name in (first, *names)])

    def _chunk(self, frame: list[Any]) -> None:
        if frame[0] != "chunk":
            return
        _, _, _, name, offset, total, data = frame
        if self.left.get(name) != offset:
            self.faults.append(f"{name} at {offset}, not {self.left.get(name)}")
        self.bytes += len(data)
        self.left[name] = offset + len(data)
        self._arrived[name] = offset + len(data)
        if len(self._arrived) == 1:
            loop = asyncio.get_running_loop()
            loop.call_later(max(0.0, self._told_at + GATHER_S - loop.time()), self._got)
        if offset + len(data) == total:
            del self.left[name]
            if not self.left:
                self.done.set()

    def _got(self) -> None:
        self._told_at = asyncio.get_running_loop().time()
        for name, offset in self._arrived.items():
            self.volatile("got", name, offset)
        self._arrived.clear()


async def gestures(
    shopper: Streaming, products: list[str], rng: random.Random, until: asyncio.Event
) -> list[float]:
    """Gesture at random moments; how long each answer took, in seconds."""
    shopper.latencies = []
    while not until.is_set():
        shopper.send(GESTURE, [gesture(rng, products)])
        if rng.random() < 0.2:
            shopper.want(rng)
        await asyncio.sleep(rng.expovariate(PER_S))
    while shopper.waiting:
        await asyncio.sleep(0.01)
    return shopper.latencies


async def alone(shopper: Streaming, products: list[str], rng: random.Random, s: float) -> Any:
    """Nothing but gestures."""
    over = asyncio.Event()
    asyncio.get_running_loop().call_later(s, over.set)
    return await gestures(shopper, products, rng, over)


async def visit(base: str, token: str, given: dict[str, Any]) -> dict[str, Any]:
    """The three parts of the visit."""
    shopper = Streaming(base, token)
    async with asyncio.TaskGroup() as tasks:
        road = tasks.create_task(shopper.run())
        seen = await parts(shopper, given)
        shopper.over = True
        road.cancel()
    return seen


async def parts(shopper: Streaming, given: dict[str, Any]) -> dict[str, Any]:
    """Alone, during, alone."""
    rng, products = random.Random(5), given["products"]
    await shopper.open.wait()
    await alone(shopper, products, rng, 1)
    before = await alone(shopper, products, rng, given["seconds"])
    shopper.left = dict.fromkeys(given["blobs"], 0)
    began = time.perf_counter()
    shopper.want(rng)
    during = await gestures(shopper, products, rng, shopper.done)
    took = time.perf_counter() - began
    after = await alone(shopper, products, rng, given["seconds"])
    return {
        "alone": before + after,
        "during": during,
        "stream_s": took,
        "bytes": shopper.bytes,
        "faults": shopper.faults,
    }


def shop(folder: Path, seconds: float) -> dict[str, Any]:
    """A catalogue, and 50 MB of blobs beside it."""
    products = catalogue.make(folder, 200).products
    names = []
    for number in range(BLOBS):
        data = random.Random(number).randbytes(SIZE)
        names.append(hashlib.sha256(data).hexdigest())
        (folder / "a" / names[-1]).write_bytes(data)
    return {"products": [each.id for each in products], "blobs": names, "seconds": seconds}


def near(far: str, seconds: float) -> int:
    """Serve in this namespace, shop in the other."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = shop(folder / "shop", seconds)
        os.environ["HOST"] = "0.0.0.0"  # the namespace's own, both ends of it
        with serving(folder, folder / "shop") as server:
            base = f"http://{NEAR}:{server.port}"
            words = (sys.executable, __file__, "--base", base, "--token", guest(server.base))
            say("a shopper gestures, streams and gestures")
            told = subprocess.run(
                inside(far, *words),
                input=json.dumps(given),
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
        return judge(json.loads(told.stdout))


def judge(seen: dict[str, Any]) -> int:
    """Print the figures; the exit code."""
    alone_ms, during_ms = (quantiles(seen[part]) for part in ("alone", "during"))
    bar = 1.5 * alone_ms["p95"] + CHUNK_MS
    packets = seen["bytes"] / PACKET * (PACKET + OVERHEAD)
    share = packets * 8 / seen["stream_s"] / (MBIT_S * 1e6)
    missed = {
        "p95": during_ms["p95"] > bar,
        "throughput": share < SHARE,
        "faults": bool(seen["faults"]),
    }
    result = {
        "link": " ".join(SHAPE),
        "alone_ms": alone_ms,
        "streaming_ms": during_ms,
        "bar_p95_ms": round(bar, 2),
        "streamed_mb": round(seen["bytes"] / 1e6, 1),
        "stream_s": round(seen["stream_s"], 2),
        "share_of_link": round(share, 3),
        "bar_share": SHARE,
        "faults": seen["faults"][:5],
    }
    return report(result, [name for name, bad in missed.items() if bad])


def quantiles(latencies_s: list[float]) -> dict[str, float]:
    """Milliseconds, and how many."""
    found = {f"p{round(q * 100)}": percentile(latencies_s, q) * 1000 for q in (0.5, 0.95, 0.99)}
    return {**{name: round(ms, 2) for name, ms in found.items()}, "count": len(latencies_s)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", help="not used: the blobs are made here")
    parser.add_argument("--seconds", type=float, default=12, help="alone, before and after")
    for hidden in ("--far", "--base", "--token"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.base:
        json.dump(run(visit(given.base, given.token, json.load(sys.stdin))), sys.stdout)
        return 0
    if given.far:
        return near(given.far, given.seconds)
    missing = why_not()
    if not missing:
        try:
            with shaped() as link:
                words = ("--far", link.far, "--seconds", str(given.seconds))
                again = inside(link.near, sys.executable, __file__, *words)
                return subprocess.run(again, check=False).returncode
        except subprocess.CalledProcessError as error:
            missing = f"{' '.join(error.cmd)}: {error.stderr.decode().strip()}"
    print(json.dumps({"not run": missing}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
