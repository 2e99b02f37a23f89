from __future__ import annotations

import json

import pytest

from sessions.intent.tuning.examples import read
from sessions.intent.tuning.spans import Counts

pytestmark = pytest.mark.slow  # torch and transformers take seconds to import


def tried():
    from sessions.intent.tuning.evaluate import Outcome  # noqa: PLC0415 - imports torch

    good, bad = Counts(1, 1, 1), Counts(0, 1, 1)
    return [Outcome(True, True, good)] * 6 + [Outcome(True, False, bad), Outcome(False, True, good)]


def test_figures_of_each_task():
    from sessions.intent.tuning.evaluate import figures  # noqa: PLC0415 - imports torch

    joint = figures(tried(), "joint", sure=False)
    assert joint == {"utterances": 8, "intent": 0.875, "slot_f1": 0.875, "frame": 0.75}
    assert set(figures(tried(), "token", sure=False)) == {"utterances", "slot_f1"}
    assert set(figures(tried(), "sequence", sure=False)) == {"utterances", "intent"}


def test_the_interval_holds_the_figure_and_is_always_the_same():
    from sessions.intent.tuning.evaluate import figures  # noqa: PLC0415 - imports torch

    found = figures(tried() * 20, "joint")
    assert found == figures(tried() * 20, "joint")
    for name in ("intent", "slot_f1", "frame"):
        low, high = found[f"{name}_95"]
        assert low < found[name] < high
        assert high - low < 0.2


def test_guesses_come_in_the_order_of_the_examples(tiny, said):
    from sessions.intent.tuning.evaluate import guesses  # noqa: PLC0415 - imports torch
    from sessions.intent.tuning.examples import labels  # noqa: PLC0415 - beside the others
    from sessions.intent.tuning.model import fresh  # noqa: PLC0415 - imports torch

    some = read(said, "joint") * 3
    model = fresh(str(tiny), "joint", *labels(some), crf=True).train()
    found = guesses(model, some)
    assert [len(guess.tags) for guess in found] == [len(one.tokens) for one in some]
    assert model.training, "as it was before"


def test_the_command_measures_or_refuses(tiny, said, tmp_path, capsys):
    from sessions.intent.tuning import evaluate  # noqa: PLC0415 - imports torch
    from sessions.intent.tuning.examples import labels  # noqa: PLC0415 - beside the others
    from sessions.intent.tuning.model import fresh  # noqa: PLC0415 - imports torch

    model, data = tmp_path / "model", tmp_path / "data.jsonl"
    data.write_text(said)
    model.mkdir()
    fresh(str(tiny), "joint", *labels(read(said, "joint")), crf=True).store(model)
    assert evaluate.main([str(model), str(data)]) == 0
    assert json.loads(capsys.readouterr().out)["utterances"] == 48
    assert evaluate.main([str(tiny), str(data)]) == 1
    assert evaluate.main([str(model), str(tmp_path / "none")]) == 1
    data.write_text("nonsense")
    assert evaluate.main([str(model), str(data)]) == 1
    assert capsys.readouterr().out == ""
