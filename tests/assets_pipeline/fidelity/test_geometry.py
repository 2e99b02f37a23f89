import copy

import pytest

from assets_pipeline.document import Document
from assets_pipeline.fidelity import geometry
from assets_pipeline.fidelity.matching import Pairs


@pytest.fixture
def two(rich):
    return rich, Document(copy.deepcopy(rich.json), rich.bin)


def primitive(document):
    return document.json["meshes"][0]["primitives"][0]


def losses(one, two):
    return list(geometry.compare(one, two, Pairs.of(one.json, two.json)))


def test_the_same_is_the_same(two):
    assert losses(*two) == []


def test_triangles_do_not_become_lines(two):
    before, after = two
    primitive(after)["mode"] = 4
    assert losses(before, after) == []
    primitive(after)["mode"] = 1
    assert {"triangles", "primitive"} == {loss.kind for loss in losses(before, after)}


def test_what_is_told_in_words_is_not_told_again_in_numbers(two):
    before, after = two
    del primitive(after)["attributes"]["TEXCOORD_0"]
    (lost,) = losses(before, after)
    assert lost.pointer == "/meshes/0/primitives/0/attributes/TEXCOORD_0"


def test_a_missing_part_is_counted(two):
    before, after = two
    before.json["meshes"][0]["primitives"].append(copy.deepcopy(primitive(before)))
    (lost,) = losses(before, after)
    assert (lost.before, lost.after) == ("2 parts", "1 parts")


def test_variants_may_be_mapped_in_another_order(two):
    before, after = two
    primitive(after)["extensions"]["KHR_materials_variants"]["mappings"].reverse()
    assert losses(before, after) == []
    mapping = primitive(after)["extensions"]["KHR_materials_variants"]["mappings"][0]
    mapping["material"] = 1 - mapping["material"]
    assert [loss.kind for loss in losses(before, after)] == ["variant"]


def test_extensions_and_extras_of_a_part_stay(two):
    before, after = two
    primitive(before)["extensions"]["ACME_seam"] = {"width": 2}
    primitive(before)["extras"] = {"piece": "cuff"}
    assert {loss.kind for loss in losses(before, after)} == {"extension", "extras"}


def test_a_target_keeps_its_kinds(two):
    before, after = two
    primitive(before)["targets"][0]["NORMAL"] = primitive(before)["targets"][0]["POSITION"]
    (lost,) = losses(before, after)
    assert (lost.kind, lost.before) == ("morph", "NORMAL of target 0")
