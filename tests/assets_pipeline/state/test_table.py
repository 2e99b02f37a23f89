import pytest

from assets_pipeline.metadata import Entry
from assets_pipeline.state import state

ENTRIES = [
    Entry(source="more/a.glb", id="first"),
    Entry(id="chair", name="Chair"),
    Entry(source="gone.glb"),
    Entry(id="never"),
]


@pytest.fixture
def table(tmp_path):
    with state.opened(tmp_path) as known:
        known.table.fill(ENTRIES, body="b.glb", version="1")
        yield known.table


def test_by_file_then_by_name(table):
    assert table.entry("more/a.glb") == ENTRIES[0]
    assert table.entry("x/Chair.stl") == table.entry("chair.glb") == ENTRIES[1]
    assert table.entry("a.glb") == table.entry("first.glb") == Entry()


def test_what_was_not_met_is_lost(table):
    for source in ("chair.glb", "more/a.glb"):
        table.entry(source)
    assert list(table.lost()) == ENTRIES[2:]


def test_another_build_finds_it(tmp_path):
    with state.opened(tmp_path) as known:
        known.table.fill(ENTRIES, body="b.glb", version="1")
    with state.opened(tmp_path) as known:
        assert (known.table.version, known.table.body) == ("1", "b.glb")
        assert known.table.entry("more/a.glb") == ENTRIES[0]
        known.table.fill((), body="", version="")
        assert known.table.entry("more/a.glb") == Entry()
