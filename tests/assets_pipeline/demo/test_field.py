"""Fields: signs, growth and blending."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.demo.field import Limb, Stack, blend, elliptic, gradient, mirror, profile

TUBE = Limb(((0.0, 1.0, 0.0), (0.0, 0.0, 0.0)), ((0.0, 0.1, 0.1), (1.0, 0.1, 0.1)))
PILLAR = Stack(((0.0, 0.0, 0.2, 0.1, 0.15), (1.0, 0.0, 0.2, 0.1, 0.15)))


@given(x=st.floats(-0.5, 0.5), z=st.floats(-0.5, 0.5), y=st.floats(0.2, 0.8))
def test_a_round_limb_is_a_distance_to_its_axis(x, y, z):
    far = np.hypot(x, z)
    assert TUBE(np.array([[x, y, z]]))[0] == pytest.approx(
        far - 0.1, abs=0.02 + 0.35 * abs(far - 0.1)
    )
    if abs(far - 0.1) > 1e-6:
        assert np.sign(TUBE(np.array([[x, y, z]]))[0]) == np.sign(far - 0.1)


@pytest.mark.parametrize(
    ("point", "inside"),
    [
        ((0.19, 0.5, 0), True),
        ((0.21, 0.5, 0), False),
        ((0, 0.5, 0.11), False),
        ((0, 0.5, -0.14), True),
        ((0, 0.5, -0.16), False),
    ],
)
def test_a_stack_knows_its_width_front_and_back(point, inside):
    assert bool(PILLAR(np.array([point]))[0] < 0) is inside


@given(ease=st.floats(0.001, 0.1), x=st.floats(-0.3, 0.3), z=st.floats(-0.3, 0.3))
def test_what_is_let_out_encloses_what_was(ease, x, z):
    point = np.array([[x, 0.5, z]])
    assert PILLAR.grown(ease)(point)[0] < PILLAR(point)[0] + 1e-9
    assert TUBE.grown(ease)(point)[0] < TUBE(point)[0] + 1e-9


def test_ease_is_metres():
    edge = np.array([[0.2 + 0.03, 0.5, 0.0]])
    assert PILLAR.grown(0.03)(edge)[0] == pytest.approx(0, abs=1e-6)
    sloped = PILLAR.grown(((0.0, 0.0), (1.0, 0.1)))
    assert sloped(np.array([[0.25, 0.5, 0.0]]))[0] == pytest.approx(0, abs=2e-3)


def test_hanging_cloth_does_not_follow_the_waist():
    rows = ((0.0, 0.0, 0.2, 0.1, 0.1), (0.5, 0.0, 0.1, 0.1, 0.1), (1.0, 0.0, 0.2, 0.1, 0.1))
    waist = np.array([[0.17, 0.5, 0.0]])
    assert Stack(rows)(waist)[0] > 0
    assert Stack(rows).hanging(1.01, 1.0)(waist)[0] < 0


@given(x=st.floats(-1, 1), softness=st.floats(0.01, 0.3))
def test_a_blend_is_never_outside_the_union(x, softness):
    point = np.array([[x, 0.5, 0.02]])
    other = mirror(lambda points: np.linalg.norm(points - [0.3, 0.5, 0], axis=1) - 0.1)
    plain = min(PILLAR(point)[0], other(point)[0])
    assert plain - softness / 4 - 1e-9 <= blend(softness, PILLAR, other)(point)[0] <= plain + 1e-9


def test_a_mirrored_field_is_the_same_on_both_sides():
    field = mirror(TUBE.__class__(((0.3, 1.0, 0.0), (0.4, 0.0, 0.0)), TUBE.table))
    points = np.random.default_rng(0).uniform(-1, 1, (50, 3))
    assert np.allclose(field(points), field(points * [-1, 1, 1]))


def test_gradients_point_outwards():
    points = np.array([[0.3, 0.5, 0.0], [0.0, 0.5, 0.3], [0.0, 0.5, -0.3]])
    assert np.allclose(gradient(PILLAR, points), [[1, 0, 0], [0, 0, 1], [0, 0, -1]], atol=0.02)


def test_a_profile_holds_its_ends_and_passes_near_its_rows():
    curve = profile(((0.0, 1.0), (1.0, 3.0)))
    assert curve(np.array([-5.0, 9.0]))[:, 0] == pytest.approx([1, 3], abs=0.1)
    assert curve(np.array([0.5]))[0, 0] == pytest.approx(2, abs=0.02)


def test_an_ellipsoid_is_zero_on_its_axes():
    radii = np.tile([0.3, 0.2, 0.1], (3, 1))
    assert elliptic(np.diag([0.3, 0.2, 0.1]), radii, 2.0) == pytest.approx(0, abs=1e-6)
