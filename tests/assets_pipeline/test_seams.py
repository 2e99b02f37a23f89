import numpy as np

from assets_pipeline import seams

SQUARE = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], np.float32)
FACES = np.array([[0, 1, 2], [0, 2, 3]])


def test_one_number_per_place():
    points = np.concatenate([SQUARE, SQUARE[::-1], -SQUARE[:1]])  # -0 is 0
    found = seams.places(points).tolist()
    assert len(set(found[:4])) == 4
    assert found[4:] == [*found[3::-1], found[0]]


def test_a_seam_is_where_a_texture_differs_and_nowhere_else():
    place = np.array([0, 1, 0, 1, 2])
    uv = np.array([[0, 0], [1, 0], [0, 0], [0.5, 0], [1, 1]], np.float32)
    assert seams.of_texture(place, [uv]).tolist() == [False, True, False, True, False]
    assert not seams.of_texture(place, []).any()
    same = np.zeros((5, 2), np.float32)
    assert seams.of_texture(place, [same, uv]).tolist() == [False, True, False, True, False]


def test_the_border_is_what_one_triangle_alone_has():
    assert seams.border(np.arange(4), FACES).tolist() == [0, 1, 2, 3]
    tetrahedron = np.array([[0, 1, 2], [0, 3, 1], [1, 3, 2], [2, 3, 0]])
    assert seams.border(np.arange(4), tetrahedron).tolist() == []
    # the same, cut open along all edges: the places still meet
    assert seams.border(np.tile(np.arange(4), 3), tetrahedron + 4).tolist() == []


def test_a_triangle_is_flipped_when_it_lies_as_none_around_it_did():
    uv = SQUARE[:, :2]
    winding = seams.Winding(uv, FACES)
    assert not winding.flipped(uv, FACES).any()
    assert winding.flipped(uv, FACES[:, ::-1]).all()
    moved = uv.copy()
    moved[1] = [-1, 2]  # over the diagonal
    assert winding.flipped(moved, FACES).tolist() == [True, False]


def test_where_the_texture_was_mirrored_both_ways_are_allowed():
    uv = np.array([[0, 0], [1, 0], [1, 1], [1, 0]], np.float32)  # folded along the diagonal
    winding = seams.Winding(uv, FACES)
    assert not winding.flipped(uv, FACES[:, ::-1]).any()
