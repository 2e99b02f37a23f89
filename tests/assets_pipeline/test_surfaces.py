import numpy as np
import pytest

from assets_pipeline import seams, simplify, surfaces
from assets_pipeline.document import Document

POINTS = np.array([[0, 0, 0], [2, 0, 0], [2, 2, 0], [0, 2, 0]], np.float32)
FACES = np.array([[0, 1, 2], [0, 2, 3]])


def primitive(document, faces=FACES, points=POINTS, **attributes):
    values = {"POSITION": points, **attributes}
    return {
        "attributes": {name: document.add_accessor(each) for name, each in values.items()},
        "indices": document.add_accessor(np.asarray(faces, np.uint16).reshape(-1)),
    }


@pytest.fixture
def document():
    return Document.new()


@pytest.mark.parametrize(
    ("mode", "count", "triangles"),
    [(4, 12, 4), (4, 11, 3), (5, 6, 4), (6, 5, 3), (5, 1, 0), (0, 9, 0), (1, 9, 0)],
)
def test_triangles_are_counted_by_mode(mode, count, triangles):
    json = {"accessors": [{"count": 99}, {"count": count}]}
    one = {"mode": mode, "attributes": {"POSITION": 0}, "indices": 1}
    assert surfaces.count(json, one) == triangles
    assert surfaces.count(json, {"mode": mode, "attributes": {"POSITION": 1}}) == triangles


def test_no_positions_no_triangles():
    assert surfaces.count({"accessors": []}, {"attributes": {}}) == 0


def test_vertices_that_are_equal_in_all_are_one_and_lines_are_left_out(document):
    doubled = np.concatenate([POINTS, POINTS[[0, 2]]])
    faces = [[0, 1, 2], [4, 5, 3], [0, 4, 1]]  # the last is a line once 4 is 0
    part = surfaces.read(document, primitive(document, faces, doubled))
    assert part is not None
    assert part.surface.indices.tolist() == [0, 1, 2, 0, 2, 3]
    assert part.vertices.tolist() == [0, 1, 2, 3]
    assert surfaces.read(document, primitive(document, [[0, 4, 1]], doubled)) is None


def test_noise_in_normals_makes_no_seam_and_a_texture_does(document):
    doubled = np.concatenate([POINTS, POINTS[[0, 2]]])
    faces = [[0, 1, 2], [4, 5, 3]]
    up = np.tile(np.float32([0, 0, 1]), (6, 1))
    up[4:] += np.float32(1e-4)
    part = surfaces.read(document, primitive(document, faces, doubled, NORMAL=up))
    assert part is not None
    assert len(part.vertices) == 4
    uv = doubled[:, :2] + np.float32([[0, 0]] * 4 + [[5, 0]] * 2)
    part = surfaces.read(document, primitive(document, faces, doubled, TEXCOORD_0=uv))
    assert part is not None
    assert len(part.vertices) == 6
    locks = dict(zip(part.vertices.tolist(), part.surface.locks.tolist(), strict=True))
    assert [locks[vertex] for vertex in (0, 2, 4, 5)] == [seams.SEAM] * 4
    assert [locks[vertex] for vertex in (1, 3)] == [seams.FREE] * 2
    assert (part.columns("TEXCOORD_0", part.surface.shading) == uv[part.vertices]).all()


def test_a_texture_weighs_as_much_as_it_is_stretched(document):
    """One unit of texture over two of surface: a slip of 0.1 is a way of 0.2, a tenth of the side."""
    part = surfaces.read(document, primitive(document, TEXCOORD_0=POINTS[:, :2] / 2))
    assert part is not None
    assert part.surface.weights.tolist() == [1.0, 1.0]
    flat = surfaces.read(document, primitive(document, TEXCOORD_0=POINTS[:, :2] * 0))
    assert flat is not None
    assert flat.surface.weights.tolist() == [0.0, 0.0]


def test_what_moved_is_written_as_the_attribute_may_hold_it(document):
    colors = np.full((4, 4), 128, np.uint8)
    one = primitive(document, NORMAL=np.tile(np.float32([0, 0, 1]), (4, 1)))
    one["attributes"]["COLOR_0"] = document.add_accessor(colors, normalized=True)
    part = surfaces.read(document, one)
    assert part is not None
    shading = part.surface.shading.copy()
    part.columns("NORMAL", shading)[:] = [[0, 0, 2]] * 3 + [[0, 0, 0]]
    part.columns("COLOR_0", shading)[:] = [1.5, -0.5, 0.25, 1]
    moved = part.surface.positions + np.float32([0, 0, 0.5])
    found = simplify.Simplified(part.surface.indices, moved, shading, 0.0)
    surfaces.write(document, one, part, found)
    read = {name: document.accessor(index) for name, index in one["attributes"].items()}
    assert (read["POSITION"] == moved).all()
    assert read["NORMAL"].tolist() == [[0, 0, 1]] * 4  # of none, the old one
    assert read["COLOR_0"].tolist() == [[255, 0, 64, 255]] * 4
    assert document.json["accessors"][one["attributes"]["COLOR_0"]]["normalized"]


def test_with_joints_the_old_values_are_kept(document):
    one = primitive(document, JOINTS_0=np.zeros((4, 4), np.uint8))
    assert not surfaces.movable(one)
    part = surfaces.read(document, one)
    assert part is not None
    found = simplify.Simplified(
        np.array([0, 2, 3], np.uint32), part.surface.positions + 1, part.surface.shading, 0.0
    )
    surfaces.write(document, one, part, found)
    assert (document.accessor(one["attributes"]["POSITION"]) == POINTS[[0, 2, 3]]).all()
    assert document.accessor(one["indices"]).tolist() == [0, 1, 2]
