"""The command: protocols on sequences whose figures are known, and refusals."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from sessions.recommend.__main__ import main

DATA = Path(__file__).parents[4] / "shared" / "data" / "recs"


def run(capsys, *arguments: str) -> tuple[int, dict]:
    code = main(["evaluate", *arguments])
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def write(tmp_path):
    def put(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_bytes(gzip.compress(text.encode()) if name.endswith("gz") else text.encode())
        return str(path)

    return put


def test_leave_one_out_finds_what_follows_and_does_not_read_the_target(capsys, write):
    chain = "".join(f"{user} a b c d x y\n" for user in range(5))
    code, answer = run(capsys, "--format", "leave-one-out", write("f", chain + "9 k l a b\n8 q\n"))
    assert code == 0
    assert answer["users"] == 6
    assert answer["metrics"] == {"hr@10": pytest.approx(1 / 6), "ndcg@10": pytest.approx(1 / 6)}
    assert "leave-one-out" in answer["protocol"]
    assert answer["fit_s"] >= 0


def test_ties_count_against_us(capsys, write):
    fitted = "".join(f"{u} a t{u} z z\n" for u in range(12))
    _, answer = run(capsys, "--format", "leave-one-out", write("f", fitted + "u q a t3\n"))
    assert answer["metrics"]["hr@10"] == 0.0, "twelve items are equally likely"


def test_sessions(capsys, write):
    train = write("train.txt.gz", "1 2\n1 2\n3 4\n5 6\n\n")
    test = write("test.txt", "1 2\n3 4\n5 9\n7 1\n1\n")
    code, answer = run(capsys, "--format", "sessions", train, test)
    assert code == 0
    assert answer["users"] == 4
    # 2 shares its place with 1, the item of the prefix itself; so does 4 with 3
    assert answer["metrics"] == {"p@20": 0.5, "mrr@20": 0.25}


@pytest.mark.parametrize("text", [b"", b"1 2\n", b"\xff\xfe\x00", b"\n\n"])
def test_unusable_files_are_refused(capsys, tmp_path, text):
    (tmp_path / "f").write_bytes(text)
    code, answer = run(capsys, "--format", "leave-one-out", str(tmp_path / "f"))
    assert (code, answer["ok"]) == (1, False)


def test_a_missing_or_damaged_file_is_refused(capsys, tmp_path):
    assert run(capsys, "--format", "leave-one-out", str(tmp_path / "none"))[0] == 1
    (tmp_path / "x.gz").write_bytes(b"not gzip")
    assert run(capsys, "--format", "leave-one-out", str(tmp_path / "x.gz"))[0] == 1


@pytest.mark.parametrize(
    "arguments",
    [[], ["evaluate"], ["evaluate", "--format", "x", "f"],
     ["evaluate", "--format", "sessions", "f"], ["evaluate", "--format", "leave-one-out", "f", "g"]],
)  # fmt: skip
def test_bad_usage(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert capsys.readouterr().out == ""


@pytest.mark.slow
@pytest.mark.timeout(240)
@pytest.mark.skipif(not (DATA / "beauty").is_dir(), reason="needs ../shared/data")
def test_beauty_stands_above_the_published_models(capsys):
    _, answer = run(capsys, "--format", "leave-one-out", str(DATA / "beauty" / "Beauty.txt"))
    assert answer["users"] == 22363
    assert answer["metrics"]["hr@10"] > 0.0647, "S3Rec, facts/recommend.md"
