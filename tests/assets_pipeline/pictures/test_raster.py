import numpy as np

from assets_pipeline.pictures import raster

SQUARE = np.array([[0, 0, 1], [8, 0, 1], [8, 8, 1], [0, 8, 1]], float)
FACES = np.array([[0, 1, 2], [0, 2, 3]])
OPEN = np.full((8, 8), np.inf)


def test_two_triangles_cover_a_square_without_a_gap():
    depth, owner = raster.nearest(SQUARE, FACES, np.arange(2), OPEN)
    assert (owner >= 0).all()
    assert (depth == 1).all()
    assert set(owner.reshape(-1)) == {0, 1}


def test_the_nearer_one_is_seen_and_the_other_behind_it():
    points = np.vstack([SQUARE, SQUARE * (0.5, 1, 2)])
    faces = np.vstack([FACES, FACES + 4])
    depth, owner = raster.nearest(points, faces, np.arange(4), OPEN)
    assert (owner[:, :4] >= 2).all()
    assert (owner[:, 4:] < 2).all()
    _, behind = raster.nearest(points, faces, np.arange(4), depth)
    assert (behind[:, :4] < 2).all()
    assert (behind[:, 4:] == -1).all()


def test_only_the_chosen_are_drawn_and_a_line_covers_nothing():
    _, owner = raster.nearest(SQUARE, FACES, np.array([1]), OPEN)
    assert set(owner.reshape(-1)) == {-1, 1}
    _, owner = raster.nearest(SQUARE * (1, 0, 1), FACES, np.arange(2), OPEN)
    assert (owner == -1).all()


def test_a_pixel_of_one_surface_is_one_spot_and_an_edge_has_two():
    depth, owner = raster.nearest(SQUARE, FACES, np.arange(2), OPEN)
    same = np.zeros(2, np.int64)
    pixels, _, weights, shares = raster.spots(SQUARE, FACES, same, depth, owner, 2)
    assert pixels.tolist() == list(range(16))
    assert np.allclose(shares, 1)
    assert np.allclose(weights.sum(axis=1), 1)
    pixels, _, _, shares = raster.spots(SQUARE, FACES, np.arange(2), depth, owner, 2)
    assert np.allclose(np.bincount(pixels, shares), 1)
    assert len(pixels) == 20, "four pixels on the diagonal show both"


def test_values_between_corners_are_right_in_perspective():
    near_far = np.array([[0, 0, 1.0], [8, 0, 0.25], [0, 8, 1.0]])  # distances 1, 4, 1
    depth, owner = raster.nearest(near_far, FACES[:1], np.arange(1), OPEN)
    _, t, weights, _ = raster.spots(near_far, FACES[:1], np.zeros(1, np.int64), depth, owner, 1)
    distance = raster.mixed(np.array([[1.0], [4.0], [1.0]]), FACES[:1], t, weights)
    assert np.allclose(distance[:, 0], 1 / depth[owner >= 0])
