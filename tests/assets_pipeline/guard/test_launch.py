import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assets_pipeline.guard import launch

ECHO = """
import os, sys, time
def echo(pipe, *arguments):
    print("never seen")
    pipe.send((arguments, os.environ["OMP_NUM_THREADS"]))
    pipe.send(pipe.recv())
def busy(pipe):
    pipe.send(os.getpid())
    while True: pass
"""


@pytest.fixture(autouse=True)
def importable(tmp_path, monkeypatch):
    (tmp_path / "echoes.py").write_text(ECHO)
    monkeypatch.syspath_prepend(str(tmp_path))


def test_a_process_and_its_pipe(capfd):
    process, pipe = launch.start("echoes:echo", (1, "two"))
    with pipe:
        assert pipe.recv() == ((1, "two"), "1")
        pipe.send("over")
        assert pipe.recv() == "over"
    assert process.wait(20) == 0
    assert capfd.readouterr().out == ""


def test_ctrl_c_is_not_for_it():
    process, pipe = launch.start("echoes:busy", ())
    with pipe:
        pipe.recv()
        process.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.2)
        assert os.getpgid(process.pid) != os.getpgid(0)
    assert process.wait(20) == 0  # the other end is closed: it goes, in mid-call


def test_it_ends_with_its_owner_however_that_ends(tmp_path):
    code = (
        "from assets_pipeline.guard import launch; import os, signal\n"
        "process, pipe = launch.start('echoes:busy', ())\n"
        "print(pipe.recv(), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, check=False, timeout=60
    )
    pid, end = int(done.stdout), time.monotonic() + 20
    while Path(f"/proc/{pid}").exists():
        assert time.monotonic() < end
        time.sleep(0.02)
