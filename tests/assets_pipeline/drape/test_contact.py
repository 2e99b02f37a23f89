import numpy as np
import pytest
import trimesh
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.drape import contact

R = 0.3
"""Metres; triangles are as small as those of the figure."""


@pytest.fixture(scope="module")
def ball():
    mesh = trimesh.creation.icosphere(subdivisions=4, radius=R)
    surface = contact.Surface(mesh.faces.astype(np.int64), len(mesh.vertices))
    return mesh, surface.stand(np.asarray(mesh.vertices))


@given(st.integers(0, 999))
def test_it_is_the_nearest_point_that_trimesh_finds(ball, seed):
    mesh, standing = ball
    rng = np.random.default_rng(seed)
    points = rng.normal(size=(30, 3))
    points *= (
        R * (1 + rng.uniform(-0.02, 0.02, (30, 1))) / np.linalg.norm(points, axis=1, keepdims=True)
    )
    found = standing.near(points, standing.start(points))
    near, far, _ = trimesh.proximity.closest_point_naive(mesh, points)
    assert np.linalg.norm(found.points - points, axis=1) == pytest.approx(far, abs=1e-9)
    assert found.points == pytest.approx(near, abs=1e-6)
    assert np.linalg.norm(found.normals, axis=1) == pytest.approx(1)


def test_the_side_is_told_by_sign(ball):
    _, standing = ball
    way = np.random.default_rng(3).normal(size=(50, 3))
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    for radius in (0.9, 0.99, 1.01, 1.2):
        points = way * radius * R
        found = standing.near(points, standing.start(points)).distance
        assert found == pytest.approx((radius - 1) * R, abs=0.003)


def test_a_walk_from_anywhere_ends_at_the_nearest(ball):
    _, standing = ball
    points = np.array([[0.0, 0.0, 1.01 * R]])
    begun = np.array([int(np.argmin(standing.points[:, 2]))])
    standing.near(points, begun)
    assert begun[0] == standing.start(points)[0]


def test_nothing_lies_on_an_opening(ball):
    mesh, _ = ball
    half = mesh.faces[(mesh.vertices[mesh.faces][:, :, 2] > 0).all(axis=1)].astype(np.int64)
    standing = contact.Surface(half, len(mesh.vertices)).stand(np.asarray(mesh.vertices))
    points = np.array([[R, 0.0, -0.15], [0.0, 0.0, R + 0.01]])
    found = standing.near(points, standing.start(points)).distance
    assert found[0] == pytest.approx(1)
    assert found[1] == pytest.approx(0.01, abs=1e-3)
