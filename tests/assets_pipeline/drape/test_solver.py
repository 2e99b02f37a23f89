import numpy as np
import pytest
import trimesh

from assets_pipeline.drape.contact import Surface
from assets_pipeline.drape.solver import GAP_M, Solver
from assets_pipeline.garments import edges


def tube(radius, rows=24, columns=48):
    turn = np.arange(columns) * 2 * np.pi / columns
    high = np.linspace(-0.25, 0.25, rows)
    points = np.stack(
        [
            np.tile(radius * np.sin(turn), rows),
            np.repeat(high, columns),
            np.tile(radius * np.cos(turn), rows),
        ],
        1,
    )
    at = np.arange(rows * columns).reshape(rows, columns)
    a, b = at[:-1], np.roll(at[:-1], -1, axis=1)
    c, d = at[1:], np.roll(at[1:], -1, axis=1)
    faces = np.concatenate(
        [np.stack([a, b, d], -1).reshape(-1, 3), np.stack([a, d, c], -1).reshape(-1, 3)]
    )
    return points, faces


@pytest.fixture(scope="module")
def post():
    """A round body of radius 0.1."""
    mesh = trimesh.creation.cylinder(
        0.1,
        0.8,
        sections=64,
        transform=trimesh.transformations.rotation_matrix(np.pi / 2, [1, 0, 0]),
    )
    mesh = mesh.subdivide().subdivide()
    return Surface(mesh.faces.astype(np.int64), len(mesh.vertices)).stand(np.asarray(mesh.vertices))


def settle(post, start, rest, rounds=20):
    cloth, faces = tube(start)
    solver = Solver(faces, len(cloth))
    lengths = solver.lengths(tube(rest)[0])
    return solver, lengths, solver.settle(cloth, lengths, [(post, post.start(cloth))], rounds)


def test_a_tight_tube_takes_the_body_and_is_strained(post):
    solver, lengths, cloth = settle(post, 0.11, 0.08)
    radius = np.hypot(cloth[:, 0], cloth[:, 2])
    assert radius.min() > 0.1 + 0.5 * GAP_M
    assert np.median(radius) == pytest.approx(0.104, abs=0.002)
    around = solver.strain(cloth, lengths)
    assert 0.05 < np.median(around) < 0.31


def test_a_wide_tube_keeps_its_girth_and_is_not_strained(post):
    solver, lengths, cloth = settle(post, 0.15, 0.15)
    assert np.median(np.hypot(cloth[:, 0], cloth[:, 2])) == pytest.approx(0.15, rel=0.02)
    assert np.abs(solver.strain(cloth, lengths)).max() < 0.03


def test_strain_scales_with_the_size(post):
    strains = [
        np.median(solver.strain(cloth, lengths))
        for solver, lengths, cloth in (settle(post, 0.11, rest) for rest in (0.09, 0.08, 0.07))
    ]
    assert strains == sorted(strains)


def test_any_number_of_rounds_ends_outside(post):
    for rounds in (1, 2, 7):
        _, _, cloth = settle(post, 0.09, 0.08, rounds)
        assert np.hypot(cloth[:, 0], cloth[:, 2]).min() > 0.1


def test_more_rounds_come_closer_to_rest(post):
    ends = [settle(post, 0.14, 0.11, rounds)[2] for rounds in (1, 4, 16, 150)]
    left = [np.linalg.norm(each - ends[-1], axis=1).mean() for each in ends[:-1]]
    assert left == sorted(left, reverse=True)


def test_the_same_start_has_the_same_end(post):
    assert (settle(post, 0.12, 0.1)[2] == settle(post, 0.12, 0.1)[2]).all()


def test_edges_are_the_meshs_own_then_the_hinges():
    points, faces = tube(0.1)
    solver = Solver(faces, len(points))
    assert (solver.edges[: solver.stretching] == edges.unique(faces)).all()
    inner = 3 * len(faces) - len(edges.unique(faces))
    assert len(solver.edges) - solver.stretching == inner
