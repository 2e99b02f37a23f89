"""The command line of the demo generator."""

import json

from assets_pipeline import metadata
from assets_pipeline.demo import __main__ as command
from assets_pipeline.demo.designs import DESIGNS


def test_usage_is_said_and_refused(capsys):
    assert command.main([]) == 2
    assert command.main(["--help"]) == 2
    assert "products.json" in capsys.readouterr().err


def test_a_folder_is_written_that_the_build_reads(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(command, "DESIGNS", {"round-wire": DESIGNS["round-wire"]})
    monkeypatch.setattr(command, "CELL", 0.03)
    assert command.main([str(tmp_path / "shop")]) == 0
    answer = json.loads(capsys.readouterr().out)
    table = metadata.load(tmp_path / "shop")
    assert answer["products"] == 1
    assert table.body == "mannequin.glb"
    files = {path.name: path.stat().st_size for path in (tmp_path / "shop").iterdir()}
    assert set(files) == {"mannequin.glb", "round-wire.glb", "products.json"}
    assert answer["bytes"] == sum(files.values())
