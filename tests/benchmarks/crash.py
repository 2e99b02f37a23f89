"""`kill -9` under load, again and again: `python tests/benchmarks/crash.py`.

Consenting shoppers keep a brisk pace; the server is killed at a random instant and started again
on the same folder; the shoppers come back by themselves. An acknowledged message that the new
server has not heard, a durable visit that it does not know, or a log that does not hold exactly
what was sent, is a fault.
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
from serving import Server, report, say
from shopper import Shopper, guest, run
from visitor import settle, visit
from visits import figures


async def crashes(
    server: Server, given: argparse.Namespace, products: list[str], blobs: list[str]
) -> tuple[list[Shopper], list[dict[str, Any]]]:
    """All rounds, until everything sent is answered and acknowledged."""
    rng = random.Random(given.seed)
    shoppers = [Shopper(server.base, guest(server.base)) for _ in range(given.clients)]
    stop = asyncio.Event()
    rounds = []
    async with asyncio.TaskGroup() as roads:
        for shopper in shoppers:
            shopper.keep = True
            shopper.send("consent", ["log", "qa_replay"])
            roads.create_task(shopper.run())
        async with asyncio.TaskGroup() as tasks:
            for number, shopper in enumerate(shoppers):
                pace = random.Random(number)
                tasks.create_task(visit(shopper, pace, products, blobs, stop, busy=given.busy))
            for number in range(given.rounds):
                await asyncio.sleep(rng.uniform(1, 4))
                rounds.append(await death(server, shoppers, gently=given.gently))
                say(f"round {number}: {rounds[-1]}")
            await asyncio.sleep(2)
            stop.set()
        for shopper in await settle(shoppers, 20):
            shopper.faults.append(
                f"unanswered {list(shopper.waiting)[:5]}, unacknowledged {len(shopper.unacked)}"
            )
        for shopper in shoppers:
            shopper.over = True
            if shopper.socket is not None:
                await shopper.socket.close()
    return shoppers, rounds


async def death(server: Server, shoppers: list[Shopper], *, gently: bool) -> dict[str, Any]:
    """One death and resurrection."""
    exit_code = await asyncio.to_thread(server.stop) if gently else server.kill()
    under_way = sum(len(shopper.unacked) for shopper in shoppers)
    acked = {shopper: shopper.acked for shopper in shoppers}
    before = Counter[str]()
    for shopper in shoppers:
        before.update(shopper.resumes)
    took = await asyncio.to_thread(server.start)
    async with asyncio.timeout(30):
        await asyncio.gather(*(shopper.open.wait() for shopper in shoppers))
    after = Counter[str]()
    for shopper in shoppers:
        after.update(shopper.resumes)
        if shopper.acked < acked[shopper]:
            shopper.faults.append(f"acknowledged {acked[shopper]}, after the crash {shopper.acked}")
    return {
        **({"exit": exit_code} if gently else {}),
        "unacknowledged_at_death": under_way,
        "restart_s": round(took, 2),
        "resumes": dict(after - before),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--busy", type=float, default=4, help="times the pace of a person")
    parser.add_argument("--products", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--gently", action="store_true", help="SIGTERM instead of kill -9")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shop = catalogue.make(folder / "shop", given.products)
        products = [product.id for product in shop.products]
        blobs = sorted({lod.sha256 for product in shop.products for lod in product.lods})
        server = Server(folder, folder / "shop")
        server.start()
        try:
            shoppers, rounds = run(crashes(server, given, products, blobs))
            logs = examine(server, shoppers, folder, recompute=False)
            errors = [
                line for line in server.log().splitlines() if "ERROR" in line or "Trace" in line
            ]
        finally:
            server.stop()
    result = {"rounds": rounds, **figures(shoppers), "logs": logs, "server_errors": errors[:5]}
    bars = {
        "no acknowledged message lost": not result["fault_count"] and not logs["fault_count"],
        "all logs verify": logs["verify_identical"] == given.clients,
        "no error in the server": not errors,
    }
    return report(result, [name for name, met in bars.items() if not met])


if __name__ == "__main__":
    sys.exit(main())
