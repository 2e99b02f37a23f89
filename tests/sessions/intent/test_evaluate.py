import json

import pytest

from sessions.intent.evaluate import figures, labelled, main, share


def test_labelled():
    assert labelled("# x\n\nundo | back | now\nlike+cart.add | both") == [
        (["undo"], "back | now"),
        (["like", "cart.add"], "both"),
    ]


def test_figures_add_up(parser):
    said = figures(
        parser,
        [
            (["undo"], "undo"),
            (["like"], "undo"),
            (["like"], "..."),
            (["oos"], "..."),
            (["oos"], "help"),
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
    main([str(tmp_path / "mine.txt"), "--clinc", str(tmp_path / "clinc.json")])
    report = json.loads(capsys.readouterr().out)
    assert report["mine"]["accuracy"] == 1.0
    assert report["clinc"]["oos_recall"] in {0.0, 1.0}
