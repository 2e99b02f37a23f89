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
