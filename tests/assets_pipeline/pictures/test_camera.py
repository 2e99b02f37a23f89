import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.pictures import camera

SIDE = 400
LENGTHS = st.floats(0.001, 100)


def corners(width, height, depth) -> np.ndarray:
    signs = np.array([[x, y, z] for x in (-0.5, 0.5) for y in (0, 1) for z in (-0.5, 0.5)])
    return signs * (width, height, depth)


@given(LENGTHS, LENGTHS, LENGTHS, st.sampled_from(list(camera.VIEWS)))
def test_any_box_fills_the_frame_up_to_equal_margins(width, height, depth, view):
    points = corners(width, height, depth)
    eye = camera.look(view, points, SIDE)
    seen = camera.project(eye, points)
    low, high = seen[:, :2].min(axis=0), seen[:, :2].max(axis=0)
    assert (seen[:, 2] > 0).all(), "nothing is behind the eye"
    assert np.allclose(low + high, SIDE), "the same margin on opposite sides"
    assert (high - low).max() == pytest.approx(SIDE * 0.86)


def test_the_front_looks_along_minus_z_and_the_side_sees_plus_x():
    points = corners(1, 1, 1)
    assert np.allclose(camera.look("front", points, SIDE).axes[0], (1, 0, 0))
    assert camera.look("front", points, SIDE).eye[2] > 2
    assert camera.look("side", points, SIDE).eye[0] > 2
    assert camera.look("back", points, SIDE).eye[2] < -2


@pytest.mark.parametrize(("height", "above"), [(0.01, 40), (1.0, 0)])
def test_a_rug_is_seen_from_above(height, above):
    way = camera.look("front", corners(1, height, 1), SIDE).axes[2]
    assert above <= np.degrees(np.arcsin(-way[1])) <= above + 8


def test_a_ray_goes_where_its_pixel_was_projected_from():
    points = corners(0.4, 0.8, 0.3)
    eye = camera.look("three_quarter", points, SIDE)
    target = eye.eye + camera.rays(eye, SIDE)[120, 250] * 3
    assert np.allclose(camera.project(eye, target[None])[0, :2], (250.5, 120.5))
