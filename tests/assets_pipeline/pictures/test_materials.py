import math

import numpy as np
import pytest

from assets_pipeline.pictures import materials
from assets_pipeline.pictures.materials import Look


def look(**material) -> Look:
    textures = {"textures": [{"source": 3}, {"extensions": {"KHR_texture_basisu": {"source": 0}}}]}
    return materials.look({"materials": [material], **textures}, 0)


def test_defaults_are_those_of_gltf():
    assert materials.look({}, -1) == Look()
    assert look() == Look()


@pytest.mark.parametrize(
    ("extensions", "field", "value"),
    [
        ({"KHR_materials_ior": {"ior": 2.0}}, "f0", 1 / 9),
        ({"KHR_materials_unlit": {}}, "unlit", True),
        ({"KHR_materials_transmission": {"transmissionFactor": 0.5}}, "transmission", 0.5),
        ({"KHR_materials_clearcoat": {"clearcoatFactor": 0.7}}, "coat", 0.7),
        ({"KHR_materials_sheen": {"sheenColorFactor": [1, 0, 0.5]}}, "sheen", (1, 0, 0.5)),
        ({"KHR_materials_emissive_strength": {"emissiveStrength": 4}}, "emissive", (4, 2, 0)),
        (
            {"KHR_materials_volume": {"thicknessFactor": 2, "attenuationDistance": 1,
                                      "attenuationColor": [0.5, 1, 0]}}, "tint", (0.25, 1, 0),
        ),
    ],
)  # fmt: skip
def test_extensions(extensions, field, value):
    found = look(extensions=extensions, emissiveFactor=[1, 0.5, 0])
    assert getattr(found, field) == pytest.approx(value)


@pytest.mark.parametrize(
    ("material", "through"),
    [({}, False), ({"alphaMode": "MASK"}, True), ({"alphaMode": "BLEND"}, True)],
)
def test_what_lets_light_through(material, through):
    assert look(**material).lets_through is through


def test_a_texture_is_moved_as_the_extension_says():
    change = {"offset": [0.1, 0.2], "rotation": math.pi / 2, "scale": [2, 3], "texCoord": 1}
    info = {"index": 0, "extensions": {"KHR_texture_transform": change}}
    ((name, slot),) = look(pbrMetallicRoughness={"baseColorTexture": info}).textures
    assert (name, slot.image, slot.uv) == ("base", 3, 1)
    a, b, c, d, e, f = slot.matrix
    moved = np.array([[a, b], [d, e]]) @ (0.5, 1.0) + (c, f)
    assert moved == pytest.approx((0.1 + 3.0, 0.2 - 1.0))


def test_a_picture_that_only_a_card_reads_leaves_the_factor():
    assert look(pbrMetallicRoughness={"baseColorTexture": {"index": 1}}).textures == ()


def test_a_variant_chooses_its_own():
    mappings = [{"material": 1, "variants": [0, 2]}]
    primitive = {
        "material": 0, "extensions": {"KHR_materials_variants": {"mappings": mappings}},
    }  # fmt: skip
    json = {"materials": [{}, {"doubleSided": True}]}
    chosen = [materials.looks(json, [primitive], n)[0].double_sided for n in (None, 0, 1, 2)]
    assert chosen == [False, True, False, True]
