"""Blocks per CPU-second through the store, beside raw SQLite: `python tests/benchmarks/store.py`.

300-byte sealed blocks of 200 visits. CPU is that of the whole process, so it covers the event
loop's part and the writer thread's; `busy` keeps the loop working while blocks are written.
"""

import asyncio
import json
import os
import random
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from server.keys import KeyRing
from server.settings import Settings
from server.store import tables
from server.store.front import Store

BLOCKS, VISITS, BATCH = 25_600, 200, 256
DATA = os.urandom(300)


def raw(folder: Path) -> dict[str, float]:
    """The same rows by `executemany`, 256 to a transaction, nothing else."""
    db = tables.connect(folder / "raw.sqlite")
    db.execute("PRAGMA synchronous = NORMAL")
    rng = random.Random(1)
    rows = [(rng.randrange(VISITS), n, n, DATA) for n in range(BLOCKS)]
    cpu, wall = time.process_time(), time.perf_counter()
    for start in range(0, BLOCKS, BATCH):
        db.execute("BEGIN")
        db.executemany("INSERT INTO block VALUES (?, ?, ?, ?)", rows[start : start + BATCH])
        db.execute("COMMIT")
    db.close()
    return per_block(cpu, wall)


async def through_store(folder: Path, *, busy: bool) -> dict[str, float]:
    loop = asyncio.get_running_loop()
    store = Store(Settings(data=folder), KeyRing(bytes(32)), loop.call_soon_threadsafe)
    for n in range(VISITS):
        await store.open_visit(f"v{n}", "s", b"", 0)
    names = [f"v{random.Random(1).randrange(VISITS)}" for _ in range(BLOCKS)]
    told, waited, done = 0, [], asyncio.Event()

    def acknowledge(since: float) -> None:
        nonlocal told
        told += 1
        waited.append(time.perf_counter() - since)
        if told == BLOCKS:
            done.set()

    appending = 0.0
    cpu, wall = time.process_time(), time.perf_counter()
    spun = 0.0
    for start in range(0, BLOCKS, BATCH):
        began = time.perf_counter()
        for n in range(start, start + BATCH):
            store.append(names[n], n, n, DATA, lambda since=began: acknowledge(since))
        appending += time.perf_counter() - began
        until = time.perf_counter() + 0.02 * busy
        spin = time.thread_time()
        while time.perf_counter() < until:
            pass
        spun += time.thread_time() - spin
        await asyncio.sleep(0)
    await done.wait()
    result = per_block(cpu + spun, wall)
    await store.close()
    return {
        **result,
        "append_us": round(appending / BLOCKS * 1e6, 2),
        "told_p50_ms": round(statistics.median(waited) * 1e3, 1),
        "told_p99_ms": round(sorted(waited)[int(BLOCKS * 0.99)] * 1e3, 1),
    }


def per_block(cpu: float, wall: float) -> dict[str, float]:
    spent, passed = time.process_time() - cpu, time.perf_counter() - wall
    return {"cpu_us": round(spent / BLOCKS * 1e6, 2), "per_s": round(BLOCKS / passed)}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        result = {
            "sqlite": sqlite3.sqlite_version,
            "raw": raw(folder),
            "store": asyncio.run(through_store(folder / "a", busy=False)),
            "store_beside_busy_loop": asyncio.run(through_store(folder / "b", busy=True)),
        }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
