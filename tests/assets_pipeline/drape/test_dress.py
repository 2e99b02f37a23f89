import numpy as np
import pytest

from assets_pipeline.drape import report
from assets_pipeline.drape.dress import Dressed
from assets_pipeline.drape.solver import GAP_M
from assets_pipeline.garments.sizes import SIZES
from assets_pipeline.garments.spec import WARDROBE


@pytest.mark.parametrize("name", WARDROBE)
def test_no_vertex_is_inside_the_skin(room, woman, name):
    dressed = Dressed(room, woman)
    worn = dressed.put_on(WARDROBE[name], "M", "women")
    assert dressed.outside(worn.cloth).min() > 0


@pytest.mark.parametrize("name", ["t_shirt", "leggings", "dress"])
def test_the_body_stays_outside_in_every_size(room, woman, name):
    dressed = Dressed(room, woman)
    worn = dressed.put_on(WARDROBE[name], "M", "women")
    for size in SIZES:
        dressed.resize(worn, size)
        assert (
            dressed.outside(worn.cloth).min() > -0.0015
        )  # a first look; settled, nothing is inside
        dressed.settle(worn)
        assert dressed.outside(worn.cloth).min() > 0


def test_a_change_of_size_ends_where_a_whole_fit_does(room, woman):
    dressed = Dressed(room, woman)
    worn = dressed.put_on(WARDROBE["t_shirt"], "M", "women")
    dressed.resize(worn, "L")
    dressed.settle(worn, 40)
    other = Dressed(room, woman)
    whole = other.put_on(WARDROBE["t_shirt"], "L", "women", rounds=41)
    assert np.linalg.norm(worn.cloth - whole.cloth, axis=1).mean() < 0.003


def test_the_outer_layer_lies_on_the_inner_one(room, woman):
    dressed = Dressed(room, woman)
    inner = dressed.put_on(WARDROBE["t_shirt"], "M", "women")
    outer = dressed.put_on(WARDROBE["jacket"], "M", "women")
    lower = dressed._under(1)[1]
    gap = lower.near(outer.cloth, lower.start(outer.cloth)).distance
    assert gap.min() > 0
    assert dressed.outside(outer.cloth).min() > 0
    assert inner.cloth.shape[1] == 3


def test_time_is_told_by_stage(room, woman):
    dressed = Dressed(room, woman)
    dressed.put_on(WARDROBE["skirt"], "S", "women")
    assert set(dressed.spent) == {"pattern", "size", "bind", "drape"}
    assert all(each >= 0 for each in dressed.spent.values())


def test_tight_cloth_keeps_the_gap(room, woman):
    dressed = Dressed(room, woman)
    worn = dressed.put_on(WARDROBE["leggings"], "XS", "women")
    assert dressed.outside(worn.cloth).min() > 0.5 * GAP_M
    assert report.zones(dressed, worn)["thigh"].strain > 0.1
