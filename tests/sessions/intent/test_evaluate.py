import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from sessions.intent.acts import ACTS, SLOTS
from sessions.intent.corpus import Labelled
from sessions.intent.evaluate import Row, figures, labelled, main, share
from sessions.intent.model import SENSED
from sessions.intent.text import normalise, units
from sessions.intent.train import hand_written

HERE = Path(__file__).parent


def test_labelled():
    assert labelled("# x\n\nundo | back | now\n@ Ann\nlike+cart.add size=M color=!red | both") == [
        Row(["undo"], "back | now"),
        Row(
            ["like", "cart.add"],
            "both",
            {("size", True): frozenset(["M"]), ("color", False): frozenset(["red"])},
            "Ann",
        ),
    ]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_voices_are_held_out(lang):
    """As many as the bar asks for, of known acts and slots, and none near what was learned from."""
    rows = labelled((HERE / f"voices_{lang}.txt").read_text("utf-8"))
    assert sum(row.acts != ["oos"] for row in rows) >= 300
    assert all(row.voice and set(row.acts) <= set(ACTS) for row in rows)
    assert {name for row in rows for name, _ in row.slots} <= set(SLOTS)
    known = Near(hand_written(lang))
    assert [row.text for row in rows if known.likeness(row.text) >= 0.8] == []


class Near:
    """How like each other texts are: Jaccard's share of common words."""

    def __init__(self, lines):
        said = [words(line.text) for line in lines]
        self.sizes = [len(some) for some in said]
        self.places = defaultdict(list)
        for number, some in enumerate(said):
            for word in some:
                self.places[word].append(number)

    def likeness(self, text):
        said = words(text)
        common = Counter(number for word in said for number in self.places[word])
        return max((n / (len(said) + self.sizes[i] - n) for i, n in common.items()), default=0)


def test_likeness_finds_what_is_near():
    known = Near([Labelled("undo", "take it back"), Labelled("like", "I love it")])
    assert known.likeness("Take it back!") == 1
    assert known.likeness("take that back") == 0.5
    assert known.likeness("nothing") == 0


def words(text):
    return frozenset(unit.text for unit in units(normalise(text)))


def test_slots_are_counted_by_value_and_polarity(parser):
    rows = labelled("refine color=!red | not red\nrefine color=red | not red\nrefine | not red")
    said = figures(parser, rows)
    assert said["slot_f1"] == pytest.approx(2 * 1 / (3 + 2), abs=1e-3)
    low, high = said["slot_f1_95"]
    assert 0 <= low <= said["slot_f1"] <= high <= 1
    assert said["accuracy"] == 1.0


def test_figures_add_up(parser):
    said = figures(
        parser,
        [
            Row(["undo"], "undo"),
            Row(["like"], "undo"),
            Row(["like"], "..."),
            Row(["oos"], "..."),
            Row(["oos"], "help"),
        ],
    )
    assert (said["accuracy"], said["wrong"], said["not_understood"]) == (
        pytest.approx(1 / 3, abs=1e-3),
        pytest.approx(1 / 3, abs=1e-3),
        pytest.approx(1 / 3, abs=1e-3),
    )
    assert said["oos_recall"] == 0.5
    assert figures(parser, [])["utterances"] == 0
    assert share([]) == 0


def test_report(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("undo | undo that\n", "utf-8")
    (tmp_path / "clinc.json").write_text(json.dumps({"oos_test": [["what is the time", "oos"]]}))
    assert main([str(tmp_path / "mine.txt"), "--clinc", str(tmp_path / "clinc.json")]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["mine"]["accuracy"] == 1.0
    assert report["clinc"]["oos_recall"] in {0.0, 1.0}


def test_a_head_without_its_encoder_is_refused(tmp_path, capsys):
    assert main(["--models", str(tmp_path), "--head", str(SENSED)]) == 1
    assert main(["--models", str(tmp_path), "--head", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "it reads the vectors of encoder" in said.err
