import numpy as np
import pytest
import trimesh
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline import shading


def loose(solid) -> trimesh.Trimesh:
    """Triangles that share no vertices, as an STL has them."""
    corners = solid.vertices[solid.faces].reshape(-1, 3)
    return trimesh.Trimesh(corners, np.arange(len(corners)).reshape(-1, 3), process=False)


@pytest.mark.parametrize(("solid", "vertices"), [
    (trimesh.creation.box(), 24), (trimesh.creation.icosphere(3), 642),
])  # fmt: skip
def test_edges_stay_sharp_and_curves_smooth(solid, vertices):
    found = shading.rounded(loose(solid))
    assert len(found.vertices) == vertices
    assert found.area == pytest.approx(solid.area, rel=1e-5)
    normals = shading.attributes(found)["NORMAL"]
    if vertices == 24:
        assert np.allclose(np.abs(normals).max(axis=1), 1, atol=1e-3)  # along the axes
    else:
        assert np.allclose((found.vertices * normals).sum(axis=1), 1, atol=0.01)


def test_faces_without_area_get_a_normal():
    flat = trimesh.Trimesh(np.zeros((3, 3)), [[0, 1, 2]], process=False)
    with np.errstate(all="ignore"):
        normals = shading.attributes(shading.rounded(flat))["NORMAL"]
    assert np.allclose(np.linalg.norm(normals, axis=1), 1)


@given(st.floats(0, 1))
def test_linear_light_by_the_book(value):
    book = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    assert float(shading.linear(np.array(value))) == pytest.approx(book)
