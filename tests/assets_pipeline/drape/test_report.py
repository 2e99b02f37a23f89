import itertools

import numpy as np
import pytest

from assets_pipeline.drape import report
from assets_pipeline.drape.dress import Dressed
from assets_pipeline.garments.sizes import SIZES
from assets_pipeline.garments.spec import WARDROBE


@pytest.fixture(scope="module")
def tees(room, woman):
    found = {}
    for size in SIZES:
        dressed = Dressed(room, woman)
        found[size] = dressed, dressed.put_on(WARDROBE["t_shirt"], size, "women")
    return found


def test_ease_grows_and_strain_falls_with_the_size(tees):
    zones = [report.zones(*tees[size]) for size in SIZES]
    for zone in ("bust", "waist", "hips"):
        ease = [each[zone].ease for each in zones]
        assert all(larger > smaller for smaller, larger in itertools.pairwise(ease))
    assert zones[0]["bust"].strain > zones[1]["bust"].strain > -0.01


def test_a_loose_size_measures_on_the_body_what_it_was_cut(tees):
    for size in ("M", "L", "XL"):
        dressed, worn = tees[size]
        for zone in ("bust", "waist", "hips"):
            assert report.zones(dressed, worn)[zone].strain == pytest.approx(0, abs=0.03)


def test_tightness_is_strain(tees):
    _, worn = tees["XS"]
    tight = report.tightness(worn)
    sewn = worn.piece.size("women", "XS")
    strain = worn.piece.solver.strain(worn.cloth, sewn.lengths)
    assert tight.dtype == np.uint8
    assert np.corrcoef(tight, strain)[0, 1] > 0.95


def test_cloth_inside_the_skin_is_counted(tees):
    dressed, worn = tees["M"]
    assert report.penetration(dressed, worn).vertices == 0
    kept = worn.cloth
    worn.cloth = kept + np.array([0.05, 0, 0])
    try:
        hit = report.penetration(dressed, worn)
    finally:
        worn.cloth = kept
    assert hit.vertices > 50
    assert hit.samples > 0.01
    assert 0.005 < hit.max_m < 0.06
