"""Plain shapes are closed, right way out and of the asked size."""

import numpy as np
import pytest
import trimesh
from hypothesis import given, settings
from hypothesis import strategies as st

from assets_pipeline.demo.shapes import box, cushion, leg, prism, revolve, sheet, sweep

SIZES = st.tuples(*[st.floats(0.05, 2.0)] * 3)
DISC = [(np.sin(a) * 0.5, np.cos(a) * 0.3) for a in np.linspace(0, 2 * np.pi, 40, endpoint=False)]


def solid(mesh):
    welded = trimesh.Trimesh(mesh.positions, mesh.faces, process=False)
    welded.merge_vertices(merge_tex=True, merge_norm=True)
    return welded


@settings(max_examples=15)
@given(size=SIZES, radius=st.floats(0.001, 0.02))
def test_a_box_has_its_size_and_volume(size, radius):
    mesh = box(size, radius)
    assert np.ptp(mesh.positions, axis=0) == pytest.approx(size)
    assert solid(mesh).is_watertight
    assert 0.5 * np.prod(size) < solid(mesh).volume <= np.prod(size) * 1.0001


@pytest.mark.parametrize(
    "mesh",
    [
        sweep([(0, 0, 0), (0, 1, 0), (0.5, 1.5, 0)], 0.05),
        sweep([(1, 0, 0), (0, 1, 0), (-1, 0, 0), (0, -1, 0)], 0.1, closed=True),
        sweep(
            [(0, 0, 0), (0, 0, 1)],
            1.0,
            profile=[(-0.1, -0.02), (0.1, -0.02), (0.1, 0.02), (-0.1, 0.02)],
            up=(0, 1, 0),
        ),
        revolve([(0.0, 1.0), (0.3, 0.8), (0.2, 0.0), (0.0, 0.0)]),
        prism(DISC, 0.0, 0.1, 0.01),
        prism(DISC[::-1], 0.0, 0.1, 0.01),
        cushion((0.5, 0.2, 0.5), 0.03),
        leg((0, 1, 0), (0.1, 0, 0), 0.03, 0.02),
    ],
    ids=["bar", "ring", "strap", "turned", "prism", "prism-reversed", "cushion", "leg"],
)
def test_solids_are_closed_and_right_way_out(mesh):
    assert solid(mesh).is_watertight
    assert solid(mesh).volume > 0
    assert np.allclose(np.linalg.norm(mesh.normals, axis=1), 1)
    flat = np.cross(
        *(mesh.positions[mesh.faces[:, i]] - mesh.positions[mesh.faces[:, 0]] for i in (1, 2))
    )
    assert (np.einsum("ij,ij->i", flat, mesh.normals[mesh.faces].sum(1)) > 0).mean() > 0.99


def test_a_sheet_has_uvs_in_metres():
    x, y = np.meshgrid(np.linspace(0, 2, 5), np.linspace(0, 3, 4))
    mesh = sheet(np.stack([x, y, 0 * x], -1))
    assert np.ptp(mesh.uvs, axis=0) == pytest.approx([2, 3])
    assert mesh.normals == pytest.approx(np.tile([0, 0, 1], (20, 1)))


def test_a_cushion_swells_in_its_middle():
    mesh = cushion((0.5, 0.2, 0.5), 0.03)
    assert mesh.positions[:, 1].max() == pytest.approx(0.13, abs=0.002)
