import hashlib
import os
import time
from contextlib import closing

import pytest

from assets_pipeline.errors import AssetRejected
from assets_pipeline.state import database
from assets_pipeline.state.stamps import SETTLED_NS, Stamps

LATER = 10 * SETTLED_NS


@pytest.fixture
def digest(tmp_path, monkeypatch):
    """A function of a file, with the number of files that were read so far beside its answer."""
    (tmp_path / "in").mkdir()
    (tmp_path / "cache").mkdir()
    reads = []
    real = hashlib.file_digest
    monkeypatch.setattr(hashlib, "file_digest", lambda *a: reads.append(1) or real(*a))
    with closing(database.connect(tmp_path / "cache")) as connection:

        def ask(path, *, check=False, after_ns=LATER):
            now_ns = lambda: time.time_ns() + after_ns  # noqa: E731
            stamps = Stamps(connection, check=check, now_ns=now_ns)
            return stamps.digest(str(path), str(tmp_path / "in")), len(reads)

        yield ask


def put(path, data, *, like=None):
    path.write_bytes(data)
    if like:
        os.utime(path, ns=(like.st_atime_ns, like.st_mtime_ns))
    return hashlib.sha256(data).hexdigest()


def test_a_file_is_read_once(digest, tmp_path):
    file = tmp_path / "in/a"
    first = put(file, b"one")
    assert digest(file) == (first, 1)
    assert digest(file) == (first, 1)
    assert digest(file, check=True) == (first, 2)


def test_a_change_that_keeps_length_and_modification_time_is_seen(digest, tmp_path):
    file = tmp_path / "in/a"
    put(file, b"one")
    digest(file)
    second = put(file, b"two", like=file.stat())
    assert digest(file) == (second, 2)


def test_another_file_in_its_place_is_seen(digest, tmp_path):
    file, other = tmp_path / "in/a", tmp_path / "in/b"
    put(file, b"one")
    digest(file)
    second = put(other, b"two", like=file.stat())
    other.replace(file)
    assert digest(file)[0] == second


def test_a_fresh_file_is_not_yet_trusted(digest, tmp_path):
    file = tmp_path / "in/a"
    first = put(file, b"one")
    assert digest(file, after_ns=0) == (first, 1)
    assert digest(file) == (first, 2)
    assert digest(file) == (first, 2)


@pytest.mark.parametrize(
    ("name", "code"),
    [("none", "file_missing"), ("../x", "uri_outside"), ("a\0", "file_unreadable")],
)
def test_refusals(digest, tmp_path, name, code):
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(AssetRejected) as refusal:
        digest(f"{tmp_path}/in/{name}")
    assert refusal.value.code == code
