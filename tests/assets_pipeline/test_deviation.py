import numpy as np
import pytest
import trimesh
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from assets_pipeline import deviation

COORDINATE = st.floats(-2, 2, width=32)


@given(
    arrays.arrays(np.float64, (3, 3), elements=COORDINATE),
    arrays.arrays(np.float64, (5, 3), elements=COORDINATE),
)
def test_the_distance_from_a_triangle_is_that_of_trimesh(triangle, points):
    sides = triangle - np.roll(triangle, 1, axis=0)
    if np.linalg.norm(np.cross(sides[0], sides[1])) < 1e-3:
        return  # trimesh is not exact on needles
    corners = np.repeat(triangle[None], len(points), axis=0)
    nearest = trimesh.triangles.closest_point(corners, points)
    expected = np.linalg.norm(points - nearest, axis=1)
    assert deviation.distance(points, corners) == pytest.approx(expected, abs=1e-9)


def test_a_triangle_that_is_a_line_or_a_point_has_a_distance_too():
    line = np.array([[[0, 0, 0], [1, 0, 0], [2, 0, 0]], [[1, 1, 1]] * 3], float)
    found = deviation.distance(np.array([[1.0, 3, 0], [1, 1, 5]]), line)
    assert found.tolist() == [3, 4]


def test_the_farthest_point_of_a_lifted_sheet():
    ball = trimesh.creation.icosphere(subdivisions=4)
    lifted = ball.vertices * np.where(np.arange(len(ball.vertices)) == 77, 1.25, 1.0)[:, None]
    found = deviation.farthest(lifted, ball.vertices, ball.faces)
    assert found == pytest.approx(0.25, abs=1e-4)
    assert deviation.farthest(ball.vertices, ball.vertices, ball.faces) == pytest.approx(
        0, abs=1e-9
    )


def test_large_triangles_are_found_far_from_their_corners():
    plane = np.array([[-100, 0, -100], [100, 0, -100], [0, 0, 100]], float)
    small = np.array([[0, 5, 0], [0.1, 5, 0], [0, 5, 0.1]], float)
    points = np.array([[3, 0.5, 4], [40, 1.5, -60.0]])
    both = np.concatenate([plane, small])
    found = deviation.farthest(points, both, np.array([[0, 1, 2], [3, 4, 5]]))
    assert found == pytest.approx(1.5)
