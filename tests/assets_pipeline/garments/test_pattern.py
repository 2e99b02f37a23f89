import itertools

import msgspec
import numpy as np
import pytest

from assets_pipeline.garments import edges
from assets_pipeline.garments.sizes import SIZES
from assets_pipeline.garments.spec import WARDROBE

QUALITY = 4 * np.sqrt(3)


def shape(points, faces):
    """1 for an equilateral triangle, 0 for none at all."""
    corners = points[faces]
    a, b, c = corners.swapaxes(0, 1)
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2
    return QUALITY * area / ((corners - np.roll(corners, 1, axis=1)) ** 2).sum(axis=(1, 2))


@pytest.mark.parametrize("name", WARDROBE)
def test_every_size_is_sound(room, name):
    piece = room.piece(WARDROBE[name])
    faces = piece.pattern.faces
    ends = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    _, times = np.unique(np.sort(ends, axis=1), axis=0, return_counts=True)
    assert times.max() <= 2
    for size in SIZES:
        placed = piece.size("women", size).placed
        assert np.isfinite(placed).all()
        assert shape(placed, faces).min() > 1e-4, size


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("t_shirt", "bust"),
        ("dress", "waist"),
        ("trousers", "hips"),
        ("leggings", "thigh"),
        ("shirt", "upper_arm"),
    ],
)
def test_girths_grow_with_the_size(room, name, zone):
    piece = room.piece(WARDROBE[name])
    girths = [piece.pattern.rings[zone].girth(piece.size("women", size).placed) for size in SIZES]
    assert all(larger > smaller + 0.005 for smaller, larger in itertools.pairwise(girths))


@pytest.mark.parametrize("ease", [0.02, 0.08, 0.16])
def test_the_ease_is_what_was_asked(room, ease):
    spec = msgspec.structs.replace(WARDROBE["t_shirt"], ease=ease)
    piece = room.piece(spec)
    sewn = piece.size("women", "M")
    found = piece.pattern.rings["bust"].girth(sewn.placed) - sewn.body.measures["bust"]
    assert found == pytest.approx(ease, abs=0.015)


def test_a_lower_hem_hangs_lower_and_level(room):
    lows = []
    for hem in (0.4, 0.28, 0.1):
        piece = room.piece(msgspec.structs.replace(WARDROBE["skirt"], hem=hem))
        sewn = piece.size("women", "M")
        loop = min(
            edges.openings(piece.pattern.faces), key=lambda each: sewn.placed[each, 1].mean()
        )
        assert np.ptp(sewn.placed[loop, 1]) < 0.02
        lows.append(sewn.placed[loop, 1].mean() / sewn.body.measures["height"])
    assert lows == pytest.approx([0.4, 0.28, 0.1], abs=0.02)


def test_hems_turn_gently(room):
    """p99 of the turning angle along openings, degrees."""
    for name in ("t_shirt", "dress", "trousers", "tank_top"):
        piece = room.piece(WARDROBE[name])
        placed = piece.size("women", "M").placed
        turns = []
        for loop in edges.openings(piece.pattern.faces):
            way = np.roll(placed[loop], -1, axis=0) - placed[loop]
            way /= np.linalg.norm(way, axis=1, keepdims=True)
            cos = (way * np.roll(way, 1, axis=0)).sum(axis=1)
            turns += np.degrees(np.arccos(np.clip(cos, -1, 1))).tolist()
        assert np.percentile(turns, 90) < 30, name


def test_skin_weights_sum_to_one(room):
    joints, weights = room.piece(WARDROBE["dress"]).pattern.skin()
    assert weights.sum(axis=1) == pytest.approx(1)
    assert joints.shape == weights.shape
