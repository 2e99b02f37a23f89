from __future__ import annotations

import json

import numpy as np
import pytest

from sessions.encoding import base, train
from sessions.encoding.compact import CompactEncoder
from sessions.errors import ExamplesRefused

THINGS = {"coat": "外套", "shoe": "鞋", "lamp": "台灯", "sofa": "沙发", "bag": "背包"}
LOOKS = {"red": "红色", "blue": "蓝色", "cheap": "便宜", "warm": "保暖", "new": "新款"}


class Teacher:
    """Knows what both languages call a thing and a look: one axis each."""

    name, version, dim = "use-multilingual", "1", 10

    def encode(self, texts):
        axes = list((THINGS | LOOKS).items())
        return base.unit(
            np.array([[float(a in text or b in text) for a, b in axes] for text in texts])
        )


@pytest.fixture
def own():
    english = [f"{look} {thing}" for look in LOOKS for thing in THINGS]
    return english + [f"{look}{thing}" for look in LOOKS.values() for thing in THINGS.values()]


@pytest.mark.slow
def test_it_learns_what_the_teacher_knows(own, monkeypatch):
    monkeypatch.setattr(train, "EPOCHS", 60)
    stored, report = train.distil(Teacher(), own, [*THINGS, *LOOKS.values()])
    assert (report["held_out"], report["own"], report["words"]) == (5, 45, 10)
    found = CompactEncoder(stored).encode(["red coat", "红色外套", "blue lamp", "蓝色台灯"])
    assert [int(row.argsort()[-2]) for row in found @ found.T] == [1, 0, 3, 2]
    assert (found @ found.T)[0, 1] > 0.9


@pytest.mark.slow
def test_it_is_seeded(own, monkeypatch):
    monkeypatch.setattr(train, "EPOCHS", 2)
    assert train.distil(Teacher(), own, []) == train.distil(Teacher(), own, [])


def test_hardly_any_lines_are_refused(own):
    with pytest.raises(ExamplesRefused):
        train.distil(Teacher(), own[: train.LEAST - 1] * 2, [])


def test_lines_are_what_is_said():
    text = "# remark\n@ Ann\n[search]\nsearch color=red | something red\n\nplain words \n"
    assert list(train.lines(text)) == ["something red", "plain words"]


def test_the_lists_of_words_are_those_of_both_languages():
    words = list(train.breadth())
    assert len(words) == train.WORDS + 2 * train.PAIRS
    assert words[0] == "the"
    assert words == list(train.breadth())
    chinese = words[train.WORDS + train.PAIRS :]
    assert all(2 <= len(word) <= 4 and not word.isascii() for word in chinese)


def test_units_of_ones_own_text_come_first(monkeypatch):
    monkeypatch.setattr(train, "UNITS", 2)
    weights = np.array([3, 1, 1], np.float32)
    names = train.vocabulary(["coat", "lamp sofa", "lamp sofa"], weights)
    assert names == ["coat", "lamp"]
    assert train.rows(["lamp coat lamp", "sofa"], names) == [[1, 0, 1], []]


def test_likeness_is_compared_over_all_pairs():
    vectors = base.unit(np.random.default_rng(0).normal(size=(9, 4)))
    assert train.agreement(vectors, vectors) == 1.0
    turned = vectors @ np.linalg.qr(np.random.default_rng(1).normal(size=(4, 4)))[0]
    assert train.agreement(turned.astype(np.float32), vectors) == 1.0


def test_without_the_pack_or_the_text_it_is_refused(tmp_path, capsys, monkeypatch):
    out = tmp_path / "out.bin"
    (tmp_path / "text.txt").write_text("red coat")
    assert train.main([str(out), str(tmp_path / "text.txt"), "--models", str(tmp_path)]) == 1
    assert "use-multilingual is not in that folder" in capsys.readouterr().err
    monkeypatch.setattr(train, "load", lambda *_: Teacher())
    for text in ("none.txt", "text.txt"):
        assert train.main([str(out), str(tmp_path / text)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "lines at the least" in said.err
    assert not out.exists()


def test_the_report_is_json(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(train, "load", lambda *_: Teacher())
    monkeypatch.setattr(train, "distil", lambda *_: (b"table", {"own": 1}))
    (tmp_path / "text.txt").write_text("red coat")
    assert train.main([str(tmp_path / "out.bin"), str(tmp_path / "text.txt")]) == 0
    assert json.loads(capsys.readouterr().out) == {"own": 1}
    assert (tmp_path / "out.bin").read_bytes() == b"table"
