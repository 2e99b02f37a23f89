"""The command line of the demo generator."""

import json

from assets_pipeline.demo import __main__ as command
from assets_pipeline.demo import folder


def test_usage_is_said_and_refused(capsys):
    assert command.main([]) == 2
    assert command.main(["--help"]) == 2
    assert "products.json" in capsys.readouterr().err


def test_progress_and_the_sum_are_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(folder, "write", lambda _: iter([("products.json", 3), ("a", 4)]))
    assert command.main([str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["bytes"] == 7
    assert "a\n" in told.err
