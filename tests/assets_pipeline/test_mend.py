import numpy as np
import pytest

from assets_pipeline import mend, seams


def grid(side):
    x, y = np.meshgrid(np.arange(side), np.arange(side))
    points = np.stack([x, y, 0 * x], -1).reshape(-1, 3).astype(np.float64)
    at = np.arange(side * side).reshape(side, side)
    a, b, c, d = at[:-1, :-1], at[:-1, 1:], at[1:, 1:], at[1:, :-1]
    return points, np.stack([a, b, c, a, c, d], -1).reshape(-1, 3)


def folded(side, vertex, to):
    """A flat grid whose texture has one vertex drawn too far: its triangles there lie flipped."""
    points, triangles = grid(side)
    uv = points[:, :2].copy()
    winding = seams.Winding(uv, triangles)
    uv[vertex] = to
    return points, triangles, lambda some: winding.flipped(uv, some)


def edges(triangles):
    ways = np.sort(
        np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    )
    return {
        tuple(row): int(n)
        for row, n in zip(*np.unique(ways, axis=0, return_counts=True), strict=True)
    }


def area(points, triangles):
    a, b, c = points[triangles].transpose(1, 0, 2)
    return np.cross(b - a, c - a)[:, 2].sum() / 2


def test_a_sound_texture_is_left_alone():
    points, triangles = grid(4)
    place = np.arange(len(points))
    found = mend.mend(triangles, points, place, lambda t: np.zeros(len(t), bool), error=9)
    assert found.dtype == np.uint32
    assert (found == triangles).all()


@pytest.mark.parametrize("vertex", [6, 12, 18])
def test_an_inner_fold_is_taken_out(vertex):
    points, triangles, flipped = folded(5, vertex, (3.6, 0.4))
    assert flipped(triangles).any()
    found = mend.mend(triangles, points, np.arange(25), flipped, error=0.1)
    assert not flipped(found).any()
    assert area(points, found) == pytest.approx(16)  # nothing lost, nothing doubled
    assert max(edges(found).values()) == 2
    border = {edge for edge, count in edges(triangles).items() if count == 1}
    assert {edge for edge, count in edges(found).items() if count == 1} == border


def test_what_costs_more_than_is_allowed_stays():
    points, triangles, flipped = folded(5, 12, (3.6, 0.4))
    points[:, 2] = ((points[:, :2] * (1, 2)).sum(axis=1) - 5) ** 2 + points[:, 0] ** 2
    found = mend.mend(triangles, points, np.arange(25), flipped, error=1e-6)
    assert (np.sort(found, axis=0) == np.sort(triangles, axis=0)).all()
    assert flipped(found).any()


def test_both_sides_of_a_seam_go_together():
    """Two grids meet in doubled vertices; what is mended there must still meet."""
    points, triangles = grid(5)
    both = np.concatenate([points, points * [-1, 1, 1]])
    all_of = np.concatenate([triangles, triangles[:, ::-1] + 25])
    place = seams.places(both)
    uv = np.concatenate([points[:, :2], points[:, :2] * [-1, 1] - [1, 0]])
    winding = seams.Winding(uv, all_of)
    uv[10] = [2.5, 4.5]  # on the seam, x = 0, y = 2
    assert winding.flipped(uv, all_of).any()
    found = mend.mend(all_of, both, place, lambda some: winding.flipped(uv, some), error=0.1)
    assert winding.flipped(uv, found).sum() < winding.flipped(uv, all_of).sum()
    on_seam = [set(place[found[side]][both[found[side]][:, :, 0] == 0]) for side in (
        (found < 25).all(axis=1), (found >= 25).all(axis=1))]  # fmt: skip
    assert on_seam[0] == on_seam[1]
    before = seams.border(place, all_of)
    assert set(seams.border(place, found)) <= set(before)
