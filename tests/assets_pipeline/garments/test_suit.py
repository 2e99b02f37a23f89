import numpy as np
import pytest

from assets_pipeline.garments import suit

CUBE = np.array(
    [[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]]
)
CORNERS = np.array([(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)], float)


def test_a_cube_becomes_the_known_rounder_one():
    rows, quads = suit.refined(CUBE, 8)
    points = rows @ CORNERS
    assert (len(points), len(quads)) == (26, 24)
    assert np.asarray(rows.sum(axis=1)).ravel() == pytest.approx(1)
    assert points[0] == pytest.approx([2 / 9] * 3)  # Catmull and Clark's cube: corners go 2/9 in
    far = np.sort(np.linalg.norm(points - 0.5, axis=1))
    assert far[[0, 8, -1]] == pytest.approx([0.48113, 0.5, 0.53033], abs=1e-4)


def test_a_boundary_stays_in_its_plane():
    rows, _ = suit.refined(CUBE[1:], 8)  # open at x = 0
    points = rows @ CORNERS
    rim = points[points[:, 0] < 1e-9]
    assert len(rim) == 8


def test_quads_are_split_along_their_shorter_diagonal():
    points = np.array([[0, 0, 0], [3, 0, 0], [4, 1, 0], [0, 1, 0]], float)
    faces = suit.triangles(np.array([[0, 1, 2, 3]]), points)
    assert {frozenset(face) for face in faces.tolist()} == {
        frozenset((1, 2, 3)),
        frozenset((1, 3, 0)),
    }
