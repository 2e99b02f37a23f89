import copy

import pytest

from assets_pipeline.document import Document
from assets_pipeline.fidelity import parts
from assets_pipeline.fidelity.matching import Pairs


def compared(before, after):
    return list(parts.compare(before, after, Pairs.of(before.json, after.json)))


@pytest.fixture
def two(rich):
    return rich, Document(copy.deepcopy(rich.json), rich.bin)


def test_how_a_thing_is_written_does_not_count(two):
    before, after = two
    before.json["asset"]["generator"] = "one"
    before.use_extension("KHR_draco_mesh_compression", required=True)
    before.json["nodes"][0]["extensions"] = {"EXT_meshopt_compression": {"x": 1}}
    after.json["nodes"][0]["name"] = before.json["nodes"][0]["name"]
    assert compared(before, after) == []


@pytest.mark.parametrize(
    ("change", "kind", "pointer"),
    [
        (lambda j: j["extensionsUsed"].remove("KHR_materials_sheen"), "extension", "/extensionsUsed"),
        (lambda j: j.pop("x"), "x", "/x"),
        (lambda j: j["meshes"][0].pop("weights"), "morph", "/meshes/0/weights"),
        (lambda j: j["nodes"][0]["extras"].update(sku="B"), "extras", "/nodes/0/extras/sku"),
        (lambda j: j["asset"].pop("copyright"), "copyright", "/asset/copyright"),
        (lambda j: j.pop("skins"), "skin", "/skins/0"),
    ],
)  # fmt: skip
def test_what_no_encoder_may_touch(two, change, kind, pointer):
    before, after = two
    before.json["x"] = after.json["x"] = {"unknown": [1]}
    change(after.json)
    assert (kind, pointer) in [(loss.kind, loss.pointer) for loss in compared(before, after)]


def test_some_keys_may_be_passed_over():
    one = {"mesh": 1, "name": "a", "extensions": {"KHR_mesh_quantization": {}}}
    assert list(parts.verbatim(one, {"name": "a"}, {"mesh"}, "node 0", "/nodes/0")) == []
    (lost,) = parts.verbatim(one, {"name": "a"}, set(), "node 0", "/nodes/0")
    assert (lost.kind, lost.before, lost.after) == ("mesh", "mesh 1", "")


def test_extensions_that_say_what_a_thing_is_stay():
    said = {"KHR_texture_basisu": {}, "ACME_thread": {}, "KHR_materials_sheen": {}}
    assert set(parts.without_encodings(said)) == {"ACME_thread", "KHR_materials_sheen"}
