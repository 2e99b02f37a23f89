"""Surfaces of fields, and exact cuts."""

import numpy as np
import pytest
import trimesh
from hypothesis import given, settings
from hypothesis import strategies as st

from assets_pipeline.demo.nets import cut, surface


def ball(points):
    return np.linalg.norm(points, axis=1) - 0.5


BALL = surface(ball, ((-0.7, -0.7, -0.7), (0.7, 0.7, 0.7)), 0.06)


def solid(mesh):
    return trimesh.Trimesh(mesh.positions, mesh.faces, process=False)


def test_a_ball_is_closed_right_way_out_and_round():
    assert solid(BALL).is_watertight
    assert solid(BALL).volume == pytest.approx(4 / 3 * np.pi * 0.125, rel=0.02)
    assert np.abs(ball(BALL.positions)).max() < 1e-4
    assert (BALL.normals * BALL.positions).sum(1) == pytest.approx(0.5, abs=0.01)


@settings(max_examples=20)
@given(level=st.floats(-0.4, 0.4), axis=st.integers(0, 2), snap=st.sampled_from([0.0, 0.02]))
def test_a_cut_parts_the_surface_along_the_line(level, axis, snap):
    above, below = cut(BALL, lambda points: points[:, axis] - level, snap)
    slack = 1e-3 + snap / 5  # sliding is first order
    assert above.positions[:, axis].min() > level - slack
    assert below.positions[:, axis].max() < level + slack
    area = solid(above).area + solid(below).area
    assert area == pytest.approx(solid(BALL).area, rel=0.01)


def test_a_cut_beside_the_surface_leaves_it_whole():
    kept, rest = cut(BALL, lambda points: points[:, 0] + 2)
    assert len(kept.faces) == len(BALL.faces)
    assert len(rest.faces) == 0
