import copy

import pytest

from assets_pipeline import features
from assets_pipeline.document import Document


def test_counts_of_a_known_document(rich, picture):
    found = features.features(rich)
    assert found["node_names"] == ["cloth", "hip"]
    assert found["triangles"] == 2 * 11 * 11
    assert found["variants"] == ["plain", "Red"]
    assert found["morph_targets"] == found["skins"] == found["animations"] == 1
    assert found["uv_sets"] == 1
    assert found["extras"] == 2
    assert found["copyright"] == "someone"
    assert found["material_extensions"] == ["1 red: KHR_materials_sheen"]
    assert found["images"][0].endswith(f" {len(picture)}")


LOSSES = {
    "skins": lambda j: j["nodes"][0].pop("skin") is None or j.pop("skins"),
    "animations": lambda j: j.pop("animations"),
    "variants": lambda j: j["extensions"].clear(),
    "material_extensions": lambda j: j["materials"][1].pop("extensions"),
    "node_names": lambda j: j["nodes"][1].pop("name"),
    "extras": lambda j: j["nodes"][0].pop("extras"),
    "copyright": lambda j: j["asset"].pop("copyright"),
    "attributes": lambda j: j["meshes"][0]["primitives"][0]["attributes"].pop("TEXCOORD_0"),
    "morph_targets": lambda j: j["meshes"][0]["primitives"][0].pop("targets"),
    "images": lambda j: j["images"].clear(),
    "extensions": lambda j: j.pop("extensionsUsed"),
}


@pytest.mark.parametrize("key", LOSSES)
def test_every_loss_shows(rich, key):
    poor = Document(copy.deepcopy(rich.json), rich.bin)
    LOSSES[key](poor.json)
    lines = features.difference(features.features(rich), features.features(poor))
    assert any(line.startswith(f"{key}:") for line in lines)
    assert features.difference(features.features(rich), features.features(rich)) == []


def test_words():
    one = {"nodes": 2, "images": ["a", "a", "b"]}
    two = {"nodes": 3, "images": ["a", "c"]}
    assert features.difference(one, two) == [
        "nodes: 2 in the first, 3 in the second",
        "images: a only in the first",
        "images: b only in the first",
        "images: c only in the second",
    ]


def test_strange_but_legal_parts_do_not_break_it(rich):
    rich.json["extensions"] = {"KHR_lights_punctual": {"lights": 7}, "KHR_materials_variants": {}}
    found = features.features(rich)
    assert (found["lights"], found["variants"]) == (0, [])
