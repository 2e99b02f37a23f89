"""What is sewn on lies on the garment."""

import numpy as np
import pytest

from assets_pipeline.demo import tailoring as sew
from assets_pipeline.demo.shirts import SHIRT
from assets_pipeline.demo.tops import tailor


@pytest.fixture(scope="module")
def shirt():
    return tailor(SHIRT)


def test_a_collar_goes_round_the_neck_and_falls_over_it(shirt):
    mesh = sew.collar(shirt)
    assert np.ptp(mesh.positions[:, 0]) > 0.14
    assert 0.05 < np.ptp(mesh.positions[:, 1]) < 0.14
    assert np.abs(np.median(mesh.positions[:, 0])) < 0.005


def test_a_stand_collar_stands(shirt):
    mesh = sew.stand_collar(shirt, 0.05)
    assert mesh.positions[:, 1].max() > shirt.cut.neck[0][1] + 0.02


@pytest.mark.parametrize(
    "make",
    [
        lambda top: sew.placket(top, 1.40, 0.90),
        lambda top: sew.pocket(top, 0.07, 1.30, 0.1, 0.1),
        lambda top: sew.flap(top, 0.07, 1.30, 0.1, 0.04),
        lambda top: sew.front_edge(top, 1.40, 0.90),
        lambda top: sew.buttons(top, 1.40, 0.90, 4),
    ],
    ids=["placket", "pocket", "flap", "edge", "buttons"],
)
def test_pieces_lie_on_the_front(shirt, make):
    mesh = make(shirt)
    assert (mesh.positions[:, 2] > 0).all()
    assert np.abs(shirt.field(mesh.positions)).max() < 0.012


def test_ribs_are_parted_from_the_shell(shirt):
    shell = shirt.shell()
    rest, ribs = sew.ribs(shirt, shell, cuffs=0.05)
    assert ribs is not None
    assert shirt.cuff_line(ribs.positions).max() < 0.06
    assert shirt.cuff_line(rest.positions).min() > 0.045
    assert sew.ribs(shirt, shell) == (shell, None)
