import msgspec
import pytest

from assets_pipeline.document import Document
from assets_pipeline.garments.dye import PATTERNS, WEAVES, Dye
from assets_pipeline.garments.spec import FABRICS, WARDROBE


@pytest.mark.parametrize("fabric", FABRICS)
def test_every_fabric_has_a_weave_that_repeats_in_metres(fabric):
    document = Document.new()
    spec = msgspec.structs.replace(WARDROBE["vest"], fabric=fabric, pattern="plain")
    index = Dye(document, 1.5).material(spec)
    material = document.json["materials"][index]
    scale = material["normalTexture"]["extensions"]["KHR_texture_transform"]["scale"]
    assert scale == [pytest.approx(1.5 / WEAVES[fabric].tile_m, abs=1e-3)] * 2
    assert material["doubleSided"]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns_are_pictures_of_two_colours(pattern):
    document = Document.new()
    spec = msgspec.structs.replace(WARDROBE["t_shirt"], pattern=pattern, pattern_m=0.05)
    index = Dye(document, 1.0).material(spec)
    material = document.json["materials"][index]
    surface = material["pbrMetallicRoughness"]
    assert surface["baseColorFactor"] == [1, 1, 1, 1]
    assert surface["baseColorTexture"]["extensions"]["KHR_texture_transform"]["scale"] == [20, 20]
