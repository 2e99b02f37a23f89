"""Hostile files against the pipeline: `PYTHONPATH=. python tests/benchmarks/hostile_assets.py [FOLDER]`.

Every generated lie (`hostile_cases.py`), and seeded mutations of the real files in FOLDER, go
through `stage.inspect` and `stage.make` in a warm worker. Each must be taken or refused by a typed
`AssetRejected` (never `internal_error`) in under 2 s and with a peak under 512 MB, write nothing
outside its output, and leave the next good file unharmed. Prints one JSON; exit 1 when a bar is
missed. Without a folder the mutations are left out and said so.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from hostile_cases import Case, everything, one
from serving import report, say

from assets_pipeline import tools, work
from assets_pipeline.__main__ import INSPECT
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard.process import Worker
from tests.assets_pipeline.conftest import rich_document

TIME_S = 2.0
PEAK_MB = 512.0
NEIGHBOUR_EVERY = 200


class Outcome(NamedTuple):
    """What came of one call."""

    name: str
    stage: str
    code: str
    seconds: float
    """Wall time without the time it stood ready while others had the processors."""
    wall_s: float
    peak_mb: float


class Watch:
    """A worker whose peak memory is read from outside, per call."""

    def __init__(self) -> None:
        self.worker = Worker()

    def call(self, case: str, target: str, *arguments: str | tuple[str, str]) -> Outcome:
        self.worker._ready()
        assert self.worker._process is not None
        pid = self.worker._process.pid
        Path(f"/proc/{pid}/clear_refs").write_text("5")
        watched = Path(f"/proc/{pid}/status").open()  # noqa: SIM115 -- held: the process may end
        queued, began, code, message = waited(pid), time.perf_counter(), "", ""
        try:
            self.worker.call(target, *arguments)
        except AssetRejected as error:
            code, message = error.code, error.message
        wall = time.perf_counter() - began
        took = wall - max(0.0, waited(pid) - queued)
        try:
            watched.seek(0)
            lines = dict(line.split(":", 1) for line in watched.read().splitlines())
            peak = int(lines["VmHWM"].split()[0]) / 1024
        except (OSError, KeyError):  # it died: what it had is not known, and so is a miss
            peak = float("nan")
        finally:
            watched.close()
        name = target.rpartition(":")[2]
        if code == "internal_error":
            case = f"{case} [{message}]"
        return Outcome(case, name, code, round(took, 3), round(wall, 3), round(peak, 1))


def waited(pid: int | None) -> float:
    """Seconds that a process stood in the run queue (Linux; 0 where it is gone)."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0


def mutations(folder: Path, count: int) -> Iterator[Case]:
    """Seeded changes of real files: bytes, numbers in the JSON, cuts, and pieces moved."""
    files = sorted(folder.glob("*.glb"), key=lambda path: path.stat().st_size)[:11]
    rng = np.random.default_rng(20)
    for number in range(count):
        path = files[number % len(files)]
        data = bytearray(path.read_bytes())
        end = 20 + int.from_bytes(data[12:16], "little")
        way = int(rng.integers(5))
        for _ in range(1 + int(rng.integers(6))):
            low, high = ((0, len(data)), (20, end), (20, end), (end, len(data)), (0, 28))[way]
            at = int(rng.integers(low, high))
            if way == 2:  # another digit, so that the JSON stays JSON
                digits = [n for n in range(at, min(at + 400, end)) if 48 <= data[n] <= 57]
                for spot in digits[:1]:
                    data[spot] = 48 + int(rng.integers(10))
            else:
                data[at] = int(rng.integers(256))
        if number % 17 == 0:
            del data[int(rng.integers(len(data))) :]
        yield one(f"mutation {number} of {path.name}", bytes(data))


def write(case: Case, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in case.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    if case.prepare:
        case.prepare((folder / case.entry).parent)
    return folder / case.entry


def spread(root: Path) -> set[str]:
    """Every name under the playground but those of the case itself and of blobs."""
    found = {str(path.relative_to(root)) for path in root.rglob("*")}
    return {name for name in found if not name.startswith(("in/", "out/a/"))}


def run(
    cases: Iterator[Case], root: Path, script: str, watch: Watch
) -> tuple[list[Outcome], list[str]]:
    """Both stages for every case; outcomes, and what is wrong beside them."""
    faults: list[str] = []
    outcomes: list[Outcome] = []
    good, home = root / "good/in", root / "in"
    good.mkdir(parents=True)
    home.mkdir()
    (good / "a.glb").write_bytes(rich_document().to_glb())
    (good / "a.obj").write_bytes(b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n")
    (root / "secret.bin").write_bytes(bytes(100_000))
    (root / "out/a").mkdir(parents=True)
    (root / "out/cache/new").mkdir(parents=True)
    before = spread(root)
    warm = [("warm", INSPECT, str(good / name)) for name in ("a.glb", "a.obj")]
    neighbour = (
        "neighbour",
        work.MAKE,
        str(good / "a.glb"),
        str(good),
        str(root / "out"),
        ("", "y"),
        script,
    )
    for number, case in enumerate(cases):
        path = write(case, home)
        making = (work.MAKE, str(path), str(home), str(root / "out"), ("", "y"), script)
        calls: list[tuple[Any, ...]] = [(INSPECT, str(path)), making]
        outcomes += [best(case.name, call, watch, warm) for call in calls]
        if number % NEIGHBOUR_EVERY == 0:
            say(f"{number} {case.name}")
            if (beside := watch.call(*neighbour)).code:
                faults.append(f"after {case.name} a good file is refused: {beside.code}")
        if spread(root) != before:
            faults.append(f"{case.name} wrote {sorted(spread(root) - before)[:3]}")
            before = spread(root)
        shutil.rmtree(root / "out/a")
        (root / "out/a").mkdir()
    return outcomes, faults


def best(name: str, call: tuple[Any, ...], watch: Watch, warm: list[Any]) -> Outcome:
    """The quickest of three tries, where the first is slow: other work on the machine only adds."""
    tries: list[Outcome] = []
    while not tries or (tries[-1].seconds >= TIME_S and len(tries) < 3):
        if watch.worker._pipe is None or watch.worker._left < 1:
            watch.worker.close()
            for each in warm:
                watch.call(*each)
        tries.append(watch.call(name, *call))
    return min(tries, key=lambda outcome: outcome.seconds)


def wrong(outcome: Outcome) -> str:
    """Which bar an outcome misses, or nothing."""
    if outcome.code == "internal_error":
        return "untyped"
    if outcome.seconds >= TIME_S:
        return "slow"
    if not outcome.peak_mb < PEAK_MB:
        return "large"
    return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", metavar="FOLDER", type=Path, nargs="?")
    parser.add_argument("--mutations", type=int, default=3000)
    parser.add_argument("--only", default="", metavar="CATEGORY", help="such as `graphs`")
    parser.add_argument("--verbose", action="store_true", help="every outcome on stderr")
    given = parser.parse_args()
    script = str(tools.SIMPLIFIER.resolve()) if tools.available() else ""
    sets: dict[str, Iterator[Case]] = {"lies": everything(given.only)}
    if given.folder and given.folder.is_dir() and given.mutations:
        sets["mutations"] = mutations(given.folder, given.mutations)
    result: dict[str, Any] = {"bars": {"seconds": TIME_S, "peak_mb": PEAK_MB}}
    missed: list[str] = []
    for name, cases in sets.items():
        watch = Watch()
        with tempfile.TemporaryDirectory() as place:
            outcomes, faults = run(cases, Path(place), script, watch)
        watch.worker.close()
        if given.verbose:
            for outcome in outcomes:
                say(
                    f"{outcome.seconds:7.3f} s {outcome.peak_mb:7.1f} MB {outcome.stage:8} {outcome.code:24} {outcome.name}"
                )
        bad = [(wrong(outcome), *outcome) for outcome in outcomes if wrong(outcome)]
        result[name] = {
            "cases": len(outcomes) // 2,
            "accepted": sum(not outcome.code for outcome in outcomes if outcome.stage == "inspect"),
            "codes": dict(Counter(o.code for o in outcomes if o.stage == "inspect").most_common()),
            "slowest": sorted(outcomes, key=lambda o: -o.seconds)[:8],
            "largest": sorted(outcomes, key=lambda o: -o.peak_mb)[:8],
            "missed": bad,
            "faults": faults,
        }
        missed += [f"{name}: {len(bad)} outcomes"] * bool(bad) + faults
    if "mutations" not in sets:
        result["mutations"] = {"not_run": "no data"}
    return report(result, missed)


if __name__ == "__main__":
    sys.exit(main())
