from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from server.packs import records
from sessions.encoding.model import DEFAULT_FILE, DEFAULT_PACK
from sessions.errors import PackUnusable

PINS = list(records.pinned().values())
CODE = (".py", ".pyc", ".so", ".js", ".cjs", ".sh", ".pkl", ".pt")


@pytest.mark.parametrize("pack", PINS, ids=lambda pack: pack.name)
def test_every_pin_is_complete_and_is_data(pack: records.Pack) -> None:
    paths = [PurePosixPath(file.path) for file in pack.files]
    assert len(set(paths)) == len(paths)
    assert not any(path.is_absolute() or ".." in path.parts for path in paths)
    assert not [path for path in paths if path.suffix in CODE]
    assert all(len(item.sha256) == 64 for item in (*pack.files, *pack.carriers))
    used = {place for file in pack.files for place, _ in file.parts}
    assert used == set(range(len(pack.carriers)))
    assert pack.fallback
    assert pack.weight_licence


def test_the_default_set_is_small_and_feeds_the_default_encoder() -> None:
    default = [pack for pack in PINS if pack.default]
    assert sum(pack.download_bytes for pack in default) < 215e6  # the last 48 MB are the figure
    assert records.find(DEFAULT_PACK) in default
    assert DEFAULT_FILE in [file.path for file in records.find(DEFAULT_PACK).files]


@pytest.mark.parametrize("licence", ["GPL", "AGPL", "NC", "research"])
def test_no_pack_has_a_licence_the_house_refuses(licence: str) -> None:
    assert not [p.name for p in PINS if licence in p.code_licence + p.weight_licence]


@pytest.mark.parametrize(
    ("setting", "names"),
    [
        ("", ["one"]),
        ("  ", ["one"]),
        ("none", []),
        ("all", ["one", "two"]),
        ("two", ["two"]),
        ("two, one,", ["two", "one"]),
    ],
)
@pytest.mark.usefixtures("shop")
def test_the_setting_chooses(setting: str, names: list[str]) -> None:
    assert records.chosen(setting) == names


@pytest.mark.usefixtures("shop")
def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(records.PackUnknown, match="'three'; there are one, two"):
        records.chosen("one,three")


@pytest.mark.parametrize("text", [b"", b"{", b"\xff", b'{"packs": {"one": 1}}'])
def test_a_damaged_manifest_is_refused(models: Path, text: bytes) -> None:
    models.mkdir()
    (models / records.MANIFEST).write_bytes(text)
    with pytest.raises(PackUnusable, match=r"manifest\.json does not read"):
        records.read_manifest(models)
