"""Fifty shoppers for five minutes, cut off at random: `python tests/benchmarks/visits.py`.

Over real sockets, 1,000 products, every shopper consenting to `log` and `qa_replay`. Afterwards
each log is exported, compared with what its shopper sent and saw, and replayed. Exit 1 when a
gesture went unanswered, a reliable message was lost or doubled, the event loop was held up by more
than 5 ms (p99) beyond its idle self, or a log does not replay.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import catalogue
from audit import examine
from serving import Server, histogram, report, say, serving
from shopper import Shopper, guest, percentile, run
from visitor import burst, settle, visit

LAG = "showroom_loop_lag_seconds"
LAG_BAR_MS = 5.0


async def crowd(
    server: Server,
    products: list[str],
    blobs: list[str],
    *,
    count: int,
    seconds: float,
    cuts: int,
) -> list[Shopper]:
    """All shoppers, until all they sent is answered and acknowledged."""
    shoppers = []
    for number in range(count):
        shopper = Shopper(server.base, guest(server.base), lang=("en", "zh-CN")[number % 2])
        shopper.keep = True
        shopper.send("consent", ["log", "qa_replay"])
        shoppers.append(shopper)
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as roads:
        for shopper in shoppers:
            roads.create_task(shopper.run())
        await asyncio.gather(*(shopper.open.wait() for shopper in shoppers))
        say(f"{count} shoppers are in, {seconds:.0f} s to go")
        async with asyncio.TaskGroup() as tasks:
            for number, shopper in enumerate(shoppers):
                rng = random.Random(1000 + number)
                tasks.create_task(visit(shopper, rng, products, blobs, stop))
            tasks.create_task(cutting(shoppers, cuts, seconds, products))
            await asyncio.sleep(seconds)
            stop.set()
        late = await settle(shoppers, 15)
        for shopper in late:
            shopper.faults.append(
                f"unanswered {list(shopper.waiting)[:5]}, unacknowledged {len(shopper.unacked)}"
            )
        for shopper in shoppers:
            shopper.over = True
            if shopper.socket is not None:
                await shopper.socket.close()
    return shoppers


async def cutting(shoppers: list[Shopper], cuts: int, seconds: float, products: list[str]) -> None:
    """Tear connections at random instants, half of them right after a frame was written."""
    rng = random.Random(99)
    moments = sorted(rng.uniform(1, seconds - 1) for _ in range(cuts))
    loop = asyncio.get_running_loop()
    began = loop.time()
    for number, moment in enumerate(moments):
        await asyncio.sleep(began + moment - loop.time())
        victim = rng.choice([each for each in shoppers if each.open.is_set()])
        if number % 2:
            burst(victim, rng, products)
            if number % 4 == 1:  # let the frame reach the server, and lose the answer
                await asyncio.sleep(rng.uniform(0, 0.004))
        victim.cut()
        victim.counts["cut"] += 1


async def idle_lag(server: Server, seconds: float) -> float:
    """p99 of the event loop's lateness in ms, with nobody there."""
    before = histogram(server.metrics(), LAG)
    await asyncio.sleep(seconds)
    return histogram(server.metrics(), LAG).since(before).quantile(0.99) * 1000


def figures(shoppers: list[Shopper]) -> dict[str, Any]:
    """What all shoppers counted together."""
    counts: Counter[str] = Counter()
    resumes: Counter[str] = Counter()
    refusals: Counter[str] = Counter()
    closes: Counter[int] = Counter()
    latencies: list[float] = []
    for shopper in shoppers:
        counts.update(shopper.counts)
        resumes.update(shopper.resumes)
        refusals.update(shopper.refusals)
        closes.update(shopper.closes)
        latencies += shopper.latencies
    return {
        "gestures_sent": counts["gestures"],
        "gesture_messages": counts["gesture_messages"],
        "gesture_messages_answered": counts["answered"],
        "reliable_frames": sum(shopper.newest for shopper in shoppers),
        "frames_replaced_by_snapshot": counts["frames_replaced"],
        "wire_duplicates": counts["wire_duplicates"],
        "messages_resent": counts["resent"],
        "said": counts["said"],
        "mesh_mb": round(counts["mesh_bytes"] / 1e6, 1),
        "cuts": counts["cut"],
        "resumes": dict(resumes),
        "refusals": dict(refusals),
        "closes": {str(code): n for code, n in closes.items()},
        "latency_ms": {
            "p50": round(percentile(latencies, 0.5) * 1000, 2),
            "p99": round(percentile(latencies, 0.99) * 1000, 2),
        },
        "faults": [fault for shopper in shoppers for fault in shopper.faults][:10],
        "fault_count": sum(len(shopper.faults) for shopper in shoppers),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--cuts", type=int, default=200)
    parser.add_argument("--products", type=int, default=1000)
    parser.add_argument("--idle", type=float, default=20, help="seconds of the idle loop first")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shop = catalogue.make(folder / "shop", given.products)
        products = [product.id for product in shop.products]
        blobs = sorted({lod.sha256 for product in shop.products for lod in product.lods})
        with serving(folder, folder / "shop") as server:
            say("measuring the idle loop")
            idle = run(idle_lag(server, given.idle))
            before, cpu = histogram(server.metrics(), LAG), server.cpu_s()
            size = {"count": given.clients, "seconds": given.minutes * 60, "cuts": given.cuts}
            shoppers = run(crowd(server, products, blobs, **size))
            busy = histogram(server.metrics(), LAG).since(before).quantile(0.99) * 1000
            cpu = server.cpu_s() - cpu
            rss = server.rss_mb()
            say("replaying the logs")
            logs = examine(server, shoppers, folder, recompute=True)
            errors = [
                line for line in server.log().splitlines() if "ERROR" in line or "Trace" in line
            ]
    result = figures(shoppers)
    result["loop_lag_p99_ms"] = {"idle": round(idle, 2), "busy": round(busy, 2), "bar": LAG_BAR_MS}
    result |= {"server_cpu_s": round(cpu, 1), "server_rss_mb": round(rss, 1)}
    result |= {"logs": logs, "server_errors": errors[:5]}
    return report(result, missed(result, given.clients, given.cuts))


def missed(result: dict[str, Any], clients: int, cuts: int) -> list[str]:
    """The bars that were not met."""
    lag, logs = result["loop_lag_p99_ms"], result["logs"]
    bars = {
        "every gesture answered": result["gesture_messages_answered"] == result["gesture_messages"],
        "nothing lost or doubled": not result["fault_count"] and not logs["fault_count"],
        f"{cuts} cuts": result["cuts"] == cuts,
        "loop lag": lag["busy"] - lag["idle"] <= LAG_BAR_MS,
        "verify": logs["verify_identical"] == clients,
        "verify --recompute": logs["recompute_identical"] == clients,
        "no error in the server": not result["server_errors"],
    }
    return [name for name, met in bars.items() if not met]


if __name__ == "__main__":
    sys.exit(main())
