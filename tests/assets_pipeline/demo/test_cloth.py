"""Hems, bands, folds and UVs."""

import numpy as np
import pytest

from assets_pipeline.demo import cloth
from assets_pipeline.demo.field import Limb
from assets_pipeline.demo.mesh import unit
from assets_pipeline.demo.nets import cut, surface


def pipe(points):
    return np.hypot(points[:, 0], points[:, 2]) - 0.2


@pytest.fixture(scope="module")
def tube():
    mesh = surface(pipe, ((-0.3, -0.1, -0.3), (0.3, 1.1, 0.3)), 0.04)
    for line in (lambda points: points[:, 1] - 0.05, lambda points: 0.95 - points[:, 1]):
        mesh = cut(mesh, line)[0]
    return mesh


def test_an_open_tube_has_two_borders(tube):
    heights = tube.positions[cloth.border(tube)][..., 1]
    assert np.abs(heights - np.where(heights > 0.5, 0.95, 0.05)).max() < 1e-5
    length = np.linalg.norm(np.diff(tube.positions[cloth.border(tube)], axis=1), axis=2).sum()
    assert length == pytest.approx(2 * 2 * np.pi * 0.2, rel=0.02)


@pytest.mark.parametrize("thickness", [0.002, 0.008])
def test_a_hem_turns_inwards_by_the_cloth_thickness(tube, thickness):
    whole = cloth.hemmed(tube, thickness, 0.02)
    far = np.hypot(whole.positions[:, 0], whole.positions[:, 2])
    assert far.min() == pytest.approx(0.2 - thickness, abs=2e-3)
    assert np.isfinite(whole.positions).all()
    assert whole.positions[:, 1].max() < 0.95 + thickness


def test_a_band_is_parted_off_and_stands_out(tube):
    rest, strip = cloth.band(tube, lambda points: points[:, 1] - 0.05, 0.1, 0.01)
    assert rest.positions[:, 1].min() == pytest.approx(0.15, abs=1e-3)
    assert np.hypot(strip.positions[:, 0], strip.positions[:, 2]).max() == pytest.approx(
        0.21, abs=2e-3
    )


def test_uvs_are_metres_around_and_up(tube):
    flat = cloth.around(tube, 0.2)
    a, b, c = (flat.faces[:, i] for i in range(3))
    size = [
        np.linalg.norm(flat.positions[i] - flat.positions[j], axis=1) for i, j in ((a, b), (b, c))
    ]
    drawn = [np.linalg.norm(flat.uvs[i] - flat.uvs[j], axis=1) for i, j in ((a, b), (b, c))]
    assert np.concatenate(drawn) == pytest.approx(np.concatenate(size), abs=2e-3)


def test_sleeve_uvs_run_down_the_limb():
    arm = Limb(((0.5, 1.0, 0.0), (0.5, 0.0, 0.0)), ((0.0, 0.1, 0.1), (1.0, 0.1, 0.1)))
    mesh = surface(arm, ((0.3, 0.1, -0.2), (0.7, 0.9, 0.2)), 0.03)
    flat = cloth.along_limb(mesh, arm, 0.1)
    assert flat.uvs[:, 1] == pytest.approx(flat.positions[:, 1] - 1.0, abs=1e-6)
    assert np.abs(flat.uvs[:, 0]).max() == pytest.approx(np.pi * 0.1, rel=0.05)


def test_folds_are_soft_bounded_and_seeded():
    points = np.random.default_rng(0).uniform(-1, 1, (400, 3))
    waves = cloth.wrinkles(points, 3, (4, 2, 4))
    assert 0 <= waves.min() < 0.2
    assert 0.8 < waves.max() <= 1
    assert np.array_equal(waves, cloth.wrinkles(points, 3, (4, 2, 4)))
    assert not np.array_equal(waves, cloth.wrinkles(points, 4, (4, 2, 4)))


def test_swelling_moves_along_normals(tube):
    moved = cloth.swollen(tube, 0.01).positions - tube.positions
    assert moved == pytest.approx(0.01 * unit(tube.normals), abs=1e-9)
