import io
import zipfile

import pytest
import trimesh

from assets_pipeline import kinds, sources
from assets_pipeline.errors import AssetRejected

OBJ = b"mtllib m.mtl\nv 0 0 0\nv 1 0 0\nv 0 1 0\nvt 0 0\nvt 1 0\nvt 0 1\nusemtl a\nf 1/1 2/2 3/3\n"
MTL = b"newmtl a\nmap_Kd t.png\n"


def zipped(files) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_zip_with_everything_in_a_folder(tmp_path, picture):
    files = {"chair/m.obj": OBJ, "chair/m.mtl": MTL, "chair/t.png": picture, "__MACOSX/m.obj": b""}
    (tmp_path / "a.zip").write_bytes(zipped(files))
    source = sources.load(tmp_path / "a.zip", tmp_path)
    assert source.document.image_bytes(0) == picture


@pytest.mark.parametrize("names", [[], ["a.obj", "b.obj"], ["a.txt"], ["a.zip"]])
def test_zip_must_hold_one_model(tmp_path, names):
    (tmp_path / "a.zip").write_bytes(zipped(dict.fromkeys(names, OBJ)))
    with pytest.raises(AssetRejected, match="archive_ambiguous"):
        sources.load(tmp_path / "a.zip", tmp_path)


def test_what_it_read_is_noted(tmp_path, picture):
    for name, data in {"a.obj": OBJ, "m.mtl": MTL, "t.png": picture}.items():
        (tmp_path / name).write_bytes(data)
    assert set(sources.load(tmp_path / "a.obj", tmp_path).reads) == {"m.mtl", "t.png"}


def test_units_are_declared_or_guessed_aloud(tmp_path, rich_glb):
    (tmp_path / "a.stl").write_bytes(trimesh.creation.box((300, 1, 1)).export(file_type="stl"))
    (tmp_path / "b.glb").write_bytes(rich_glb())
    found = sources.load(tmp_path / "a.stl", tmp_path)
    assert found.units == "mm"
    assert "no units given" in found.note
    found = sources.load(tmp_path / "a.stl", tmp_path, kinds.Options("cm"))
    assert (found.units, found.note) == ("cm", "")
    assert sources.load(tmp_path / "b.glb", tmp_path).units == "m"
    assert sources.load(tmp_path / "b.glb", tmp_path, kinds.Options("in")).units == "in"


def test_the_refusal_names_the_file(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/x.glb").write_bytes(b"rubbish")
    with pytest.raises(AssetRejected) as refusal:
        sources.load(tmp_path / "sub/x.glb", tmp_path)
    assert (refusal.value.code, refusal.value.file) == ("not_glb", "sub/x.glb")


@pytest.mark.parametrize(
    ("name", "code"), [("a.fbx", "kind_unknown"), ("none.glb", "file_missing")]
)
def test_not_ours(tmp_path, name, code):
    (tmp_path / "a.fbx").write_bytes(b"1")
    with pytest.raises(AssetRejected) as refusal:
        sources.load(tmp_path / name, tmp_path)
    assert refusal.value.code == code


def test_seen_from_outside_the_folder(tmp_path, rich_glb):
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.glb").write_bytes(rich_glb())
    (tmp_path / "in/a.glb").symlink_to(tmp_path / "secret.glb")
    with pytest.raises(AssetRejected, match="uri_outside"):
        sources.load(tmp_path / "in/a.glb", tmp_path / "in")


def test_a_blob_without_suffix_is_known_by_its_first_bytes(tmp_path, rich_glb):
    (tmp_path / "0a1b").write_bytes(rich_glb())
    assert sources.load(tmp_path / "0a1b", tmp_path).document.to_glb() == rich_glb()
