"""Things laid on a garment lie on it."""

import numpy as np
import pytest

from assets_pipeline.demo import drape
from assets_pipeline.demo.shapes import revolve


def ball(points):
    return np.linalg.norm(points, axis=1) - 0.2


SIDES = [drape.FRONT, drape.BACK, drape.RIGHT, drape.LEFT, drape.TOP]


@pytest.mark.parametrize("side", SIDES)
def test_points_land_on_the_surface_on_the_right_side(side):
    spots = np.random.default_rng(1).uniform(-0.1, 0.1, (40, 3))
    ground = drape.land(ball, spots, side)
    assert np.abs(ball(ground)).max() < 1e-4
    assert (ground @ np.array(side)).min() > 0


@pytest.mark.parametrize("side", SIDES)
def test_a_patch_lies_on_top_and_faces_out(side):
    piece = drape.patch(
        ball, [(-0.05, -0.05), (0.05, -0.05), (0.05, 0.05), (-0.05, 0.05)], side, 0.004
    )
    assert ball(piece.positions).max() == pytest.approx(0.004, abs=1e-3)
    assert ball(piece.positions).min() > -0.003
    assert (piece.normals * piece.positions).sum(1).mean() > 0.1


def test_a_strip_has_its_width():
    piece = drape.strip(ball, [(0.0, 0.1), (0.0, -0.1)], drape.FRONT, 0.03)
    assert np.ptp(piece.positions[:, 0]) == pytest.approx(0.03, abs=1e-3)


def test_a_button_stands_upright_on_the_surface():
    button = drape.button(ball, (0.05, 0.05), drape.FRONT, 0.006)
    middle = button.positions.mean(0)
    assert np.linalg.norm(middle) == pytest.approx(0.202, abs=0.004)
    assert np.linalg.norm(button.positions - middle, axis=1).max() < 0.01


def test_seated_shapes_keep_their_handedness():
    knob = drape.seated(
        ball, revolve([(0.0, 0.01), (0.01, 0.0), (0.0, 0.0)], 12), (0.0, 0.0), drape.FRONT
    )
    a, b, c = (knob.positions[knob.faces[:, i]] for i in range(3))
    flat = np.cross(b - a, c - a)
    assert (flat * knob.normals[knob.faces].sum(1)).sum(1).min() > 0


def test_cleared_points_stand_off_and_free_points_stay():
    points = np.array([[0.0, 0.0, 0.19], [0.0, 0.0, 0.5]])
    moved = drape.cleared(ball, points, 0.01)
    assert ball(moved)[0] == pytest.approx(0.01, abs=1e-4)
    assert np.array_equal(moved[1], points[1])


def test_a_zip_has_teeth_above_its_tape():
    tape, teeth = drape.zipper(ball, [(0.0, 0.1), (0.0, -0.1)], drape.FRONT)
    assert ball(teeth.positions).max() > ball(tape.positions).max()
