"""Every material takes every colour it is sold in."""

import pytest

from assets_pipeline.demo import fabrics
from assets_pipeline.demo.designs import DESIGNS
from assets_pipeline.demo.model import Material

PAINTS = {
    (name, slot): paint for name, design in DESIGNS.items() for slot, paint in design.paints.items()
}


@pytest.mark.slow
def test_every_paint_gives_a_physical_material():
    for (name, slot), paint in PAINTS.items():
        for color in DESIGNS[name].colors:
            look = paint(color)
            assert isinstance(look, Material), (name, slot)
            assert 0 <= look.roughness <= 1
            assert 0 <= look.metallic <= 1
            assert look.tile > 0


@pytest.mark.parametrize("name", DESIGNS)
def test_colourways_look_different(name):
    design = DESIGNS[name]
    looks = {tuple(paint(color) for paint in design.paints.values()) for color in design.colors}
    assert len(looks) == len(design.colors)


def test_tortoiseshell_is_mottled_and_lenses_let_light_through():
    assert fabrics.shell("tortoiseshell").texture is not None
    assert fabrics.shell("black").texture is None
    assert fabrics.lens("black", 0.6).alpha == 0.6
