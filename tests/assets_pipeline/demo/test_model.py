"""Models as GLB: variants, extensions, offsets."""

import numpy as np
import pytest

from assets_pipeline.demo import textures
from assets_pipeline.demo.model import Material, Model, linear, to_glb
from assets_pipeline.demo.shapes import box
from assets_pipeline.document import Document

RED, BLUE = Material("#ff0000", sheen="#330000", bumps=textures.suede()), Material("#0000ff")
GLASS = Material("#ffffff", alpha=0.3, clearcoat=1.0, glow="#ffffff", double_sided=True)
PARTS = {"cloth": box((0.2, 0.4, 0.1)).moved(1, 2, 3), "lens": box((0.1, 0.1, 0.1)).moved(1, 2, 3)}


@pytest.fixture(scope="module")
def document():
    model = Model(PARTS, [{"cloth": RED, "lens": GLASS}, {"cloth": BLUE}], ["red", "blue"])
    return Document.from_glb(to_glb(model, "thing"))


def test_each_colourway_maps_to_its_materials(document):
    names = document.json["extensions"]["KHR_materials_variants"]["variants"]
    assert [variant["name"] for variant in names] == ["red", "blue"]
    cloth, lens = document.json["meshes"][0]["primitives"]
    mappings = [p["extensions"]["KHR_materials_variants"]["mappings"] for p in (cloth, lens)]
    assert [m["variants"] for m in mappings[0]] == [[0], [1]]
    assert [m["variants"] for m in mappings[1]] == [[0, 1]]
    colors = [
        document.json["materials"][m["material"]]["pbrMetallicRoughness"]["baseColorFactor"]
        for m in mappings[0]
    ]
    assert colors == [[1, 0, 0, 1], [0, 0, 1, 1]]


def test_the_wear_offset_puts_the_model_back(document):
    root = document.json["nodes"][document.json["scenes"][0]["nodes"][0]]
    assert root["extras"]["wear_offset"] == pytest.approx([1, 1.8, 3])


def test_extensions_are_listed_and_materials_complete(document):
    used = set(document.json["extensionsUsed"])
    assert used == {"KHR_materials_variants", "KHR_materials_sheen", "KHR_materials_clearcoat"}
    glass = document.json["materials"][document.json["meshes"][0]["primitives"][1]["material"]]
    assert glass["alphaMode"] == "BLEND"
    assert glass["doubleSided"]
    assert glass["emissiveFactor"] == [1, 1, 1]
    assert len(document.json["images"]) == 1


def test_accessors_are_finite_and_in_range(document):
    for primitive in document.json["meshes"][0]["primitives"]:
        positions = document.accessor(primitive["attributes"]["POSITION"])
        assert np.isfinite(positions).all()
        assert document.accessor(primitive["indices"]).max() < len(positions)
        colors = document.accessor(primitive["attributes"]["COLOR_0"])
        assert (colors[:, 3] == 255).all()


def test_one_look_needs_no_variants():
    document = Document.from_glb(to_glb(Model({"a": PARTS["cloth"]}, [{"a": BLUE}]), "plain"))
    assert "extensions" not in document.json
    assert "extensions" not in document.json["meshes"][0]["primitives"][0]


@pytest.mark.parametrize(
    ("color", "value"), [("#000000", 0), ("#ffffff", 1), ("#808080", 0.21586), ("#0a0a0a", 0.00304)]
)
def test_colours_are_made_linear(color, value):
    assert linear(color) == pytest.approx([value] * 3, abs=1e-5)
