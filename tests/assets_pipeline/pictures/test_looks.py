import numpy as np
import pytest

from assets_pipeline.pictures import layers, looks, shade, texels
from assets_pipeline.pictures.materials import BLEND, MASK, Look, Slot

PLAIN = (1, 0, 0, 0, 1, 0)
REPEAT = (10497, 10497)


def slot(image=0, matrix=PLAIN, scale=1.0):
    return Slot(image, 0, matrix, REPEAT, scale)


def painted(made, *chosen, texture=None):
    surface, lamps, eye = made
    none = np.zeros(len(surface.parts), bool)
    (layer,) = layers.see(surface, layers.Kinds(none, none, none), lamps, eye, 24)
    return layer, looks.at(layer, surface, list(chosen), texture or (lambda _: None))


def column(found, name):
    return found.paint[:, shade.PAINT[name]]


def image(*rgba):
    return texels.levels(np.full((4, 4, 4), rgba, np.uint8))


def test_factors_times_colours_of_vertices(make_facing):
    look = Look(base=(0.5, 1, 1, 1), metallic=0.25, rough=0.75)
    _, found = painted(make_facing(0, color=[1, 0.5, 0.25, 1]), look)
    assert column(found, "base") == pytest.approx(np.tile([0.5, 0.5, 0.25], (len(found.paint), 1)))
    assert column(found, "metallic") == pytest.approx(0.25)
    assert column(found, "rough") == pytest.approx(0.75)


def test_colours_are_in_srgb_and_other_maps_are_not(make_facing):
    look = Look(textures=(("base", slot(0)), ("metal_rough", slot(1))))
    files = {0: image(128, 0, 255, 255), 1: image(0, 128, 51, 255)}
    _, found = painted(make_facing(0), look, texture=files.get)
    assert column(found, "base")[0] == pytest.approx((0.2159, 0, 1), abs=1e-3)
    assert column(found, "rough") == pytest.approx(128 / 255, abs=1e-3)
    assert column(found, "metallic") == pytest.approx(51 / 255, abs=1e-3)


@pytest.mark.parametrize(
    ("mode", "alpha", "seen"), [(BLEND, 0.4, 0.4), (MASK, 0.4, 0), (MASK, 0.6, 1), (0, 0.4, 1)]
)
def test_opacity_goes_by_the_mode(mode, alpha, seen, make_facing):
    _, found = painted(make_facing(0), Look(base=(1, 1, 1, alpha), mode=mode))
    assert column(found, "alpha") == pytest.approx(seen)


def test_each_part_has_its_own_look_and_equal_ones_are_one(make_facing):
    surface, *others = make_facing(0, 0.1)
    points = surface.positions.copy()
    points[4:, 0] *= 0.5  # both are seen
    made = (surface._replace(positions=points), *others)
    red, blue = Look(base=(1, 0, 0, 1)), Look(base=(0, 0, 1, 1))
    layer, found = painted(made, red, blue)
    front = surface.parts[layer.triangles] == 1
    assert 0 < front.sum() < len(front)
    assert np.abs(column(found, "base")[front] - (0, 0, 1)).max() < 1e-9
    assert np.abs(column(found, "base")[~front] - (1, 0, 0)).max() < 1e-9
    _, found = painted(made, red, red)
    assert len(found.looks) == 1


def test_a_texture_that_does_not_decode_leaves_the_factor(make_facing):
    look = Look(base=(0.5, 0.5, 0.5, 1), textures=(("base", slot(0)),))
    _, found = painted(make_facing(0), look)
    assert column(found, "base") == pytest.approx(0.5)


def test_a_texture_is_moved_and_its_level_goes_with_it(make_facing):
    half = np.zeros((4, 4, 4), np.uint8)
    half[:, 2:] = 255  # white on the right
    look = Look(textures=(("base", slot(0, (0.01, 0, 0.7, 0, 0.01, 0))),))
    layer, found = painted(make_facing(0), look, texture=lambda _: texels.levels(half))
    assert column(found, "base").min() > 0.9
    _, lods = looks._placed(layer, np.arange(len(layer.places)), dict(look.textures)["base"])
    assert lods - layer.lods[:, 0] == pytest.approx(np.log2(0.01))


def test_only_a_normal_map_bends_normals(make_facing):
    layer, found = painted(make_facing(0), Look())
    assert (found.normals == layer.normals).all()
    look = Look(textures=(("normal", slot(0)),))
    _, bent = painted(make_facing(0), look, texture=lambda _: image(200, 128, 200, 255))
    assert (bent.normals[:, 0] > 0.5).all()
