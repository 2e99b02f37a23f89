import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.catalogue import Product, Variant
from assets_pipeline.garments.product import KINDS, spec_of
from assets_pipeline.garments.spec import Spec

RED = Variant("red", {"en": "red"}, "red", "#B3262E")


def product(category="dress", wear="full", tall=1.0, **attributes):
    bounds = ((-0.3, 0.0, -0.1), (0.3, tall, 0.1))
    return Product(
        "p", {"en": "P"}, "p.glb", category, attributes, None, [RED], ["M"], bounds, wear=wear
    )


def test_the_mesh_says_how_long_and_the_attributes_what_of():
    spec = spec_of(product(sleeve="none", material=["silk"], pattern="dotted"), RED)
    assert (spec.kind, spec.sleeve, spec.fabric, spec.pattern) == ("dress", 0.0, "silk", "dots")
    assert spec.color == "#b3262e"
    assert spec.hem == pytest.approx(0.845 - 1.0 / 1.75, abs=0.01)
    assert spec_of(product(tall=1.3), RED).hem < spec.hem


@pytest.mark.parametrize(("category", "wear"), [("sofa", ""), ("sneakers", "feet"), ("dress", "")])
def test_what_is_no_cloth_is_not_draped(category, wear):
    assert spec_of(product(category, wear), None) is None


@given(st.sampled_from(sorted(KINDS)), st.floats(0, 5), st.text(max_size=8), st.text(max_size=8))
def test_any_product_has_a_sound_garment(category, tall, material, sleeve):
    spec = spec_of(product(category, "torso", tall, material=material, sleeve=sleeve), None)
    assert msgspec.json.decode(msgspec.json.encode(spec), type=Spec) == spec
