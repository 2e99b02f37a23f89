import struct

import numpy as np
import pytest
import trimesh
from hypothesis import given, settings
from hypothesis import strategies as st

from assets_pipeline import meshes, scene, sources
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import paths, values

OBJ = """mtllib a.mtl
v 0 0 0
v 1 0 0
v 1 1 0
v 0 1 0
vt 0 0
vt 1 0
vt 1 0.75
usemtl red
f 1/1 2/2 3/3
usemtl blue
f 1 3 4
"""
MTL = """newmtl red
Kd 1 1 1
map_Kd t/tex.png
newmtl blue
Kd 0 0 1
"""
NOTHING = paths.mapping_reader({})


def taken(data, kind, read=NOTHING, **options) -> Document:
    document = meshes.load(data, kind, read, **options).document
    again = Document.from_glb(document.to_glb())
    values.check(again)
    return again


def test_obj_with_material_and_texture(picture):
    files = {"a.mtl": MTL.encode(), "t/tex.png": picture}
    document = taken(OBJ.encode(), "obj", paths.mapping_reader(files))
    assert document.image_bytes(0) == picture
    named = {m["name"]: m["pbrMetallicRoughness"] for m in document.json["materials"]}
    assert named["blue"]["baseColorFactor"] == [0, 0, 1, 1]
    assert named["red"]["baseColorTexture"] == {"index": 0}
    primitives = document.json["meshes"][0]["primitives"]
    red = next(p for p in primitives if document.json["materials"][p["material"]]["name"] == "red")
    points = document.accessor(red["attributes"]["POSITION"]).tolist()
    corner = points.index([1, 1, 0])
    assert document.accessor(red["attributes"]["TEXCOORD_0"])[corner].tolist() == [1, 0.25]
    assert np.allclose(document.accessor(red["attributes"]["NORMAL"]), [0, 0, 1])


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../../x.png", "http://x/y.png", "none.png", "bomb.png"]
)
def test_textures_elsewhere_are_left_out(name):
    bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 60_000, 60_000)
    files = {"a.mtl": MTL.replace("t/tex.png", name).encode(), "bomb.png": bomb}
    document = taken(OBJ.encode(), "obj", paths.mapping_reader(files))
    assert "images" not in document.json


@pytest.mark.parametrize("kind", ["stl", "ply", "obj"])
def test_shape_survives(kind):
    solid = trimesh.creation.box((1, 2, 3))
    data = solid.export(file_type=kind)
    document = taken(data.encode() if isinstance(data, str) else data, kind)
    low, high = scene.bounds(document)
    assert np.allclose(high - low, [1, 2, 3])
    attributes = document.json["meshes"][0]["primitives"][0]["attributes"]
    normals = document.accessor(attributes["NORMAL"])
    assert np.allclose(np.linalg.norm(normals, axis=1), 1, atol=1e-5)


def test_stl_keeps_edges_sharp_and_curves_smooth():
    box = taken(trimesh.creation.box().export(file_type="stl"), "stl")
    normals = box.accessor(box.json["meshes"][0]["primitives"][0]["attributes"]["NORMAL"])
    assert np.allclose(np.abs(normals).max(axis=1), 1)  # along the axes
    ball = taken(trimesh.creation.icosphere(3).export(file_type="stl"), "stl")
    attributes = ball.json["meshes"][0]["primitives"][0]["attributes"]
    points, normals = (ball.accessor(attributes[name]) for name in ("POSITION", "NORMAL"))
    assert len(points) == 642  # not three for each of 1280 faces
    assert np.allclose((points * normals).sum(axis=1), 1, atol=0.01)


def test_ply_colours_become_linear():
    solid = trimesh.creation.box()
    solid.visual.vertex_colors = [255, 128, 0, 255]
    document = taken(solid.export(file_type="ply"), "ply")
    attributes = document.json["meshes"][0]["primitives"][0]["attributes"]
    found = scene.floats(document, attributes["COLOR_0"])
    assert np.allclose(found, [1, 0.2158605, 0, 1], atol=1e-4)  # IEC 61966-2-1 of 128/255


def test_z_up():
    tall = trimesh.creation.box((1, 2, 3)).export(file_type="stl")
    low, high = scene.bounds(taken(tall, "stl", up="z"))
    assert np.allclose(high - low, [1, 3, 2])


@pytest.mark.parametrize(
    ("side", "kind", "units"),
    [
        (0.3, "obj", "m"),
        (9.9, "stl", "m"),
        (30, "obj", "cm"),
        (30, "stl", "mm"),
        (2000, "ply", "mm"),
    ],
)
def test_units_by_size(side, kind, units):
    assert meshes.guess_units(side, kind) == units


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (b"", "obj", "no_geometry"),
        (b"", "stl", "mesh_malformed"),
        (b"", "ply", "mesh_malformed"),
        (bytes(80) + struct.pack("<I", 2**32 - 1), "stl", "mesh_malformed"),
        (bytes(84), "stl", "no_geometry"),
        (
            b"ply\nformat ascii 1.0\nelement vertex 99999999999\nend_header\n",
            "ply",
            "mesh_malformed",
        ),
        (b"v 0 0 0\nv 1 0 0\nv 0 nan 0\nf 1 2 3\n", "obj", "value_not_finite"),
        (b"v 0 0 0\nf 1 2 3\n", "obj", None),
        (b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 -9\n", "obj", None),
        (b"solid x\nfacet normal 0 0 0\nouter loop\nvertex a b c\n", "stl", None),
    ],
)
def test_refused(data, kind, code):
    with pytest.raises(AssetRejected) as refusal:
        meshes.load(data, kind, NOTHING)
    assert code is None or refusal.value.code == code


def test_too_many_faces(monkeypatch):
    monkeypatch.setattr("assets_pipeline.guard.limits.FACES", 3)
    for kind in sources.MESHES:
        data = trimesh.creation.box().export(file_type=kind)
        with pytest.raises(AssetRejected, match="too_many_faces"):
            meshes.load(data.encode() if isinstance(data, str) else data, kind, NOTHING)


SEEDS = {kind: trimesh.creation.box().export(file_type=kind) for kind in sources.MESHES}
SEEDS = {kind: d.encode() if isinstance(d, str) else d for kind, d in SEEDS.items()}


@settings(max_examples=100)
@given(st.sampled_from(sources.MESHES), st.data())
def test_mutations_are_taken_or_refused(kind, data):
    changed = bytearray(SEEDS[kind])
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(changed) - 1))
        changed[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        taken(bytes(changed), kind)
    except AssetRejected as refusal:
        assert refusal.code  # noqa: PT017 -- both ends are good ends
