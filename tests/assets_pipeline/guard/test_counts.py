"""What multiplies is counted before it is decoded."""

import copy

import numpy as np
import pytest

from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import counts, limits


def code(json) -> str:
    try:
        counts.check_parts(json)
        counts.check(json)
    except AssetRejected as refusal:
        return refusal.code
    return ""


def test_sound(rich):
    assert code(rich.json) == ""
    assert code({"asset": {}}) == ""


@pytest.mark.parametrize("key", [*limits.PARTS, "meshes"])
def test_too_many_parts(key):
    most = limits.PARTS.get(key, limits.PRIMITIVES)
    part = (
        {"primitives": [{"attributes": {}}]}
        if key == "meshes"
        else {"count": 0, "type": "SCALAR", "componentType": 5126}
    )
    assert code({key: [part] * most}) == ""
    assert code({key: [part] * (most + 1)}) == "too_many_parts"


def test_one_mesh_shown_often(rich):
    shown = limits.DRAWN_VERTICES // 144
    rich.json["nodes"] = [{"mesh": 0}] * shown
    assert code(rich.json | {"nodes": rich.json["nodes"][:9000]}) == ""
    rich.json["accessors"][0]["count"] = 1000
    assert code(rich.json | {"nodes": [{"mesh": 0}] * 2001}) == "too_many_vertices"
    assert code(rich.json | {"nodes": [{"mesh": 0, "skin": 0}] * 501}) == "too_many_vertices"


@pytest.mark.parametrize("said", [{"TRANSLATION": 6}, {"TRANSLATION": 99}, {}, 7, {"A": None}])
def test_instances_by_extension(rich, said):
    rich.json["accessors"][6]["count"] = 1_000_000
    node = {"mesh": 0, "extensions": {"EXT_mesh_gpu_instancing": {"attributes": said}}}
    rich.json["nodes"] = [node]
    expected = "too_many_vertices" if said == {"TRANSLATION": 6} else ""
    assert code(rich.json) == expected


def test_accessors_without_bytes(rich):
    rich.json["accessors"].append({"componentType": 5126, "type": "VEC3", "count": 700_000})
    assert code(rich.json) == "decoded_too_large"
    added = len(rich.json["accessors"]) - 1
    streamed = copy.deepcopy(rich.json["meshes"][0]["primitives"][0])
    streamed |= {"attributes": {"POSITION": added}, "targets": []}
    streamed["extensions"] = {"KHR_draco_mesh_compression": {}}
    rich.json["meshes"].append({"primitives": [streamed]})
    assert code(rich.json) == ""


def test_one_view_used_often(rich):
    rich.json["accessors"][5]["count"] = 3 * limits.TRIANGLES + 3
    assert code(rich.json) == "too_many_triangles"
    rich.json["accessors"][5]["count"] = 3
    primitive = rich.json["meshes"][0]["primitives"][0]
    primitive["targets"] = [{"POSITION": 4}] * 40_000
    assert code(rich.json) == "decoded_too_large"


def test_the_document_is_refused_with_a_pointer():
    document = Document.new()
    document.add_accessor(np.zeros(3, np.float32))
    document.json["scenes"] = [{}] * 101
    with pytest.raises(AssetRejected) as refusal:
        Document.from_glb(document.to_glb(), file="x")
    assert (refusal.value.code, refusal.value.pointer) == ("too_many_parts", "/scenes")
