"""The functions at the end run in the limited workers, so they live in an importable module."""

import os
import sys
import time

import pytest

from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard.process import Budget, Worker, run_limited

SMALL = Budget(memory=256 << 20, cpu_s=5, wall_s=30.0, calls=3)


@pytest.fixture(autouse=True)
def importable(tmp_path, monkeypatch):
    (tmp_path / "stages.py").write_text(STAGES)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))


STAGES = """
import os, time
from assets_pipeline.errors import AssetRejected
def add(a, b): return a + b
def pid(): return os.getpid()
def grab(): return len(bytearray(1 << 30))
def spin():
    while True: pass
def sleep(): time.sleep(60)
def die(): os._exit(3)
def refuse(): raise AssetRejected("too_ugly", "look at it", file="f", pointer="/p")
def fault(): raise KeyError("ours")
def deep(): return deep()
"""


def test_answers_and_refusals_come_back_and_the_worker_lives():
    with Worker(SMALL._replace(calls=10)) as worker:
        assert worker.call("stages:add", 1, 2) == 3
        first = worker.call("stages:pid")
        with pytest.raises(AssetRejected) as refusal:
            worker.call("stages:refuse")
        found = refusal.value
        assert (found.code, found.message, found.file, found.pointer) == (
            "too_ugly", "look at it", "f", "/p",
        )  # fmt: skip
        for target in ("fault", "deep"):
            with pytest.raises(AssetRejected, match="internal_error"):
                worker.call(f"stages:{target}")
        assert worker.call("stages:pid") == first


def test_death_is_a_refusal_and_the_next_call_works():
    with Worker(SMALL) as worker:
        for target in ("grab", "die"):
            with pytest.raises(AssetRejected, match="limits_exceeded"):
                worker.call(f"stages:{target}")
        assert worker.call("stages:add", 1, 2) == 3


@pytest.mark.parametrize(
    ("target", "budget"),
    [("spin", SMALL._replace(cpu_s=0)), ("sleep", SMALL._replace(wall_s=0.5))],
)
def test_time_is_bounded(target, budget):
    start = time.perf_counter()
    with pytest.raises(AssetRejected, match="limits_exceeded"):
        run_limited(f"stages:{target}", budget=budget)
    assert time.perf_counter() - start < 15


def test_workers_are_replaced():
    with Worker(SMALL) as worker:
        pids = [worker.call("stages:pid") for _ in range(7)]
    assert len(set(pids)) == 3
