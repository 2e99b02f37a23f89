import numpy as np
import pytest

from assets_pipeline.garments import edges

TUBE = np.array([[0, 1, 3], [1, 4, 3], [1, 2, 4], [2, 5, 4], [2, 0, 5], [0, 3, 5]])


def test_each_edge_once():
    found = edges.unique(TUBE)
    assert len(found) == 12
    assert (found[:, 0] < found[:, 1]).all()


def test_a_tube_has_two_openings_in_order():
    loops = edges.openings(TUBE)
    assert sorted(map(sorted, loops)) == [[0, 1, 2], [3, 4, 5]]
    for loop in loops:
        ends = {tuple(sorted(pair)) for pair in zip(loop, np.roll(loop, -1), strict=True)}
        assert ends <= set(map(tuple, edges.unique(TUBE).tolist()))


def test_normals_point_out_and_have_length_one():
    turn = np.arange(3) * 2 * np.pi / 3
    ring = np.stack([np.cos(turn), 0 * turn, -np.sin(turn)], axis=1)
    points = np.concatenate([ring, ring + np.array([0, 1, 0])])
    found = edges.normals(points, TUBE)
    assert np.linalg.norm(found, axis=1) == pytest.approx(1)
    assert ((found * points * [1, 0, 1]).sum(axis=1) > 0).all() or (
        (found * points * [1, 0, 1]).sum(axis=1) < 0
    ).all()


def test_the_rim_averages_along_itself():
    average = edges.averaging(TUBE, 6).toarray()
    assert average.sum(axis=1) == pytest.approx(1)
    assert average[0].tolist() == [0, 0.5, 0.5, 0, 0, 0]
