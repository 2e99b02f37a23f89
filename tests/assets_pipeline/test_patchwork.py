import numpy as np
import pytest

from assets_pipeline.patchwork import Patchwork

# 3---2---5    the seam runs from 1 to 2; 6 and 7 are at the places of 1 and 2
# | / | / |
# 0---1---4
POINTS = np.array(
    [[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0], [2, 0, 0], [2, 1, 0], [1, 0, 0], [1, 1, 0]], float
)
TRIANGLES = np.array([[0, 1, 2], [0, 2, 3], [6, 4, 5], [6, 5, 7]])
PLACE = np.array([0, 1, 2, 3, 4, 5, 1, 2])


@pytest.fixture
def cloth():
    return Patchwork(TRIANGLES, POINTS, PLACE)


def test_what_meets_at_a_vertex(cloth):
    assert cloth.star(0) == [0, 1]
    assert cloth.ring(0) == {1: 1, 2: 2, 3: 1}
    assert cloth.beside(0, 2) == [0, 1]
    assert cloth.beside(1, 3) == []


def test_both_sides_of_a_seam_are_one_place(cloth):
    assert cloth.wedges(1) == [1, 6]
    assert cloth.wedges(6) == [6, 1]
    assert cloth.near(1) == {0, 2, 4, 5}
    assert cloth.wedges(0) == [0]


def test_triangles_come_and_go_and_keep_their_numbers(cloth):
    cloth.remove(2)
    cloth.remove(3)
    assert cloth.wedges(1) == [1]
    assert cloth.add((1, 4, 5)) == 4
    assert cloth.star(1) == [0, 4]
    assert list(cloth.triangles) == [0, 1, 4]


def test_normals_are_of_unit_length_or_zero(cloth):
    found = cloth.normals([(0, 1, 2), (0, 2, 1), (1, 6, 2)])
    assert found.tolist() == [[0, 0, 1], [0, 0, -1], [0, 0, 0]]
