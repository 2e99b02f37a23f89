import numpy as np
import pytest

from assets_pipeline.garments.spec import WARDROBE

GRID = 600


def areas(uvs, faces):
    a, b, c = (uvs[faces[:, corner]] for corner in range(3))
    u, v = b - a, c - a
    return (u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]) / 2


@pytest.mark.parametrize("name", ["t_shirt", "hoodie", "dress", "jeans", "tank_top", "skirt"])
def test_panels_lie_flat_apart_and_in_their_size(room, name):
    piece = room.piece(WARDROBE[name])
    flat = piece.flat
    assert flat.uvs.min() >= 0
    assert flat.uvs.max() <= 1
    own = areas(flat.uvs, flat.faces)
    assert (own > 0).all()
    placed = piece.size("women", "M").placed
    a, b, c = (placed[piece.pattern.faces[:, corner]] for corner in range(3))
    true = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2
    assert np.median(own * flat.side**2 / true) == pytest.approx(1, abs=0.02)
    assert (piece.pattern.faces == flat.source[flat.faces]).all()
    # No two triangles share a place: a fine grid of points meets at most one each.
    hits = np.zeros((GRID, GRID), int)
    for face in flat.uvs[flat.faces] * GRID:
        low, high = np.floor(face.min(0)).astype(int), np.ceil(face.max(0)).astype(int)
        x, y = np.meshgrid(np.arange(low[0], high[0]) + 0.5, np.arange(low[1], high[1]) + 0.5)
        inside = np.ones_like(x, bool)
        for corner in range(3):
            p, q = face[corner], face[(corner + 1) % 3]
            inside &= (q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0]) > 1e-9
        hits[np.floor(y[inside]).astype(int), np.floor(x[inside]).astype(int)] += 1
    assert (hits > 1).sum() <= 0.01 * (hits > 0).sum()
