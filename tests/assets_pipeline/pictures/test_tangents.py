import numpy as np
import pytest

from assets_pipeline.pictures import layers, tangents
from assets_pipeline.pictures.materials import Slot


def bent(made, value, matrix=(1, 0, 0, 0, 1, 0), scale=1.0, mirror=False):
    surface, lamps, eye = made
    if mirror:
        surface = surface._replace(uvs=surface.uvs * (-1, 1, -1, 1))
    none = np.zeros(len(surface.parts), bool)
    (layer,) = layers.see(surface, layers.Kinds(none, none, none), lamps, eye, 24)
    spots = np.arange(len(layer.places))
    values = np.tile(np.array([*value, 1.0]), (len(spots), 1))
    slot = Slot(0, 0, matrix, (10497, 10497), scale)
    return tangents.bent(layer, surface, spots, values, slot)[0]


def encoded(*normal):
    return (np.array(normal) / np.linalg.norm(normal) + 1) / 2


@pytest.mark.parametrize("normal", [(0, 0, 1), (0.6, 0, 0.8), (0, 0.6, 0.8), (-0.5, 0.5, 0.7)])
def test_on_a_square_that_lies_as_its_texture_the_map_is_the_normal(normal, make_facing):
    """+X of the map is right, +Y is up (glTF 2.0, 3.9.3), +Z towards the eye."""
    expected = np.array(normal) / np.linalg.norm(normal)
    assert bent(make_facing(0), encoded(*normal)) == pytest.approx(expected, abs=1e-6)


def test_where_the_texture_is_mirrored_so_is_the_bend(make_facing):
    assert bent(make_facing(0), encoded(0.6, 0, 0.8), mirror=True) == pytest.approx((-0.6, 0, 0.8))


def test_a_turned_texture_turns_the_bend(make_facing):
    """u' = v, v' = -u: the map's x grows where v does, which is down."""
    found = bent(make_facing(0), encoded(0.6, 0, 0.8), matrix=(0, 1, 0, -1, 0, 0))
    assert found == pytest.approx((0, -0.6, 0.8), abs=1e-6)


def test_strength_bends_x_and_y_alone(make_facing):
    found = bent(make_facing(0), encoded(0.6, 0, 0.8), scale=2)
    assert found == pytest.approx(np.array([1.2, 0, 0.8]) / np.hypot(1.2, 0.8))
