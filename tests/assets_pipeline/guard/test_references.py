import copy
import re

from assets_pipeline.guard import references

TREE = {"a": [{"b": 1, "cTexture": {"index": 2}}, {"b": 3}], "d": {"x": [4, 5]}, "e": 7}


def test_find():
    assert list(references.find(TREE, "a/*/b")) == [("/a/0/b", 1), ("/a/1/b", 3)]
    assert list(references.find(TREE, "a/*/*Texture/index")) == [("/a/0/cTexture/index", 2)]
    assert [value for _, value in references.find(TREE, "*/x/*")] == [4, 5]
    assert list(references.find(TREE, "e/*")) == list(references.find(TREE, "a/b")) == []


def test_every_index_of_a_document_is_known(rich):
    """Each number under a key that glTF uses for references is found by some path of the table."""
    names = {"bufferView", "mesh", "skin", "material", "source", "input", "output", "index", "node",
             "indices", "inverseBindMatrices"}  # fmt: skip
    known = {p for path, _ in references.REFERENCES for p, _ in references.find(rich.json, path)}
    waiting, seen = [("", rich.json)], 0
    while waiting:
        pointer, value = waiting.pop()
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in items:
            if isinstance(inner, dict | list):
                waiting.append((f"{pointer}/{key}", inner))
            elif key in names:
                seen += 1
                assert f"{pointer}/{key}" in known
    assert seen > 15


def test_remap_moves_every_reference_and_nothing_else(rich):
    before = copy.deepcopy(rich.json)
    accessors = references.used(rich.json, "accessors")
    assert accessors == list(range(len(rich.json["accessors"])))
    references.remap(rich.json, "accessors", {old: old + 100 for old in accessors})
    assert references.used(rich.json, "accessors") == [old + 100 for old in accessors]
    for key in ("nodes", "materials", "textures", "images", "bufferViews", "accessors"):
        assert rich.json[key] == before[key]


def test_paths_of_the_table_are_well_formed():
    for path, target in references.REFERENCES:
        assert re.fullmatch(r"[\w*]+(/[\w*]+)*", path)
        assert re.fullmatch(r"\w+(/\w+)*", target)
