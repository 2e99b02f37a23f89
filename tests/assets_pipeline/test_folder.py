import os

import pytest

from assets_pipeline import folder


def test_models_below_a_folder(tmp_path):
    for name in ("b.GLB", "more/deep/a.stl", ".hidden/x.glb", "__MACOSX/y.glb", "._z.glb",
                 "notes.txt", "glb", "out/a/old.glb", "more/out/kept.obj"):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "folder.glb").mkdir()
    (tmp_path / "away").symlink_to(tmp_path / "more")
    (tmp_path / "loop.glb").symlink_to("loop.glb")
    (tmp_path / "link.ply").symlink_to("b.GLB")
    assert sorted(folder.models(tmp_path, tmp_path / "out")) == [
        "b.GLB", "link.ply", "loop.glb", "more/deep/a.stl", "more/out/kept.obj",
    ]  # fmt: skip


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        list(folder.models(tmp_path / "none", tmp_path))


def test_a_name_that_is_no_text(tmp_path):
    (tmp_path / os.fsdecode(b"\xff.glb")).write_bytes(b"")
    assert list(folder.models(tmp_path, tmp_path / "out")) == ["\udcff.glb"]
