"""Starts and watches `python -m server` for the proofs; reads its clocks from outside."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
TICK_S = 1 / os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


class Server:
    """One server process over a folder; `start` again after `kill` takes up the same data."""

    def __init__(self, folder: Path, catalogue: Path, **settings: object) -> None:
        self.folder = folder
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.command = [sys.executable, "-m", "server"]
        self.env = {
            **{key: value for key, value in os.environ.items() if not key.startswith("SHOWROOM_")},
            "PYTHONPATH": str(ROOT),
            "OMP_NUM_THREADS": "1",
            "PORT": str(self.port),
            "SHOWROOM_DATA": str(folder / "data"),
            "SHOWROOM_MODELS": str(folder / "models"),
            "SHOWROOM_CATALOGUE": str(catalogue),
            "SHOWROOM_CONNECTIONS": "4096",
            **{f"SHOWROOM_{name.upper()}": str(value) for name, value in settings.items()},
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, patience_s: float = 60) -> float:
        """Start and wait until ready; the seconds it took."""
        began = time.perf_counter()
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=self.env, cwd=ROOT, stdout=log, stderr=log
            )
        while time.perf_counter() - began < patience_s:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended:\n{self.log()[-3000:]}")
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.base}/readyz", timeout=2).close()
                return time.perf_counter() - began
            time.sleep(0.05)
        raise RuntimeError(f"not ready after {patience_s} s:\n{self.log()[-3000:]}")

    def kill(self) -> None:
        """End it as a power switch does; its children are left to notice."""
        assert self.process is not None
        children = tree(self.process.pid)[1:]
        self.process.kill()
        self.process.wait()
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to end; the exit code, or -9 when it would not."""
        assert self.process is not None
        self.process.terminate()
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
            return -9

    def log(self) -> str:
        """What it wrote."""
        return (self.folder / "server.log").read_text(errors="replace")

    def cpu_s(self) -> float:
        """CPU seconds of the server and all its children since they started."""
        assert self.process is not None
        return cpu_s(self.process.pid)

    def rss_mb(self, *, children: bool = False) -> float:
        """Resident megabytes of the server process, or of its whole tree."""
        assert self.process is not None
        pids = tree(self.process.pid) if children else [self.process.pid]
        return sum(int(_read(f"/proc/{pid}/statm").split()[1] or 0) for pid in pids) * PAGE / 1e6

    def metrics(self) -> dict[str, float]:
        """All of `/metrics`, by name with labels."""
        with urllib.request.urlopen(f"{self.base}/metrics", timeout=10) as response:
            text = response.read().decode()
        lines = (line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
        return {name: float(value) for name, value in lines}

    def run(self, *words: str, timeout: float = 300) -> subprocess.CompletedProcess[str]:
        """Run a command of the project with the server's settings."""
        return subprocess.run(
            [sys.executable, "-m", *words],
            env=self.env,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def export(self, visit: str, out: Path) -> None:
        """Write one visit's log to `out`."""
        done = self.run("server", "logs", "export", visit, str(out))
        if done.returncode:
            raise RuntimeError(f"export of {visit}: {done.stdout} {done.stderr}")

    def verify(self, log: Path, *, recompute: bool = False) -> dict[str, Any]:
        """What `sessions.replay verify` says of a log."""
        words = ["sessions.replay", "verify", str(log), *(["--recompute"] * recompute)]
        done = self.run(*words)
        try:
            return {"exit": done.returncode, **json.loads(done.stdout)}
        except json.JSONDecodeError:
            return {"exit": done.returncode, "identical": False, "error": done.stderr[-800:]}


class Histogram(NamedTuple):
    """Counts by upper bound, in order."""

    bounds: list[float]
    counts: list[float]

    def since(self, before: Histogram) -> Histogram:
        """What was counted after `before`."""
        pairs = zip(self.counts, before.counts, strict=True)
        return Histogram(self.bounds, [now - then for now, then in pairs])

    def quantile(self, share: float) -> float:
        """As Prometheus' histogram_quantile: linear within the bucket."""
        total = self.counts[-1] if self.counts else 0
        if not total:
            return float("nan")
        rank = share * total
        low, under = 0.0, 0.0
        for bound, count in zip(self.bounds, self.counts, strict=True):
            if count >= rank:
                if bound == float("inf") or count == under:
                    return low
                return low + (bound - low) * (rank - under) / (count - under)
            low, under = bound, count
        return low


def histogram(metrics: dict[str, float], name: str) -> Histogram:
    """The histogram `name` (cumulative counts, as exposed)."""
    pattern = re.compile(rf'{name}_bucket{{le="([^"]+)"}}')
    found = [
        (float(hit[1]), value) for key, value in metrics.items() if (hit := pattern.match(key))
    ]
    found.sort()
    return Histogram([bound for bound, _ in found], [count for _, count in found])


@contextlib.contextmanager
def serving(folder: Path, catalogue: Path, **settings: object) -> Iterator[Server]:
    """A server that is ended in any case."""
    server = Server(folder, catalogue, **settings)
    server.start()
    try:
        yield server
    finally:
        if server.process is not None and server.process.poll() is None:
            server.stop()


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _read(str(task)).split():
            found += tree(int(child))
    return found


def cpu_s(pid: int) -> float:
    """User and system seconds of a process tree, those of ended children included."""
    total = 0
    for each in tree(pid):
        fields = _read(f"/proc/{each}/stat").rpartition(")")[2].split()
        if fields:
            total += sum(map(int, fields[11:13])) + sum(map(int, fields[13:15]))
    return total * TICK_S


def wait_for(port: int, patience_s: float = 30) -> None:
    """Until something listens on `port`."""
    until = time.perf_counter() + patience_s
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.perf_counter() > until:
                raise
            time.sleep(0.05)
        else:
            return


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def report(result: dict[str, Any], missed: list[str]) -> int:
    """Print the figures; the exit code."""
    print(json.dumps({**result, "missed": missed}, indent=1, ensure_ascii=False))
    return 1 if missed else 0


def say(text: str) -> None:
    """Progress, on stderr."""
    print(text, file=sys.stderr, flush=True)


def _read(path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError:
        return ""
