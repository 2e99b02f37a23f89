"""Meshes: moving, joining and shading."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.demo.mesh import join, pair, rotation, shade
from assets_pipeline.demo.shapes import box


def volume(mesh):
    a, b, c = (mesh.positions[mesh.faces[:, i]] for i in range(3))
    return np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6


CUBE = box((1.0, 1.0, 1.0), 1e-4)


@given(axis=st.sampled_from("xyz"), degrees=st.floats(-720, 720))
def test_a_turn_keeps_lengths_and_handedness(axis, degrees):
    turn = rotation(axis, degrees)
    assert np.allclose(turn @ turn.T, np.eye(3))
    assert np.linalg.det(turn) == pytest.approx(1)


def test_turns_are_right_handed():
    assert np.allclose(rotation("y", 90) @ [0, 0, 1], [1, 0, 0])
    assert np.allclose(rotation("x", 90) @ [0, 1, 0], [0, 0, 1])


def test_a_mirror_image_keeps_its_outside_out():
    moved = CUBE.moved(2, 0, 0)
    assert volume(moved) == pytest.approx(1, abs=1e-3)
    assert volume(moved.mirrored()) == pytest.approx(1, abs=1e-3)
    assert volume(pair(moved)) == pytest.approx(2, abs=2e-3)
    facing = moved.mirrored()
    assert ((facing.positions - [-2, 0, 0]) * facing.normals).sum(1).min() > 0


def test_joined_meshes_keep_their_triangles_apart():
    both = join([CUBE, CUBE.moved(3)])
    assert len(both.faces) == 2 * len(CUBE.faces)
    assert both.faces.max() == len(both.positions) - 1


@pytest.mark.parametrize(("crease", "normals"), [(30.0, 3), (100.0, 1)])
def test_a_corner_is_broken_only_where_faces_meet_sharply(crease, normals):
    corner = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1.0]])
    faces = np.array([[0, 2, 1], [0, 1, 3], [0, 3, 2]])
    mesh = shade(corner, corner[:, :2], faces, crease)
    at_tip = mesh.normals[np.linalg.norm(mesh.positions, axis=1) < 1e-9]
    assert len(at_tip) == normals
    assert np.allclose(np.linalg.norm(at_tip, axis=1), 1)
