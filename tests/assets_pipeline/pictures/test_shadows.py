import numpy as np
import pytest

from assets_pipeline.pictures import shadows, studio

UP = np.array([[0.0, 1, 0]])
GROUND = [[-1, 0, -1], [1, 0, -1], [1, 0, 1], [-1, 0, 1]]
ROOF = [[-1, 0.5, -1], [1, 0.5, -1], [1, 0.5, 1], [-1, 0.5, 1]]
QUAD = [[0, 1, 2], [0, 2, 3]]


def lamps(points, triangles, casting=None):
    triangles = np.array(triangles)
    casting = np.arange(len(triangles)) if casting is None else np.array(casting, np.int64)
    return shadows.lamps(np.array(points, float), triangles, casting)


def test_directions_are_evenly_spread():
    ways = lamps(GROUND, QUAD).ways
    assert np.linalg.norm(ways, axis=1) == pytest.approx(1)
    assert np.abs(ways.mean(axis=0)).max() < 0.01
    near = (ways @ ways.T - 2 * np.eye(len(ways))).max(axis=1)
    assert near.min() > 0.9  # no hole: each has a neighbour within 25 degrees
    assert near.max() < 0.985  # and none twice


def test_an_open_floor_has_all_its_light():
    made = lamps(GROUND, QUAD)
    (found,) = shadows.arriving(made, np.zeros((1, 3)), UP)
    assert found[0] == found[1] > 0


def test_irradiance_is_that_of_the_studio():
    """Over pi, against a fine sum over the upper half of the room."""
    made = lamps(GROUND, QUAD)
    ways = studio.directions(256, 512)
    solid = np.sqrt(1 - ways[..., 1] ** 2) * (np.pi / 256) * (2 * np.pi / 512)
    exact = (studio.radiance(ways) * ways[..., 1].clip(0) * solid).sum() / np.pi
    (found,) = shadows.arriving(made, np.zeros((1, 3)), UP)
    assert found[1] == pytest.approx(exact, rel=0.15)


def test_a_roof_takes_most_of_the_light_unless_it_casts_no_shadow():
    points, triangles = GROUND + ROOF, [*QUAD, *(np.array(QUAD) + 4).tolist()]
    (under,) = shadows.arriving(lamps(points, triangles), np.zeros((1, 3)), UP)
    assert under[0] < 0.4 * under[1]
    (glass,) = shadows.arriving(lamps(points, triangles, [0, 1]), np.zeros((1, 3)), UP)
    assert glass[0] == glass[1]


def test_the_studio_goes_around_with_the_camera():
    made = lamps(GROUND, QUAD)
    quarter = shadows.turned(made, (0.0, 1.0))
    assert quarter.maps is made.maps
    assert not np.allclose(quarter.power, made.power)
    assert (shadows.turned(quarter, (1.0, 0.0)).power == made.power).all()
