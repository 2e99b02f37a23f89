import copy

import pytest

from assets_pipeline.document import Document
from assets_pipeline.fidelity import looks
from assets_pipeline.fidelity.matching import Pairs


def test_every_slot_of_every_extension_is_found_and_no_extras():
    texture = {"index": 0}
    material = {
        "normalTexture": texture,
        "pbrMetallicRoughness": {"baseColorTexture": texture, "metallicFactor": 0},
        "extensions": {"KHR_materials_sheen": {"sheenColorTexture": texture}},
        "extras": {"oldTexture": texture},
    }
    assert {place for place, _ in looks.slots(material)} == {
        "/normalTexture",
        "/pbrMetallicRoughness/baseColorTexture",
        "/extensions/KHR_materials_sheen/sheenColorTexture",
    }


@pytest.mark.parametrize(
    ("info", "number"),
    [
        ({"index": 0}, 0),
        ({"index": 0, "texCoord": 2}, 2),
        ({"texCoord": 2, "extensions": {"KHR_texture_transform": {"texCoord": 1}}}, 1),
        ({"texCoord": 2, "extensions": {"KHR_texture_transform": {"scale": [1, 2]}}}, 2),
    ],
)
def test_the_transform_has_the_last_word_on_the_set(info, number):
    assert looks.coordinate_set(info) == number


@pytest.mark.parametrize(
    ("texture", "image"),
    [
        ({"source": 1}, 1),
        ({"source": 1, "extensions": {"EXT_texture_webp": {"source": 2}}}, 2),
        ({"extensions": {"ACME": {}}}, -1),
    ],
)
def test_the_image_of_the_extension_is_preferred(texture, image):
    assert looks.source(texture) == image


@pytest.mark.parametrize(
    ("old", "new", "good"),
    [
        ((64, 64), (32, 32), True),
        ((64, 64), (64, 64), True),
        ((64, 64), (65, 65), False),
        ((64, 64), (64, 32), False),
        ((1000, 333), (256, 85), True),  # the shorter side is rounded
        ((512, 2), (128, 1), True),
        ((512, 8), (128, 8), False),
    ],
)
def test_a_picture_may_shrink_in_both_directions_alike(old, new, good):
    assert looks._smaller(old, new) is good


def kinds(one, two):
    return [loss.kind for loss in looks.compare(one, two, Pairs.of(one.json, two.json))]


@pytest.fixture
def two(rich):
    return rich, Document(copy.deepcopy(rich.json), rich.bin)


def test_samplers_are_compared_by_what_they_say(two):
    before, after = two
    after.json["samplers"] = [{"wrapS": 10497}]
    after.json["textures"][0]["sampler"] = 0
    assert kinds(before, after) == []  # 10497 is what is taken without one
    before.json["samplers"] = [{"wrapS": 33071}]
    before.json["textures"][0]["sampler"] = 0
    assert kinds(before, after) == ["texture"]


def test_textures_and_images_may_be_renumbered(two):
    before, after = two
    after.json["textures"].insert(0, {})
    after.json["images"].insert(0, {"uri": "none.png"})
    after.json["textures"][1]["source"] = 1
    after.json["materials"][0]["pbrMetallicRoughness"]["baseColorTexture"]["index"] = 1
    assert kinds(before, after) == []


def test_a_factor_is_not_changed(two):
    before, after = two
    after.json["materials"][1]["pbrMetallicRoughness"]["baseColorFactor"][0] = 0.51
    after.json["materials"][1]["extensions"]["KHR_materials_sheen"] = {}
    assert kinds(before, after) == ["material", "extension"]
