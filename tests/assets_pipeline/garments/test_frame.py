import numpy as np
import pytest


def test_the_suit_lies_about_the_middle_figure(room):
    frame = room.frame
    points = frame.points(frame.cloth)
    zones = frame.zones(frame.cloth)
    assert zones.sum(axis=1) == pytest.approx(1, abs=1e-6)
    assert (
        room.skin.stand(frame.middle)
        .near(points, room.skin.stand(frame.middle).start(points))
        .distance
        > -0.003
    ).all()
    hand = np.abs(points[:, 0]) > 0.4
    assert (zones[hand, 1] > 0.9).all()
    assert (zones[points[:, 1] < 0.3, 2] > 0.9).all()


def test_joints_are_named(room):
    assert (
        room.frame.joint("head")[1] > room.frame.joint("pelvis")[1] > room.frame.joint("foot_l")[1]
    )
