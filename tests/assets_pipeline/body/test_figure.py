import numpy as np
import pytest

from assets_pipeline.body import figure, shape
from assets_pipeline.errors import BodyUnreadable


def test_it_stands_on_the_floor_and_is_closed(room):
    trimesh = pytest.importorskip("trimesh")
    vertices = room.figure.vertices(shape.DEFAULT)
    assert vertices[room.figure.skin, 1].min() == pytest.approx(0)
    assert 1.5 < vertices[room.figure.skin, 1].max() < 2.0
    assert trimesh.Trimesh(vertices, room.figure.triangles).is_watertight


def test_left_and_right_mirror(room):
    heads = room.figure.heads(room.figure.vertices(shape.DEFAULT))
    names = list(figure.BONES)
    left, right = (heads[names.index(f"calf_{side}")] for side in "lr")
    assert left * [-1, 1, 1] == pytest.approx(right, abs=1e-4)


def test_a_part_moves_as_the_whole(room):
    rows = np.array([3, 5000, 12000], np.int32)
    parameters = shape.DEFAULT + 0.2
    whole = room.figure.template + 0
    part = room.figure.some(rows).at(parameters[None])[0]
    moved = room.figure.vertices(parameters)[rows]
    assert (part - part[0]) == pytest.approx(moved - moved[0], abs=1e-5)
    assert len(whole) > len(rows)


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06 cut", b"\x93NUMPY\x01\x00"])
def test_what_is_not_a_figure_is_refused(tmp_path, data):
    path = tmp_path / figure.FILE
    path.write_bytes(data)
    with pytest.raises(BodyUnreadable):
        figure.Figure.load(path)


@pytest.mark.parametrize("arrays", [{}, {"version": np.array(1)}, {"version": np.array(99)}])
def test_other_arrays_are_refused(tmp_path, arrays):
    path = tmp_path / figure.FILE
    np.savez(path, **arrays)
    with pytest.raises(BodyUnreadable):
        figure.Figure.load(path)
