"""`python -m sessions.replay`: exit codes and one JSON answer."""

import json

import pytest

from sessions.replay.__main__ import main


@pytest.fixture
def log(road, tmp_path):
    road.gesture("grab", "p3")
    road.answer()
    path = tmp_path / "visit.log"
    path.write_bytes(road.log())
    return path


def test_verify_identical(log, capsys):
    assert main(["verify", str(log)]) == 0
    assert json.loads(capsys.readouterr().out)["identical"] is True


def test_verify_damaged(log, capsys):
    log.write_bytes(log.read_bytes()[:-3])
    assert main(["verify", str(log)]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["identical"] is False
    assert answer["first_difference"]["path"] == "log"


def test_not_a_log(tmp_path, capsys):
    path = tmp_path / "rubbish"
    path.write_bytes(b"rubbish")
    assert main(["verify", str(path)]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] in {"log_damaged", "log_unreadable"}


def test_no_such_file_and_bad_usage(tmp_path):
    assert main(["verify", str(tmp_path / "none")]) == 2
    with pytest.raises(SystemExit) as exit_:
        main(["dance"])
    assert exit_.value.code == 2


def test_show_and_diff(log, capsys):
    assert main(["show", str(log)]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 3
    assert main(["diff", str(log), str(log)]) == 0
