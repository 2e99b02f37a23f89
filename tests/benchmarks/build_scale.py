"""Large shops: `PYTHONPATH=. python tests/benchmarks/build_scale.py [FOLDER]`.

Builds shops of small products made here, with a table that has a row for each: peak memory of the
parent for 10,000 against 1,000; a rebuild of 1,000 unchanged ones against their first build; and the
same catalogue by processes and by a Dask cluster of three workers, whole and with a worker killed in
mid-build, there and here. With FOLDER its real files are in that catalogue too. Exit 1 when a bar is
missed. `--products` and `--few` make it shorter.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import distributed
import numpy as np
from serving import ROOT, report, say

from assets_pipeline.document import Document

MEMORY = 1.2
"""Peak of the parent for many products, as a share of that for few."""
REBUILD = 0.02
"""Time to build unchanged products again, as a share of the first build."""
COMMAND = """
import json, sys
from assets_pipeline.__main__ import main
code = main(sys.argv[1:])
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(json.dumps(int(status["VmHWM"].split()[0]) / 1024))
sys.exit(code)
"""
BARE = ("--pictures", "none", "--simplifier", "/nonexistent/simplifier.js")


def sheet(side: int, phase: float) -> bytes:
    """A wavy square of side x side vertices as a GLB."""
    u, v = np.meshgrid(np.linspace(0, 1, side), np.linspace(0, 1, side))
    points = np.stack([u, v, 0.05 * np.sin(6 * u + phase)], -1).reshape(-1, 3).astype(np.float32)
    place = np.arange(side * side).reshape(side, side)
    a, b, c, d = place[:-1, :-1], place[:-1, 1:], place[1:, 1:], place[1:, :-1]
    faces = np.stack([a, b, c, a, c, d], -1).reshape(-1).astype(np.uint16)
    document = Document.new(generator="build_scale")
    attributes = {
        "POSITION": document.add_accessor(points, target=34962, minmax=True),
        "TEXCOORD_0": document.add_accessor(points[:, :2].copy(), target=34962),
    }
    indices = document.add_accessor(faces, target=34963)
    document.add("meshes", {"primitives": [{"attributes": attributes, "indices": indices}]})
    document.json |= {"nodes": [{"mesh": 0}], "scenes": [{"nodes": [0]}], "scene": 0}
    return document.to_glb()


def shop(folder: Path, count: int, side: int) -> Path:
    """A folder of `count` products and the table that names them."""
    folder.mkdir()
    rows = []
    for number in range(count):
        name = f"red-shirt-{number:05}.glb"
        (folder / name).write_bytes(sheet(side, number / 7))
        text = f"Shirt number {number}, of a cloth that no other shirt is made of."
        price = {"minor": 100 * number, "currency": "CNY"}
        rows.append(
            {"source": name, "name": f"Shirt {number}", "description": text, "price": price}
        )
    (folder / "products.json").write_text(json.dumps(rows))
    return folder


def environment() -> dict[str, str]:
    """Modules are compiled once, as where they are installed."""
    skip = "PYTHONDONTWRITEBYTECODE"
    found = {key: value for key, value in os.environ.items() if key != skip}
    compiled = str(Path(tempfile.gettempdir()) / "build_scale_pyc")
    return {**found, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": compiled}


def build(folder: Path, out: Path, *words: str) -> dict[str, Any]:
    """The command's answer, its peak memory (MB), its time from start to end and CPU time (s)."""
    used, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "build", folder, out, *words],
        env=environment(), cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    took = time.perf_counter() - began
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    if done.returncode:
        raise RuntimeError(f"{done.stdout.decode()}{done.stderr.decode()[-3000:]}")
    answer, peak = done.stdout.splitlines()
    times = {"wall_s": round(took, 3), "cpu_s": round(cpu, 3)}
    found = {**json.loads(answer), "peak_mb": round(json.loads(peak), 1), **times}
    say(f"{out.name}: {found}")
    return found


def published(out: Path) -> str:
    """One hash over the catalogue and all blobs with their names."""
    total = hashlib.sha256((out / "catalogue.json").read_bytes())
    for path in sorted((out / "a").iterdir()):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.name} {digest}\n".encode())
    return total.hexdigest()


def memory(here: Path, few: int, many: int) -> dict[str, Any]:
    """Peaks of the parent, which would be higher in a first run for compiling its modules."""
    build(shop(here / "warm", 3, side=2), here / "warm-out", *BARE)
    peaks = {}
    for count in (few, many):
        folder = shop(here / f"tiny-{count}", count, side=2)
        found = build(folder, here / f"tiny-{count}-out", *BARE)
        again = build(folder, here / f"tiny-{count}-out", *BARE)
        peaks[count] = {"first_mb": found["peak_mb"], "again_mb": again["peak_mb"],
                        "products": found["products"], "first_s": found["wall_s"],
                        "again_s": again["wall_s"]}  # fmt: skip
    ratios = [peaks[many][key] / peaks[few][key] for key in ("first_mb", "again_mb")]
    return {"peaks": peaks, "ratio": round(max(ratios), 3)}


def rebuild(here: Path, folder: Path) -> dict[str, Any]:
    plain = ("--pictures", "none")  # the first build is as short as it can be
    first = build(folder, here / "small-out", *plain)
    again = [build(folder, here / "small-out", *plain) for _ in range(3)]
    best = min(each["wall_s"] for each in again)
    return {"first_s": first["wall_s"], "again_s": [each["wall_s"] for each in again],
            "unchanged": again[0]["unchanged"], "products": first["products"],
            "first_cpu_s": first["cpu_s"], "again_cpu_s": [each["cpu_s"] for each in again],
            "share": round(best / first["wall_s"], 4)}  # fmt: skip


@contextlib.contextmanager
def struck(victim: Any, out: Path, blobs: int) -> Iterator[list[int]]:
    """Kill the process that `victim()` names once `out` holds so many blobs."""
    killed: list[int] = []
    over = threading.Event()

    def strike() -> None:
        while not over.wait(0.02):
            if (out / "a").is_dir() and len(list((out / "a").iterdir())) >= blobs:
                with contextlib.suppress(ProcessLookupError, IndexError):
                    killed.append(victim())
                    os.kill(killed[-1], signal.SIGKILL)
                    return

    thread = threading.Thread(target=strike)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()


def limited_worker(out: Path) -> int:
    """A worker process of the build that writes to `out`."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if str(out).encode() in path.read_bytes().split(b"\0"):
                children = path.parent / "task" / path.parent.name / "children"
                return int(children.read_text().split()[0])
    raise IndexError


def crews(here: Path, folder: Path) -> dict[str, Any]:
    """Whether the same comes out of a cluster, and out of crews that lose a worker."""
    found: dict[str, Any] = {"processes": build(folder, here / "here")}
    expected = published(here / "here")
    half = len(list((here / "here/a").iterdir())) // 3
    with struck(lambda: limited_worker(here / "hurt"), here / "hurt", half) as killed:
        build(folder, here / "hurt")
    found["process_killed"] = bool(killed)
    found["process_killed_same"] = published(here / "hurt") == expected
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as dask:
        address = ("--scheduler", dask.scheduler_address)
        found["cluster"] = build(folder, here / "far", *address)
        found["cluster_same"] = published(here / "far") == expected
        pids = [nanny.process.process.pid for nanny in dask.workers.values()]
        with struck(lambda: pids[0], here / "far-hurt", half) as killed:
            build(folder, here / "far-hurt", *address)
        found["worker_killed"] = bool(killed)
        found["worker_killed_same"] = published(here / "far-hurt") == expected
    return found


def missed(result: dict[str, Any]) -> list[str]:
    again, crews = result["rebuild"], result["crews"]
    bars = {
        f"memory for many <= {MEMORY} x few": result["memory"]["ratio"] <= MEMORY,
        "all unchanged": again["unchanged"] == again["products"],
        f"rebuild <= {REBUILD} of the first": again["share"] <= REBUILD,
        "the same by a cluster": crews["cluster_same"],
        "a killed process changes nothing": crews["process_killed"]
        and crews["process_killed_same"],
        "a killed Dask worker changes nothing": crews["worker_killed"]
        and crews["worker_killed_same"],
    }
    return [name for name, met in bars.items() if not met]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", metavar="FOLDER", type=Path, nargs="?", help="real GLBs")
    parser.add_argument("--products", type=int, default=10_000)
    parser.add_argument("--few", type=int, default=1_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        result: dict[str, Any] = {"memory": memory(here, given.few, given.products)}
        small = shop(here / "small", given.few, side=12)
        result["rebuild"] = rebuild(here, small)
        mixed = shop(here / "mixed", given.few // 10, side=24)
        for path in sorted(given.folder.resolve().glob("*.glb")) if given.folder else []:
            shutil.copyfile(path, mixed / path.name)
        result["crews"] = crews(here, mixed)
    return report(result, missed(result))


if __name__ == "__main__":
    sys.exit(main())
