import numpy as np
import pytest

pytest.importorskip("pxr", reason="usd-core is an optional extra", exc_type=ImportError)

from pxr import Usd, UsdGeom

from assets_pipeline.pictures.gather import Surface
from assets_pipeline.usdz import geometry

POINTS = np.array(
    [[0, 0, 0], [1, 0, 0], [1, 2, 0], [0, 2, 0], [5, 5, 5], [6, 5, 5], [6, 6, 5]], float
)
TRIANGLES = np.array([[0, 1, 2], [0, 2, 3], [4, 5, 6]])


@pytest.fixture
def mesh():
    stage = Usd.Stage.CreateInMemory()

    def made(part, *given):
        uvs = np.hstack([POINTS[:, :2] / 4, POINTS[:, :2] / 8])
        surface = Surface(
            POINTS, np.tile([0.0, 0, 1], (7, 1)), uvs, np.full((7, 4), 0.25), TRIANGLES,
            np.array([0, 0, 1]), [{"attributes": dict.fromkeys(("POSITION", *given), 0)}] * 2,
        )  # fmt: skip
        return geometry.mesh(stage, "/part" + "".join(given), surface, part)

    return made


@pytest.mark.parametrize(("part", "own"), [(0, TRIANGLES[:2]), (1, TRIANGLES[2:])])
def test_a_part_has_its_own_triangles_and_no_other_points(part, own, mesh):
    made = mesh(part)
    points = np.array(made.GetPointsAttr().Get())
    indices = np.array(made.GetFaceVertexIndicesAttr().Get())
    assert (points[indices] == POINTS[own.reshape(-1)]).all()
    assert len(points) == len(np.unique(own))
    assert list(made.GetFaceVertexCountsAttr().Get()) == [3] * len(own)
    assert np.array(made.GetExtentAttr().Get()).tolist() == [
        points.min(axis=0).tolist(), points.max(axis=0).tolist(),
    ]  # fmt: skip


def test_it_is_no_subdivision_surface_and_its_normals_are_the_vertices(mesh):
    made = mesh(0)
    assert made.GetSubdivisionSchemeAttr().Get() == "none"
    assert made.GetNormalsInterpolation() == "vertex"
    assert (np.array(made.GetNormalsAttr().Get()) == (0, 0, 1)).all()


def test_both_sets_of_texture_coordinates_count_from_the_bottom(mesh):
    values = UsdGeom.PrimvarsAPI(mesh(0, "TEXCOORD_0", "TEXCOORD_1"))
    for name, share in (("st", 4), ("st1", 8)):
        row = np.array(values.GetPrimvar(name).Get())
        assert row == pytest.approx(np.stack([POINTS[:4, 0] / share, 1 - POINTS[:4, 1] / share], 1))


def test_only_what_was_given_is_there(mesh):
    values = UsdGeom.PrimvarsAPI(mesh(0))
    assert not any(
        values.GetPrimvar(name).HasAuthoredValue() for name in ("st", "st1", geometry.COLOR)
    )
    colored = UsdGeom.PrimvarsAPI(mesh(0, "COLOR_0"))
    assert np.array(colored.GetPrimvar(geometry.COLOR).Get()).tolist() == [[0.25] * 3] * 4
