import numpy as np
import pytest

from assets_pipeline.pictures import studio


def test_directions_are_unit_vectors_from_the_zenith_down():
    ways = studio.directions(8, 16)
    assert np.linalg.norm(ways, axis=2) == pytest.approx(1)
    assert (np.diff(ways[:, 0, 1]) < 0).all()
    assert ways[4, 7:9].mean(axis=0)[[0, 2]] == pytest.approx([0, ways[4, 8, 2]])
    assert ways[4, 8, 2] > 0.9  # +Z in the middle


def test_the_key_light_comes_from_the_upper_left_in_front():
    rise, turn = np.radians(34), np.radians(-38)
    key = [np.cos(rise) * np.sin(turn), np.sin(rise), np.cos(rise) * np.cos(turn)]
    there, mirrored, below = studio.radiance(
        np.array([key, [-key[0], key[1], key[2]], [key[0], -key[1], key[2]]])
    )
    assert there > 2 * mirrored
    assert there > 8 > below


def test_there_is_some_light_from_everywhere_and_no_seam_behind():
    ways = studio.directions(32, 64)
    light = studio.radiance(ways)
    assert light.min() > 0.1
    back = np.radians([179.999, -179.999])
    ends = np.stack([np.sin(back), 0.3 + 0 * back, np.cos(back)], 1)
    one, two = studio.radiance(ends / np.linalg.norm(ends, axis=1)[:, None])
    assert one == pytest.approx(two, rel=1e-3)


def test_rougher_levels_keep_the_mean_and_lose_contrast():
    levels = studio.levels()
    assert levels.shape == (studio.LEVELS, studio.HEIGHT, studio.WIDTH)
    solid = np.sqrt(1 - studio.directions(studio.HEIGHT, studio.WIDTH)[..., 1] ** 2)
    means = (levels * solid).sum(axis=(1, 2)) / solid.sum()
    assert means == pytest.approx(means[0], rel=0.25)
    contrast = levels.std(axis=(1, 2))
    assert (np.diff(contrast) < 0).all()
