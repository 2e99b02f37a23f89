import hashlib

import msgspec
import pytest

from assets_pipeline import blobs
from assets_pipeline.catalogue import Lod
from assets_pipeline.state import state
from assets_pipeline.work import Job, Made


@pytest.fixture
def shop(tmp_path):
    """A job, what came of it, and a function that opens the state."""
    for name, data in (("a.gltf", b"{}"), ("a.bin", b"123")):
        (tmp_path / name).write_bytes(data)
    out = tmp_path / "out"
    blobs.prepare(out)
    blob = blobs.put(out, b"glb")
    digest = hashlib.sha256(b"{}").hexdigest()
    job = Job("a.gltf", str(tmp_path), str(out), "", digest=digest, key="k")
    reads = {"./a.bin": hashlib.sha256(b"123").hexdigest()}
    made = Made(((0.0,) * 3, (1.0,) * 3), [Lod(blob.sha256, blob.bytes, 1, 0.0)], reads=reads)
    return job, made, lambda **options: state.opened(out, **options)


def remembered(shop, **options):
    job, _, opened = shop
    with opened(**options) as known:
        return known.products.recall(job)


@pytest.fixture
def kept(shop):
    job, made, opened = shop
    with opened() as known:
        assert known.products.recall(job) is None
        known.products.remember(job, made)
    return shop


def test_another_build_remembers(kept):
    assert remembered(kept) == kept[1]
    assert remembered(kept, check=True) == kept[1]


@pytest.mark.parametrize("change", ["the file it read", "no such file", "no blob", "half a blob"])
def test_what_is_not_whole_is_not_recalled(kept, tmp_path, change):
    (blob,) = (tmp_path / "out/a").iterdir()
    match change:
        case "the file it read":
            (tmp_path / "a.bin").write_bytes(b"124")
        case "no such file":
            (tmp_path / "a.bin").unlink()
        case "no blob":
            blob.unlink()
        case "half a blob":
            blob.write_bytes(b"g")
    assert remembered(kept) is None


def test_an_altered_blob_is_found_by_a_check_alone(kept, tmp_path):
    (blob,) = (tmp_path / "out/a").iterdir()
    blob.write_bytes(b"GLB")
    assert remembered(kept) is not None
    assert remembered(kept, check=True) is None
    assert not blob.exists()


def test_a_file_that_changed_meanwhile_is_not_remembered(shop, tmp_path):
    job, made, opened = shop
    (tmp_path / "a.gltf").write_bytes(b"[]")
    with opened() as known:
        known.products.remember(job, made)
    assert remembered(shop) is None


def test_what_a_build_did_not_use_is_forgotten(kept):
    job, made, opened = kept
    with opened() as known:
        known.products.remember(msgspec.structs.replace(job, key="other"), made)
        known.products.forget_unused()
    assert remembered(kept) is None
