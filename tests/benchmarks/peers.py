"""The tools we measure ourselves against, from npm, pinned, in `var/peers` (or where `PEERS` says).

Used by the other scripts here; run alone it installs all of them and prints their versions.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("PEERS", ROOT / "var/peers"))
PINS = {
    "@babylonjs/core": "9.28.0",
    "@babylonjs/loaders": "9.28.0",
    "@gltf-transform/cli": "4.5.1",
    "@needle-tools/gltf-progressive": "3.3.5",
    "gltf-validator": "2.0.0-dev.3.10",
    "gltfpack": "1.3.0",
    "meshoptimizer": "1.3.0",
    "three": "0.187.0",
}
BINARIES = {"gltfpack": "gltfpack", "@gltf-transform/cli": "gltf-transform"}
PATIENCE_S = 600


class Run(NamedTuple):
    """How one command of a peer ended."""

    code: int
    seconds: float
    output: str


def install(*names: str) -> Path:
    """Make sure these packages are there in their pinned versions; returns the folder.

    Raises:
        RuntimeError: npm could not install them.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _locked():
        missing = [f"{name}@{PINS[name]}" for name in names if _version(name) != PINS[name]]
        if missing:
            print(f"installing {', '.join(missing)}", file=sys.stderr, flush=True)
            quiet = ("--no-audit", "--no-fund", "--save-exact", "--loglevel=error")
            done = _run(["npm", "install", "--prefix", str(FOLDER), *quiet, *missing])
            if done.code:
                raise RuntimeError(f"npm install: {done.output[-2000:]}")
    return FOLDER


def call(name: str, *arguments: str | Path) -> Run:
    """Run a peer's command line tool (`gltfpack`, `@gltf-transform/cli`)."""
    binary = install(name) / "node_modules/.bin" / BINARIES[name]
    return _run([str(binary), *map(str, arguments)])


def node(script: str, *arguments: str | Path, needs: tuple[str, ...] = ()) -> Any:
    """The JSON that an ES module prints; it may import the packages in `needs`.

    Raises:
        RuntimeError: the script failed.
    """
    folder = install(*needs)
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script, *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return json.loads(done.stdout)


def _run(command: list[str]) -> Run:
    began = time.perf_counter()
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    return Run(done.returncode, time.perf_counter() - began, done.stdout)


def _version(name: str) -> str:
    """The version that is installed, or nothing."""
    try:
        text = (FOLDER / "node_modules" / name / "package.json").read_text()
    except OSError:
        return ""
    return str(json.loads(text)["version"])


@contextmanager
def _locked() -> Iterator[None]:
    """One npm at a time in one folder."""
    with (FOLDER / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> int:
    install(*PINS)
    print(json.dumps({name: _version(name) for name in PINS}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
