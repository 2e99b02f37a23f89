import pytest

from assets_pipeline import encode, features, lods, needle, simplify
from assets_pipeline.document import Document


@pytest.fixture(scope="module")
def levels(simplifier_script, make_rich):
    """The root and its two finer levels, finest first."""
    document = needle.tag(make_rich(40), "abc")
    found = lods.levels(document, simplify.Simplifier(simplifier_script))
    first, *finer = [encode.encode(level.document) for level in found] + [encode.encode(document)]
    stored = [needle.Stored(str(n) * 64, each) for n, each in enumerate(reversed(finer))]
    return needle.root(first, stored), stored


def test_root_names_the_finer_levels_finest_first(levels):
    root, stored = levels
    own = root.json["meshes"][0]["extensions"]["NEEDLE_progressive"]
    assert own["guid"] == "abc-m0"
    assert [lod["path"] for lod in own["lods"]] == ["0" * 64 + "#.glb", "1" * 64 + "#.glb"]
    counts = [lods.triangles(each.document) for each in stored]
    assert [lod["densities"] for lod in own["lods"]] == [[count] for count in counts]
    assert [lod["indexCount"] for lod in own["lods"]] == [3 * count for count in counts]
    assert own["lods"][0]["vertexCount"] > own["lods"][1]["vertexCount"]
    picture = root.json["textures"][0]["extensions"]["NEEDLE_progressive"]
    assert [(lod["width"], lod["height"]) for lod in picture["lods"]] == [(8, 4)] * 2


def test_every_level_has_the_same_ids(levels):
    root, stored = levels
    for document in [root, *(each.document for each in stored)]:
        read = Document.from_glb(document.to_glb())
        assert "NEEDLE_progressive" in read.json["extensionsUsed"]
        assert "NEEDLE_progressive" not in read.json.get("extensionsRequired", [])
        assert read.json["meshes"][0]["extensions"]["NEEDLE_progressive"]["guid"] == "abc-m0"
        assert read.json["textures"][0]["extensions"]["NEEDLE_progressive"]["guid"] == "abc-t0"


def test_tagging_loses_nothing_and_leaves_the_document(rich):
    before = rich.to_glb()
    tagged = needle.tag(rich, "abc")
    assert rich.to_glb() == before
    one, two = features.features(rich), features.features(tagged)
    assert {key for key in one if one[key] != two[key]} == {"extensions"}


def test_what_is_progressive_already_stays_as_it_is(rich):
    rich.use_extension("NEEDLE_progressive")
    rich.json["meshes"][0]["extensions"] = {"NEEDLE_progressive": {"guid": "theirs", "lods": []}}
    assert needle.tag(rich, "abc") is rich


def test_a_document_without_meshes_is_not_marked():
    assert "extensionsUsed" not in needle.tag(Document.new(), "abc").json
