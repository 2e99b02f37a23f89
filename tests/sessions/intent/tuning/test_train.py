from __future__ import annotations

import json
import shutil
from dataclasses import dataclass

import numpy as np
import pytest

from sessions.errors import ExamplesRefused, PackUnusable
from sessions.intent.tuning.examples import Example, read

pytestmark = pytest.mark.slow  # torch and transformers take seconds to import

QUICK = ["--epochs", "12", "--batch", "8", "--rate", "5e-3", "--head-rate", "2e-2",
         "--average", "0.8", "--patience", "12", "--dev", "0.25"]  # fmt: skip


@dataclass
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def command(capsys):
    from sessions.intent.tuning import train  # noqa: PLC0415 - imports torch

    def run(*arguments):
        code = train.main([str(each) for each in arguments])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def data(said, tmp_path):
    path = tmp_path / "data.jsonl"
    path.write_text(said)
    return path


@pytest.mark.parametrize("task", ["sequence", "token", "joint"])
def test_one_command_learns_a_tiny_model(command, tiny, data, tmp_path, task):
    from sessions.intent.tuning import evaluate  # noqa: PLC0415 - imports torch
    from sessions.intent.tuning.model import load  # noqa: PLC0415 - imports torch

    ran = command(tiny, data, tmp_path / "out", "--task", task, *QUICK)
    assert ran.code == 0, ran.err
    report = json.loads(ran.out)
    assert (report["task"], report["train"], report["dev"]) == (task, 36, 12)
    model = load(str(tmp_path / "out"))
    some = read(data.read_text(), task)
    found = evaluate.figures(evaluate.outcomes(model, some), task)
    figures = {
        "sequence": ["intent"],
        "token": ["slot_f1"],
        "joint": ["intent", "slot_f1", "frame"],
    }
    assert min(found[name] for name in figures[task]) >= 0.95, "verbs and colours are easily told"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.jsonl", "out"]


def test_the_same_seed_gives_the_same_weights(command, tiny, data, tmp_path):
    short = [*QUICK, "--epochs", "1"]
    reports = [command(tiny, data, tmp_path / out, *short).out for out in ("a", "b")]
    other = command(tiny, data, tmp_path / "c", *short, "--seed", "2").out
    assert reports[0] == reports[1] != other
    stored = [(tmp_path / out / "model.safetensors").read_bytes() for out in "abc"]
    assert stored[0] == stored[1] != stored[2]


def test_bfloat16_and_no_average_and_no_crf_learn_too(command, tiny, data, tmp_path):
    options = [*QUICK, "--bf16", "--average", "0", "--no-crf"]
    ran = command(tiny, data, tmp_path / "out", *options)
    assert json.loads(ran.out)["best"]["frame"] >= 0.9


@pytest.mark.parametrize(
    "wrong",
    [
        ["--epochs", "0"], ["--batch", "-1"], ["--rate", "nan"], ["--head-rate", "2"],
        ["--decay", "-1"], ["--warm", "2"], ["--clip", "0"], ["--average", "1"], ["--dev", "0"],
        ["--patience", "0"], ["--seed", "-1"],
    ],
    ids=lambda wrong: wrong[0],
)  # fmt: skip
def test_a_recipe_out_of_range_is_refused(command, tiny, data, tmp_path, wrong):
    ran = command(tiny, data, tmp_path / "out", *wrong)
    assert (ran.code, ran.out) == (1, "")
    assert "out of range" in ran.err
    assert not (tmp_path / "out").exists()


def test_bad_inputs_are_refused_and_nothing_is_written(command, tiny, data, tmp_path):
    out = tmp_path / "out"
    assert command(tiny, tmp_path / "none", out).code == 1
    assert command("./none", data, out).code == 1
    assert command(tiny, data, data / "under a file" / "out").code == 1
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\xff")
    assert command(tiny, tmp_path / "bytes", out).code == 1
    data.write_text(data.read_text().splitlines()[0])
    assert "two voices" in command(tiny, data, out).err
    assert not out.exists()
    out.mkdir()
    (out / "mine").write_text("mine")
    assert "is there already" in command(tiny, data, out).err
    assert [path.name for path in out.iterdir()] == ["mine"]


def test_training_that_goes_astray_is_refused(command, tiny, data, tmp_path):
    from safetensors.torch import load_file, save_file  # noqa: PLC0415 - imports torch

    base = tmp_path / "base"
    shutil.copytree(tiny, base)
    weights = load_file(base / "model.safetensors")
    name = next(name for name in weights if "layer.1" in name)
    save_file(weights | {name: weights[name] / 0}, base / "model.safetensors", {"format": "pt"})
    ran = command(base, data, tmp_path / "out", *QUICK)
    assert (ran.code, ran.out) == (1, "")
    assert "not a number" in ran.err
    assert not (tmp_path / "out").exists()


def test_a_voice_is_not_on_both_sides():
    from sessions.intent.tuning.train import Recipe, split  # noqa: PLC0415 - imports torch

    some = [Example((str(at),), "a", (), voice) for at, voice in enumerate("AABBCCDDEE")]
    for seed in range(5):
        learn, dev = split(some, Recipe(dev=0.3, seed=seed))
        assert {one.voice for one in learn}.isdisjoint(one.voice for one in dev)
        assert len(learn) + len(dev) == 10
        assert len(dev) in {2, 4}


def test_batches_hold_all_examples_once_and_like_lengths():
    from sessions.intent.tuning.train import batches  # noqa: PLC0415 - imports torch

    some = [Example(("a",) * (1 + at % 9), str(at)) for at in range(90)]
    cut = list(batches(some, 10, np.random.default_rng(0)))
    assert sorted(one for some in cut for one in some) == sorted(some)
    assert max(len({one.tokens for one in some}) for some in cut) == 1


def test_the_error_of_a_library_call_is_a_showroom_error(tiny, said, tmp_path):
    from sessions.intent.tuning.train import Recipe, run  # noqa: PLC0415 - imports torch

    with pytest.raises(PackUnusable):
        run("./none", said, tmp_path / "out", Recipe())
    with pytest.raises(ExamplesRefused):
        run(str(tiny), "nonsense", tmp_path / "out", Recipe())
