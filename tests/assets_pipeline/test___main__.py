import hashlib
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import trimesh

from assets_pipeline.__main__ import main
from assets_pipeline.state import state


def answer(capsys) -> dict:
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    return json.loads(out)


@pytest.fixture
def shop(tmp_path, rich_glb):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.glb").write_bytes(rich_glb())
    (tmp_path / "in/b.glb").write_bytes(b"rubbish")
    return tmp_path


@pytest.mark.usefixtures("in_process")
def test_build(shop, capsys):
    assert main(["build", str(shop / "in"), str(shop / "out"), "--jobs", "1"]) == 0
    found = answer(capsys)
    assert (found["ok"], found["products"], found["rejected"], found["unchanged"]) == (
        True,
        1,
        1,
        0,
    )
    assert (shop / "out/catalogue.json").is_file()


@pytest.mark.usefixtures("in_process")
def test_inspect_one_two_and_a_bad_one(shop, capsys):
    good, bad = str(shop / "in/a.glb"), str(shop / "in/b.glb")
    assert main(["inspect", good]) == 0
    assert answer(capsys)["features"]["node_names"] == ["cloth", "hip"]
    assert main(["inspect", good, good]) == 0
    nothing = {"difference": [], "lost": [], "added": [], "encoding": []}
    assert answer(capsys) == {"ok": True, **nothing}
    assert main(["inspect", bad]) == 1
    error = answer(capsys)["error"]
    assert set(error) == {"code", "file", "pointer", "message"}
    assert (error["code"], error["file"]) == ("not_glb", "b.glb")
    assert main(["inspect", str(shop / "none.glb")]) == 1
    assert answer(capsys)["error"]["code"] == "file_missing"


def test_a_bad_table(shop, capsys):
    (shop / "in/products.json").write_text("{")
    assert main(["build", str(shop / "in"), str(shop / "out")]) == 1
    assert answer(capsys)["error"]["code"] == "catalogue_unreadable"


def test_two_builds_into_one_folder(shop, capsys):
    with state.opened(shop / "out"):
        assert main(["build", str(shop / "in"), str(shop / "out")]) == 1
    assert answer(capsys)["error"]["code"] == "build_busy"


def test_a_scheduler_that_is_not_there(shop, capsys, monkeypatch):
    monkeypatch.setattr("assets_pipeline.crews.cluster._CONNECT_S", 0.2)
    command = ["build", str(shop / "in"), str(shop / "out"), "--scheduler", "tcp://127.0.0.1:9"]
    assert main(command) == 1
    assert answer(capsys)["error"]["code"] == "scheduler_unfit"


@pytest.mark.parametrize(
    "arguments",
    [[], ["build"], ["build", "/nonexistent", "/tmp/x"], ["inspect"], ["inspect", "1", "2", "3"],
     ["bake", "x"], ["build", "IN", "/proc/x"]],
)  # fmt: skip
def test_bad_usage(shop, arguments):
    with pytest.raises(SystemExit) as end:
        main([str(shop / "in") if one == "IN" else one for one in arguments])
    assert end.value.code == 2


def test_as_a_command(shop):
    done = subprocess.run(
        [sys.executable, "-m", "assets_pipeline", "build", shop / "in", shop / "out", "--jobs", "1"],
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0
    assert json.loads(done.stdout)["products"] == 1
    assert b"built a.glb" in done.stderr
    assert b"refused b.glb" in done.stderr


def begun(shop, count):
    """A build of `count` products in a process of its own, stopped when it has made one."""
    data = (shop / "in/a.glb").read_bytes()
    for number in range(count):
        (shop / f"in/c{number}.glb").write_bytes(data)
        (shop / f"in/c{number}.stl").write_bytes(_box(number))
    command = [sys.executable, "-m", "assets_pipeline", "build", shop / "in", shop / "out"]
    process = subprocess.Popen(
        [*command, "--jobs", "2", "--pictures", "none"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    while not process.stderr.readline().startswith("built"):
        assert process.poll() is None
    return process


def _box(number):
    return trimesh.creation.box((9, 7, 5 + number)).export(file_type="stl")


def children(pid):
    found = subprocess.run(
        ["ps", "--ppid", str(pid), "-o", "pid="], capture_output=True, check=False, text=True
    )
    return [int(line) for line in found.stdout.split()]


def all_gone(pids):
    end = time.monotonic() + 20
    while any(Path(f"/proc/{pid}/exe").exists() for pid in pids):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_build_goes_on_where_it_was(shop, capsys, stop):
    process = begun(shop, 4)
    pids = children(process.pid)
    process.send_signal(stop)
    out, _ = process.communicate(timeout=30)
    if stop == signal.SIGINT:
        assert process.returncode == 130
        assert json.loads(out)["error"]["code"] == "interrupted"
    assert pids
    assert all_gone(pids)
    for blob in (shop / "out/a").iterdir():
        assert hashlib.sha256(blob.read_bytes()).hexdigest() == blob.name
    assert not (shop / "out/catalogue.json").exists()
    again = ["build", str(shop / "in"), str(shop / "out"), "--jobs", "1", "--pictures", "none"]
    assert main(again) == 0
    found = answer(capsys)
    assert found["products"] == 9
    assert found["unchanged"] >= 1
    assert list((shop / "out/cache/new").iterdir()) == []
