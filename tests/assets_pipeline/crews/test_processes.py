"""Real workers: a stage that says who it is and sleeps, out of a module made here."""

import os
import signal
import threading
import time

import pytest

from assets_pipeline import crews
from assets_pipeline.catalogue import Rejected
from assets_pipeline.work import Job

STAGES = """
import os, time
from pathlib import Path
from assets_pipeline.work import Made
def make(path, root, out, options, script):
    (Path(out) / f"{Path(path).name}-{os.getpid()}").touch()
    while not (Path(out) / "go").exists():
        time.sleep(0.01)
    return Made(((0.0,) * 3, (0.0,) * 3), [], note=Path(path).name)
"""


@pytest.fixture
def job(tmp_path, monkeypatch):
    (tmp_path / "slow_stages.py").write_text(STAGES)
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "out").mkdir()

    def make(name):
        return Job(name, "/in", str(tmp_path / "out"), "", target="slow_stages:make")

    return make


def started(out) -> dict[str, int]:
    found = (path.name.rpartition("-") for path in out.glob("*-*"))
    return {name: int(pid) for name, _, pid in found}


def until(true, patience_s=30):
    end = time.monotonic() + patience_s
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def gone(pid) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_killed_worker_changes_nothing(job, tmp_path):
    out = tmp_path / "out"

    def strike():
        until(lambda: "a" in started(out))
        os.kill(started(out)["a"], signal.SIGKILL)
        (out / "go").touch()

    thread = threading.Thread(target=strike)
    thread.start()
    with crews.start(2) as crew:
        found = {one.source: made for one, made in crew.map(map(job, "abc"))}
    thread.join()
    assert {name: done.made.note for name, done in found.items()} == {"a": "a", "b": "b", "c": "c"}
    assert sum(path.name.startswith("a-") for path in out.iterdir()) == 2


def test_leaving_ends_the_workers_in_mid_call(job, tmp_path):
    out = tmp_path / "out"
    until_two = threading.Event()

    def jobs():
        yield job("a")
        yield job("b")
        yield job("waiting")
        until(lambda: len(started(out)) == 2)
        until_two.set()
        raise KeyboardInterrupt

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), crews.start(2) as crew:
        list(crew.map(jobs()))
    assert until_two.is_set()
    assert time.monotonic() - began < 30
    until(lambda: all(gone(pid) for pid in started(out).values()))


def test_what_a_stage_refuses_comes_back(job, tmp_path):
    (tmp_path / "slow_stages.py").write_text(
        "from assets_pipeline.errors import AssetRejected\n"
        "def make(*_): raise AssetRejected('no_geometry', 'empty', pointer='/m')\n"
    )
    with crews.start(1) as crew:
        ((_, found),) = crew.map([job("x.glb")])
    assert found == Rejected("x.glb", "no_geometry", "/m", "empty")
