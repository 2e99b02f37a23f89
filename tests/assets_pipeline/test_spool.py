import json

import pytest

from assets_pipeline import spool
from assets_pipeline.errors import CatalogueUnreadable
from assets_pipeline.metadata import Entry
from assets_pipeline.state import state

pytestmark = pytest.mark.usefixtures("in_process")


@pytest.fixture
def shop(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def fill(shop, known):
    spool.fill(shop, shop.parent / "table.jsonl", known)
    assert not (shop.parent / "table.jsonl").exists()


def test_a_table_comes_and_changes_and_goes(shop, tmp_path):
    rows = [{"source": "a.glb", "id": "one"}, {"id": "two"}]
    with state.opened(tmp_path / "out") as known:
        fill(shop, known)
        assert known.table.version == ""
        (shop / "products.json").write_text(json.dumps({"products": rows, "body": "b.glb"}))
        fill(shop, known)
        assert known.table.body == "b.glb"
        assert known.table.entry("a.glb").id == "one"
        (shop / "products.json").write_text(json.dumps(rows[1:]))
        fill(shop, known)
        assert known.table.entry("a.glb") == Entry()
        (shop / "products.json").unlink()
        fill(shop, known)
        assert list(known.table.lost()) == []


def test_an_unchanged_table_is_not_read_again(shop, tmp_path, monkeypatch):
    (shop / "products.csv").write_text("source,id\na.glb,one\n")
    with state.opened(tmp_path / "out") as known:
        fill(shop, known)
    monkeypatch.setattr(spool, "Worker", None)
    with state.opened(tmp_path / "out") as known:
        fill(shop, known)
        assert known.table.entry("a.glb").id == "one"


def test_a_table_that_does_not_read(shop, tmp_path):
    (shop / "products.json").write_text("[{]")
    with state.opened(tmp_path / "out") as known, pytest.raises(CatalogueUnreadable):
        fill(shop, known)
