import json
import subprocess
import sys

import pytest

from assets_pipeline.__main__ import main


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
