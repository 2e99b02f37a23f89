"""The command: protocols on sequences whose figures are known, and refusals."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessions.recommend.__main__ import main
from sessions.recommend.evaluate import PASSING, read_leave_one_out

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


def test_members_are_told_when_asked_for(capsys, write):
    train, test = write("train", "1 2\n1 2\n3 4\n"), write("test", "1 2\n")
    _, answer = run(capsys, "--format", "sessions", train, test)
    assert set(answer) == {"protocol", "metrics", "users", "fit_s"}
    _, answer = run(capsys, "--members", "--format", "sessions", train, test)
    assert set(answer["members"]) == set(PASSING)
    assert answer["members"]["alike"] == answer["metrics"], "which speaks alone"


words = st.lists(st.sampled_from(["1", "2", "x", "é", "0" * 40]), max_size=7).map(" ".join)
files = st.lists(words, max_size=6).map("\n".join).map(str.encode) | st.binary(max_size=60)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(one=files, other=files, ending=st.sampled_from(["txt", "gz"]))
def test_any_file_is_measured_or_refused(capsys, tmp_path, one, other, ending):
    paths = [str(tmp_path / f"{name}.{ending}") for name in "ab"]
    for path, data in zip(paths, (one, other), strict=True):
        Path(path).write_bytes(gzip.compress(data) if ending == "gz" else data)
    for arguments in (["leave-one-out", paths[0]], ["sessions", *paths]):
        code, answer = run(capsys, "--format", *arguments)
        if code:
            assert (code, answer["error"]["code"]) == (1, "unreadable")
        else:
            assert all(0.0 <= value <= 1.0 for value in answer["metrics"].values())
            assert answer["users"] > 0


def test_a_cut_archive_is_refused(capsys, write):
    path = Path(write("f.gz", "1 2 3 4 5 6\n" * 50))
    path.write_bytes(path.read_bytes()[:-9])
    assert run(capsys, "--format", "leave-one-out", str(path))[0] == 1


@pytest.mark.parametrize("hidden", [-1, -2])
def test_nothing_is_fitted_on_what_is_kept_for_tests(tmp_path, hidden):
    past = [[*range(3 * user, 3 * user + 5)] for user in range(9)]
    changed = [[*one[:-2], *(777 if at == hidden else one[at] for at in (-2, -1))] for one in past]
    tasks = []
    for name, lines in (("a", past), ("b", changed)):
        (tmp_path / name).write_text("".join(f"u {' '.join(map(str, one))}\n" for one in lines))
        tasks.append(read_leave_one_out(tmp_path / name))
    assert tasks[0].fitted.flat.tolist() == tasks[1].fitted.flat.tolist()
    assert tasks[0].items == tasks[1].items


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(not (DATA / "beauty").is_dir(), reason="needs ../shared/data")
def test_beauty_stands_above_the_published_models(capsys):
    _, answer = run(capsys, "--format", "leave-one-out", str(DATA / "beauty" / "Beauty.txt"))
    assert answer["users"] == 22363
    assert answer["metrics"]["hr@10"] >= 0.085, "SASRec with full cross-entropy: 0.0848"
    assert answer["metrics"]["ndcg@10"] >= 0.0525
