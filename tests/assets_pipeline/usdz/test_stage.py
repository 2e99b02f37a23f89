import zipfile

import pytest

pytest.importorskip("pxr", reason="usd-core is an optional extra", exc_type=ImportError)

from assets_pipeline import blobs
from assets_pipeline.errors import AssetRejected
from assets_pipeline.usdz import stage


def test_it_is_stored_by_its_hash(rich, tmp_path):
    (tmp_path / blobs.FOLDER).mkdir()
    whole = blobs.put(tmp_path, rich.to_glb())
    made = stage.store(whole.sha256, str(tmp_path))
    assert blobs.intact(tmp_path, made)
    assert stage.store(whole.sha256, str(tmp_path)) == made


def test_any_file_becomes_a_package_that_stands_on_its_floor(tmp_path):
    (tmp_path / "a.obj").write_text("v 0 5 0\nv 1 5 0\nv 0 7 0\nf 1 2 3\n")
    answer = stage.write(str(tmp_path / "a.obj"), str(tmp_path / "a.usdz"))
    assert answer["bytes"] == (tmp_path / "a.usdz").stat().st_size
    low, high = answer["bounds_m"]
    assert low[1] == pytest.approx(0)
    assert high[1] == pytest.approx(2)
    with zipfile.ZipFile(tmp_path / "a.usdz") as archive:
        assert archive.testzip() is None


def test_what_is_refused_writes_nothing(tmp_path):
    (tmp_path / "a.glb").write_bytes(b"rubbish")
    with pytest.raises(AssetRejected, match="not_glb"):
        stage.write(str(tmp_path / "a.glb"), str(tmp_path / "a.usdz"))
    assert not (tmp_path / "a.usdz").exists()
