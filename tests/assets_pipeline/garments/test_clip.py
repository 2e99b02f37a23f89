import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from assets_pipeline.garments import edges
from assets_pipeline.garments.clip import clip, score
from assets_pipeline.garments.suit import Cloth

SIDE = 9


def sheet():
    """A unit square of triangles, its points the figure's own vertices."""
    line = np.linspace(0, 1, SIDE)
    x, y = np.meshgrid(line, line)
    points = np.stack([x.ravel(), y.ravel(), 0 * x.ravel()], axis=1)
    at = np.arange(SIDE * SIDE).reshape(SIDE, SIDE)
    a, b, c, d = (part.ravel() for part in (at[:-1, :-1], at[:-1, 1:], at[1:, 1:], at[1:, :-1]))
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    return Cloth(sparse.identity(len(points), format="csr"), faces), points


def area(points, faces):
    a, b, c = (points[faces[:, corner]] for corner in range(3))
    u, v = b - a, c - a
    return (u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]) / 2


@given(st.floats(0.05, 0.95), st.floats(-1.5, 1.5))
def test_a_straight_cut_is_exact(height, slope):
    cloth, points = sheet()
    line = (points[:, 1] - height) + slope * (points[:, 0] - 0.5) * 0.5
    left = clip(cloth, line)
    found = left.rows @ points
    field = (found[:, 1] - height) + slope * (found[:, 0] - 0.5) * 0.5
    assert field.min() > -1e-9
    assert (area(found, left.faces) > 0).all()
    rest = clip(cloth, -line)
    whole = area(found, left.faces).sum() + area(rest.rows @ points, rest.faces).sum()
    assert whole == pytest.approx(1, abs=0.02)  # a vertex that is moved may cut a corner off
    assert np.asarray(left.rows.sum(axis=1)).ravel() == pytest.approx(1)


@given(st.floats(0.05, 0.95), st.floats(-1.5, 1.5))
def test_a_scored_sheet_is_whole_and_has_the_line(height, slope):
    cloth, points = sheet()
    line = (points[:, 1] - height) + slope * (points[:, 0] - 0.5) * 0.5
    scored = score(cloth, line)
    found = scored.rows @ points
    field = (found[:, 1] - height) + slope * (found[:, 0] - 0.5) * 0.5
    signs = np.sign(np.where(np.abs(field) < 1e-9, 0, field))[scored.faces]
    assert not ((signs.min(1) < 0) & (signs.max(1) > 0)).any()
    assert len(edges.openings(scored.faces)) == 1
    assert (area(found, scored.faces) > 0).all()


def test_nothing_is_left_of_what_lies_outside():
    cloth, points = sheet()
    assert len(clip(cloth, points[:, 1] - 2).faces) == 0
    assert len(clip(cloth, points[:, 1] + 1).faces) == len(cloth.faces)
