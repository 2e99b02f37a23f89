import copy
import json
import subprocess

import numpy as np
import pytest
from scipy.spatial import cKDTree

from assets_pipeline import encode, features, scene
from assets_pipeline.document import Document
from assets_pipeline.encode import codec

ALLOWED = ("accessors: ", "extensions: ")


def again(document: Document, **options) -> Document:
    """Encoded, written, read back."""
    return Document.from_glb(encode.encode(document, **options).to_glb())


def lost(before: Document, after: Document) -> list[str]:
    lines = features.difference(features.features(before), features.features(after))
    return [line for line in lines if not line.startswith(ALLOWED)]


def attribute(document: Document, name: str) -> np.ndarray:
    return scene.floats(document, document.json["meshes"][0]["primitives"][0]["attributes"][name])


def triangles(document: Document, naming: np.ndarray) -> list[tuple[int, ...]]:
    """Each triangle by the names of its corners, the smallest first."""
    indices = document.accessor(document.json["meshes"][0]["primitives"][0]["indices"])
    rows = [tuple(row) for row in naming[indices].reshape(-1, 3).tolist()]
    return sorted(min(r, r[1:] + r[:1], r[2:] + r[:2]) for r in rows)


def matched(before: Document, after: Document) -> np.ndarray:
    """The vertex of the source that each output vertex is."""
    tree = cKDTree(attribute(before, "POSITION"))
    found: np.ndarray = tree.query(attribute(after, "POSITION"))[1]
    everything = np.arange(tree.n)
    assert triangles(after, found) == triangles(before, everything)
    return found


@pytest.fixture
def big(make_rich):
    return make_rich(40)


@pytest.mark.parametrize("extension", [codec.EXT, codec.KHR, ""])
def test_nothing_is_lost(big, extension):
    after = again(big, extension=extension)
    assert lost(big, after) == []
    assert after.json.get("extensionsRequired", []) == [extension] * bool(extension)
    bare = {"accessors", "bufferViews", "buffers", "extensionsUsed", "extensionsRequired"}
    kept = {
        key: value for key, value in after.json.items() if key not in bare | {"meshes", "skins"}
    }
    assert kept["nodes"] == big.json["nodes"]
    assert kept["materials"] == big.json["materials"]
    assert kept["asset"] == big.json["asset"]


def test_it_is_small(big):
    assert len(encode.encode(big).to_glb()) < 0.35 * len(big.to_glb())


def test_the_source_is_not_touched(rich):
    before, data = copy.deepcopy(rich.json), bytes(rich.bin)
    encode.encode(rich)
    assert rich.json == before
    assert rich.bin == data


def test_same_bytes_every_time(make_rich):
    assert encode.encode(make_rich(30)).to_glb() == encode.encode(make_rich(30)).to_glb()


def test_encoding_twice_changes_no_position(big):
    once = again(big)
    twice = again(once)
    assert lost(once, twice) == []
    place = matched(once, twice)
    assert (attribute(twice, "POSITION") == attribute(once, "POSITION")[place]).all()


def test_values_stay_near(big):
    after = again(big)
    place = matched(big, after)
    off = {
        name: attribute(after, name) - attribute(big, name)[place]
        for name in ("POSITION", "TEXCOORD_0", "WEIGHTS_0")
    }
    assert np.linalg.norm(off["POSITION"], axis=1).max() <= np.sqrt(2.01) * 2.0**-14
    assert np.linalg.norm(off["TEXCOORD_0"], axis=1).max() <= 2.0**-12
    assert not off["WEIGHTS_0"].any()


def test_plain_and_compressed_read_alike(big):
    plain, packed = again(big, extension=""), again(big)
    for name in ("POSITION", "TEXCOORD_0", "JOINTS_0", "WEIGHTS_0"):
        assert (attribute(plain, name) == attribute(packed, name)).all()


def test_sparse_morph_targets_are_kept(rich):
    before = rich.json["meshes"][0]["primitives"][0]
    after = again(rich)
    primitive = after.json["meshes"][0]["primitives"][0]
    moved = after.accessor(primitive["targets"][0]["POSITION"])
    places = after.accessor(primitive["attributes"]["POSITION"])[moved.any(axis=1)]
    old = rich.accessor(before["attributes"]["POSITION"])[[1, 3]]
    assert sorted(places.round(3).tolist()) == sorted(old.round(3).tolist())
    assert np.abs(moved[moved.any(axis=1)] - 1).max() < 2.0**-13


def test_unknown_extensions_keep_what_they_name(rich):
    table = rich.add_accessor(np.array([1.5, 2.5], np.float32))
    view = rich.add_view(b"precious")
    block = {"table": table, "view": view}
    rich.json["extensions"]["ACME_data"] = block
    after = again(rich)
    assert after.json["extensions"]["ACME_data"] == block
    assert after.accessor(table).tolist() == [1.5, 2.5]
    assert after.view(view)[0] == b"precious"
    assert lost(rich, after) == []


def test_unknown_primitive_extensions_keep_vertices(rich):
    primitive = rich.json["meshes"][0]["primitives"][0]
    primitive["extensions"]["ACME_outline"] = {}
    after = again(rich)
    new = after.json["meshes"][0]["primitives"][0]
    for name, index in primitive["attributes"].items():
        assert (after.accessor(new["attributes"][name]) == rich.accessor(index)).all()
    assert (after.accessor(new["indices"]) == rich.accessor(primitive["indices"])).all()


def test_equal_primitives_share_accessors(rich):
    rich.json["meshes"].append(copy.deepcopy(rich.json["meshes"][0]))
    one, two = (mesh["primitives"][0] for mesh in again(rich).json["meshes"])
    assert one["attributes"] == two["attributes"]
    assert one["indices"] == two["indices"]


def test_extras_of_accessors_stay(rich):
    rich.json["accessors"][0]["extras"] = {"unit": "m"}
    assert lost(rich, again(rich)) == []


@pytest.mark.parametrize("mode", [0, 1, 2, 3, 5, 6])
@pytest.mark.parametrize("indexed", [True, False])
def test_other_topologies(rich, mode, indexed):
    primitive = rich.json["meshes"][0]["primitives"][0]
    primitive["mode"] = mode
    if not indexed:
        del primitive["indices"]
    after = again(rich)
    new = after.json["meshes"][0]["primitives"][0]
    assert new["mode"] == mode

    def drawn(document, found):
        at = document.accessor(found["attributes"]["POSITION"])
        return at[document.accessor(found["indices"])] if "indices" in found else at

    assert np.abs(drawn(after, new) - drawn(rich, primitive)).max() < 1e-4


def test_triangles_without_indices_get_some(rich):
    primitive = rich.json["meshes"][0]["primitives"][0]
    used = rich.accessor(primitive.pop("indices"))
    targets = primitive.pop("targets")
    assert targets
    del rich.json["meshes"][0]["weights"]
    for name, index in primitive["attributes"].items():
        normal = bool(rich.json["accessors"][index].get("normalized"))
        values = rich.accessor(index)[used]
        primitive["attributes"][name] = rich.add_accessor(
            values, target=34962, normalized=normal, minmax=name == "POSITION"
        )
    after = again(rich)
    new = after.json["meshes"][0]["primitives"][0]
    assert after.json["accessors"][new["indices"]]["count"] == len(used)
    assert after.json["accessors"][new["attributes"]["POSITION"]]["count"] == 144
    assert lost(rich, after) == []


def test_instances_are_kept(rich):
    moves = np.random.default_rng(1).random((20, 3)).astype(np.float32)
    block = {"attributes": {"TRANSLATION": rich.add_accessor(moves)}}
    rich.json["nodes"][0]["extensions"] = {"EXT_mesh_gpu_instancing": block}
    after = again(rich)
    index = after.json["nodes"][0]["extensions"]["EXT_mesh_gpu_instancing"]["attributes"]
    assert (after.accessor(index["TRANSLATION"]) == moves).all()


def test_a_document_without_geometry():
    document = Document.new()
    assert encode.encode(document).to_glb() == document.to_glb()


@pytest.mark.slow
def test_validator_has_nothing_against_it(big, simplifier_script, tmp_path):
    modules = simplifier_script.parents[1]
    if not (modules / "gltf-validator").is_dir():
        pytest.skip("gltf-validator is not installed")
    (tmp_path / "a.glb").write_bytes(encode.encode(big, extension="").to_glb())
    script = f"""
    const validator = require({json.dumps(str(modules / "gltf-validator"))});
    validator.validateBytes(new Uint8Array(require("fs").readFileSync("a.glb")))
      .then(({{issues}}) => console.log(JSON.stringify(issues.messages.filter(m => !m.severity))));
    """
    done = subprocess.run(
        ["node", "-e", script], cwd=tmp_path, capture_output=True, check=True, timeout=60
    )
    assert json.loads(done.stdout) == []
