import pytest

from assets_pipeline import blobs, catalogue, work
from assets_pipeline.catalogue import Blob, Lod, Rejected
from assets_pipeline.metadata import Entry
from assets_pipeline.state import state
from assets_pipeline.tally import Tally
from assets_pipeline.work import Done, Job, Made


def job(out, source, target=work.MAKE):
    return Job(source, "/in", str(out), "", target=target)


def made(out, data):
    blob = blobs.put(out, data)
    lods = [Lod(blob.sha256, blob.bytes, 1, 0.0)]
    return Done(Made(((0.0,) * 3, (1.0,) * 3), lods, note="hm"))


@pytest.fixture
def known(tmp_path):
    with state.opened(tmp_path) as found:
        yield found


def test_counts_steps_and_catalogue(known, tmp_path):
    known.table.fill([Entry(source="gone.glb")], body="", version="1")
    steps = []
    tally = Tally(tmp_path, known, steps.append)
    tally.total = 3
    tally.settle_new(job(tmp_path, "y/a.glb"), made(tmp_path, b"1"))
    tally.settle_known((job(tmp_path, "x/a.glb"), made(tmp_path, b"22")))
    tally.settle_new(job(tmp_path, "b.glb"), Rejected("b.glb", "no_geometry", "/m", "empty"))
    figure = made(tmp_path, b"333")
    tally.settle_known((job(tmp_path, "body.glb", work.CHECK), figure))
    assert tally.finish(prune=False) == (2, 2, 1, 3, 0)
    found = catalogue.decode((tmp_path / "catalogue.json").read_bytes())
    assert [one.source for one in found.products] == ["x/a.glb", "y/a.glb"]
    assert len(found.by_id) == 2
    assert [one.file for one in found.rejected] == ["b.glb", "gone.glb"]
    assert found.body == Blob(figure.made.lods[0].sha256, 3)
    assert [(one.outcome, one.done, one.total) for one in steps] == [
        ("built", 1, 3), ("unchanged", 2, 3), ("refused", 3, 3), ("unchanged", 3, 3),
    ]  # fmt: skip
    assert str(steps[2]) == "refused b.glb/m: empty [no_geometry]"


def test_pruning_keeps_what_is_named(known, tmp_path):
    tally = Tally(tmp_path, known, lambda _: None)
    old, kept, figure = (made(tmp_path, data) for data in (b"1", b"22", b"333"))
    tally.settle_new(job(tmp_path, "a.glb"), kept)
    tally.settle_new(job(tmp_path, "body.glb", work.CHECK), figure)
    assert tally.finish(prune=True).pruned == 1
    names = {path.name for path in (tmp_path / "a").iterdir()}
    assert names == {kept.made.lods[0].sha256, figure.made.lods[0].sha256}
    assert old.made.lods[0].sha256 not in names
