"""The gate sees each loss, names it, and lets encodings pass."""

import copy
import io

import numpy as np
import pytest
from PIL import Image

from assets_pipeline import fidelity, normalise
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected


def primitive(json):
    return json["meshes"][0]["primitives"][0]


def variants(json):
    return primitive(json)["extensions"]["KHR_materials_variants"]


LOSSES = {
    "node": lambda j: j["nodes"].pop() and j["scenes"][0]["nodes"].pop() and j["skins"][0].update(joints=[0]),
    "hierarchy": lambda j: j["nodes"][0].update(children=[1]) or j["scenes"][0].update(nodes=[0]),
    "transform": lambda j: j["nodes"][1].update(translation=[0, 2.001, 0]),
    "mesh": lambda j: j["nodes"][0].pop("mesh"),
    "skin": lambda j: j["nodes"][0].pop("skin"),
    "scene": lambda j: j["scenes"][0]["nodes"].pop(),
    "primitive": lambda j: j["meshes"][0]["primitives"].append(primitive(j)),
    "triangles": lambda j: j["accessors"][5].update(count=360),
    "attribute": lambda j: primitive(j)["attributes"].pop("TEXCOORD_0"),
    "morph": lambda j: primitive(j).pop("targets"),
    "variant": lambda j: variants(j)["mappings"].pop(),
    "material": lambda j: primitive(j).update(material=1),
    "texture": lambda j: j["materials"][0]["pbrMetallicRoughness"].pop("baseColorTexture"),
    "extension": lambda j: j["materials"][1].pop("extensions"),
    "clip": lambda j: j.pop("animations"),
    "channel": lambda j: j["animations"][0]["channels"][0]["target"].update(path="scale"),
    "keys": lambda j: [j["accessors"][i].update(count=1) for i in (7, 8)],
    "interpolation": lambda j: j["animations"][0]["samplers"][0].update(interpolation="STEP"),
    "extras": lambda j: j["nodes"][0].pop("extras"),
    "copyright": lambda j: j["asset"].update(copyright="me"),
    "uv": lambda j: j["materials"][0]["pbrMetallicRoughness"]["baseColorTexture"].update(
        extensions={"KHR_texture_transform": {"scale": [2, 2]}}),
}  # fmt: skip


@pytest.mark.parametrize("kind", LOSSES)
def test_every_loss_is_named(rich, kind):
    poor = Document(copy.deepcopy(rich.json), rich.bin)
    LOSSES[kind](poor.json)
    kinds = {loss.kind for loss in fidelity.check(rich, poor)}
    assert kind in kinds
    with pytest.raises(AssetRejected, match="feature_lost"):
        fidelity.require(rich, poor)


def test_nothing_is_lost_by_writing_and_by_a_wrapper(rich):
    again = Document.from_glb(rich.to_glb())
    normalise.stand(again, units="cm")
    assert again.json["nodes"][-1]["name"] == "showroom_root"
    assert fidelity.check(rich, again) == []


def replace(document: Document, key: tuple, array: np.ndarray, **options) -> None:
    *path, last = key
    part = document.json
    for step in path:
        part = part[step]
    part[last] = document.add_accessor(array, target=34962, **options)


def test_encoding_is_allowed(rich):
    """Other component types, order, views and mime types; unused vertices dropped; defaults out."""
    small = Document(copy.deepcopy(rich.json), rich.bin)
    place = ("meshes", 0, "primitives", 0, "attributes")
    uv = (rich.accessor(1) * 65535).round().astype(np.uint16)
    replace(small, (*place, "TEXCOORD_0"), uv, normalized=True)
    replace(small, (*place, "POSITION"), rich.accessor(0) + np.float32(1e-5), minmax=True)
    small.json["asset"]["generator"] = "another"
    small.use_extension("KHR_mesh_quantization", required=True)
    assert fidelity.check(rich, small) == []


def test_a_shifted_vertex_is_seen(rich):
    moved = Document(copy.deepcopy(rich.json), rich.bin)
    points = rich.accessor(0).copy()
    points[-1] += 0.01
    replace(moved, ("meshes", 0, "primitives", 0, "attributes", "POSITION"), points)
    assert "bounds" in {loss.kind for loss in fidelity.check(rich, moved)}


def test_a_renamed_node_is_gone_under_its_name(rich):
    other = Document(copy.deepcopy(rich.json), rich.bin)
    other.json["nodes"][1]["name"] = "hop"
    assert fidelity.check(rich, other)[0].sentence == "node 1 “hip”: all of it is gone"


def test_a_dequantising_node_may_carry_the_mesh(rich):
    """As gltfpack writes: integers in the mesh, and a node added below the named one."""
    del rich.json["nodes"][0]["skin"]
    small = Document(copy.deepcopy(rich.json), rich.bin)
    steps = (rich.accessor(0) * 4096).round().astype(np.uint16)
    primitive(small.json).pop("targets")
    primitive(rich.json).pop("targets")
    replace(small, ("meshes", 0, "primitives", 0, "attributes", "POSITION"), steps)
    del small.json["nodes"][0]["mesh"]
    added = small.add("nodes", {"mesh": 0, "scale": [1 / 4096] * 3})
    small.json["nodes"][0]["children"] = [added]
    assert fidelity.check(rich, small) == []
    small.json["nodes"][added]["scale"] = [1 / 4000] * 3
    assert [loss.kind for loss in fidelity.check(rich, small)] == ["bounds"]


def test_parts_are_paired_by_name_when_their_order_changed(rich):
    turned = Document(copy.deepcopy(rich.json), rich.bin)
    json = turned.json
    json["materials"].reverse()
    primitive(json)["material"] = 1
    for mapping in variants(json)["mappings"]:
        mapping["material"] = 1 - mapping["material"]
    assert fidelity.check(rich, turned) == []


def test_pictures_may_shrink_but_not_grow_or_stretch(rich, picture):
    for size, kinds in {(4, 2): [], (8, 4): [], (16, 8): ["texture"], (4, 4): ["texture"]}.items():
        other = Document(copy.deepcopy(rich.json), rich.bin)
        out = io.BytesIO()
        Image.open(io.BytesIO(picture)).resize(size).save(out, "PNG")
        other.json["textures"][0]["source"] = other.add_image(out.getvalue(), "image/png")
        assert [loss.kind for loss in fidelity.check(rich, other)] == kinds


def test_an_unknown_chunk_must_stay(rich):
    poor = Document(copy.deepcopy(rich.json), rich.bin)
    rich.chunks.append((0x12345678, b"abcd"))
    assert [loss.sentence for loss in fidelity.check(rich, poor)] == ["chunk 0: 4 bytes is gone"]


def test_defaults_may_be_left_out_but_not_in_extras(rich):
    rich.json["materials"][0] |= {"emissiveFactor": [0, 0, 0], "extras": {"intensity": 1}}
    poor = Document(copy.deepcopy(rich.json), rich.bin)
    del poor.json["materials"][0]["emissiveFactor"]
    assert fidelity.check(rich, poor) == []
    poor.json["materials"][0]["extras"] = {}
    assert [loss.where for loss in fidelity.check(rich, poor)] == ["material 0 “cloth”"]


def test_report_speaks_both_ways(rich):
    other = Document(copy.deepcopy(rich.json), rich.bin)
    other.json["materials"][1].pop("extensions")
    other.add("nodes", {"name": "new"})
    found = fidelity.report(rich, other)
    assert found["difference"][0] == "material 1 “red”: extensions/KHR_materials_sheen is gone."
    assert [loss["kind"] for loss in found["added"]] == ["node"]
    assert "nodes: 2 in the first, 3 in the second" in found["encoding"]
    assert fidelity.report(rich, rich) == {
        "difference": [],
        "lost": [],
        "added": [],
        "encoding": [],
    }


@pytest.mark.slow
def test_real_files_lose_nothing_when_stood_up(real_files):
    for path in real_files:
        document, again = (Document.from_glb(path.read_bytes()) for _ in range(2))
        normalise.stand(again)
        assert fidelity.check(document, again) == [], path.name
