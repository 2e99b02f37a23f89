"""`python -m server` with the gesture rate of one client lifted; with a path, under cProfile.

The limiter still runs on every message; only its figure differs, so that a few clients can use all
of the machine.
"""

from __future__ import annotations

import cProfile
import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from server import limits
from sessions.messages.shopper import Gestures


def main() -> None:
    rates = limits.RATES
    rates[Gestures] = limits.Rate(1e9, 1e9)  # type: ignore[index] # a plain dict underneath
    profile = sys.argv[1] if len(sys.argv) > 1 else ""
    sys.argv = ["server"]
    if not profile:
        runpy.run_module("server", run_name="__main__")
        return
    profiler = cProfile.Profile()
    try:
        profiler.runcall(runpy.run_module, "server", run_name="__main__")
    finally:
        profiler.dump_stats(profile)


if __name__ == "__main__":
    main()
