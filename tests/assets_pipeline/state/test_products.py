import hashlib

import msgspec
import pytest

from assets_pipeline import blobs
from assets_pipeline.catalogue import Image, Lod
from assets_pipeline.state import state
from assets_pipeline.work import Done, Extra, Job, Made, Side


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
        found = known.products.recall(job).known
        return found and found.made


@pytest.fixture
def kept(shop):
    job, made, opened = shop
    with opened() as known:
        assert known.products.recall(job).known is None
        known.products.remember(job, Done(made))
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
        known.products.remember(job, Done(made))
    assert remembered(shop) is None


def test_what_a_build_did_not_use_is_forgotten(kept):
    job, made, opened = kept
    with opened() as known:
        known.products.remember(msgspec.structs.replace(job, key="other"), Done(made))
        known.products.forget_unused()
    assert remembered(kept) is None


EXTRA = Extra("pictures", "x:draw", ("few", True))


@pytest.fixture
def drawn(shop, tmp_path):
    """A job with an extra, done."""
    job, made, opened = shop
    blob = blobs.put(tmp_path / "out", b"webp")
    side = Side([Image(blob.sha256, blob.bytes, 4, 4)])
    job = msgspec.structs.replace(job, extras=(EXTRA,))
    with opened() as known:
        known.products.remember(job, Done(made, {"pictures": side}))
    return job, Done(made, {"pictures": side}), opened


def test_an_extra_is_recalled_with_its_product(drawn):
    job, done, opened = drawn
    with opened() as known:
        assert known.products.recall(job).known == done
        plain = msgspec.structs.replace(job, extras=())
        assert known.products.recall(plain).known == Done(done.made)


@pytest.mark.parametrize("change", ["arguments", "recipe", "name", "blob"])
def test_an_extra_is_made_again_by_itself(drawn, tmp_path, change):
    job, done, opened = drawn
    extra = EXTRA
    match change:
        case "arguments":
            extra = msgspec.structs.replace(EXTRA, arguments=("all", True))
        case "recipe":
            extra = msgspec.structs.replace(EXTRA, recipe=2)
        case "name":
            extra = msgspec.structs.replace(EXTRA, name="usdz")
        case "blob":
            (tmp_path / "out/a" / done.sides["pictures"].images[0].sha256).unlink()
    with opened() as known:
        other = msgspec.structs.replace(job, extras=(extra,))
        assert known.products.recall(other).known == Done(done.made)


def test_an_extra_that_failed_is_not_remembered(shop):
    job, made, opened = shop
    job = msgspec.structs.replace(job, extras=(EXTRA,))
    with opened() as known:
        known.products.remember(job, Done(made, {"pictures": Side(note="no pictures")}))
        assert known.products.recall(job).known == Done(made)


def test_the_same_file_beside_other_files_is_another_product(kept, tmp_path):
    job, made, opened = kept
    (tmp_path / "red").mkdir()
    (tmp_path / "red/a.gltf").write_bytes(b"{}")
    (tmp_path / "red/a.bin").write_bytes(b"red")
    red = msgspec.structs.replace(job, source="red/a.gltf")
    reads = {"./a.bin": hashlib.sha256(b"red").hexdigest()}
    other = msgspec.structs.replace(made, reads=reads, note="red")
    with opened() as known:
        assert known.products.recall(red).known is None
        known.products.remember(red, Done(other))
        assert known.products.recall(red).known == Done(other)
        assert known.products.recall(job).known == Done(made)
