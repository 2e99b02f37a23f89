"""Figures of a set."""

import json

import pytest

from sessions.sentiment.corpus import Labelled
from sessions.sentiment.evaluate import figures, main
from sessions.sentiment.head import Opinion

ROWS = [
    Labelled("a", 1, {"fit": 1}),
    Labelled("b", -1, {"look": -1}),
    Labelled("c", 0, {"fit": 1, "price": -1}),
    Labelled("d", -1, {"price": 0}),
]
SAID = [
    Opinion(1, 1.0, {"fit": 1}),
    Opinion(1, 1.0, {"look": 1}),
    Opinion(0, 1.0, {"price": -1}),
    Opinion(0, 1.0, {}),
]


def test_figures():
    report = figures(ROWS, SAID)
    assert report["texts"] == 4
    assert report["accuracy"] == 0.5
    assert report["for_or_against"] == pytest.approx(1 / 3, abs=1e-3)
    assert report["reversed"] == pytest.approx(1 / 3, abs=1e-3)
    assert report["aspect_f1"] == pytest.approx(2 * 2 / (3 + 4), abs=1e-3)
    low, high = report["accuracy_95"]
    assert low <= 0.5 <= high


def test_a_file_is_measured(tmp_path, capsys):
    path = tmp_path / "some.txt"
    path.write_text("+ fabric=+ | so soft, I love it\n- price=- | 太贵了\n", "utf-8")
    assert main([str(path), "--compact"]) == 0
    report = json.loads(capsys.readouterr().out)["some"]
    assert report["accuracy"] == 1.0
