import hashlib

import pytest

from assets_pipeline import blobs
from assets_pipeline.catalogue import Blob


def test_bytes_lie_under_their_hash(tmp_path):
    (tmp_path / "a").mkdir()
    blob = blobs.put(tmp_path, b"hello")
    assert blob == Blob(hashlib.sha256(b"hello").hexdigest(), 5)
    assert (tmp_path / "a" / blob.sha256).read_bytes() == b"hello"
    assert blobs.put(tmp_path, b"hello") == blob
    assert [path.name for path in (tmp_path / "a").iterdir()] == [blob.sha256]


def test_a_half_written_blob_is_written_again(tmp_path):
    (tmp_path / "a").mkdir()
    blob = blobs.put(tmp_path, b"hello")
    (tmp_path / "a" / blob.sha256).write_bytes(b"he")
    assert not blobs.holds(tmp_path, blob)
    blobs.put(tmp_path, b"hello")
    assert blobs.holds(tmp_path, blob)


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x/inner").write_bytes(b"")
    with pytest.raises(OSError, match="directory"):
        blobs.write_atomic(tmp_path / "x", b"1")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_no_part_of_a_blob_is_ever_seen_among_the_blobs(tmp_path, monkeypatch):
    (tmp_path / "a").mkdir()

    def power_cut(_):
        assert list((tmp_path / "a").iterdir()) == []
        raise OSError("no more")

    monkeypatch.setattr(blobs, "settle", power_cut)
    with pytest.raises(OSError, match="no more"):
        blobs.put(tmp_path, b"hello")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_blob_with_other_bytes_is_not_intact(tmp_path):
    (tmp_path / "a").mkdir()
    blob = blobs.put(tmp_path, b"hello")
    assert blobs.intact(tmp_path, blob)
    (tmp_path / "a" / blob.sha256).write_bytes(b"HELLO")
    assert not blobs.intact(tmp_path, blob)
    assert not blobs.holds(tmp_path, blob)
    assert not blobs.intact(tmp_path, blob)


def test_pruning_takes_unnamed_blobs_alone(tmp_path):
    (tmp_path / "a").mkdir()
    one, two = blobs.put(tmp_path, b"1"), blobs.put(tmp_path, b"2")
    (tmp_path / "a/README").write_bytes(b"")
    record = b'{"lods": [{"sha256":"%s"}], "text": "\\"sha256\\":\\"%s\\""}' % (
        one.sha256.encode(), two.sha256.encode(),
    )  # fmt: skip
    wanted = set(blobs.named(record))
    assert wanted == {one.sha256}
    assert blobs.prune(tmp_path, wanted.__contains__) == 1
    assert {path.name for path in (tmp_path / "a").iterdir()} == {one.sha256, "README"}
