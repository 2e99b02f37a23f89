"""Upper garments enclose the mannequin: cuts through both meshes, at many heights."""

import numpy as np
import pytest

from assets_pipeline.demo import tops
from assets_pipeline.demo.designs import CLOTHES
from assets_pipeline.demo.mesh import join
from assets_pipeline.demo.shirts import TEE

WORN = [name for name, design in CLOTHES.items() if design.wear in {"torso", "full"}]
QUICK = {"everyday-tee"}


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=[] if n in QUICK else pytest.mark.slow) for n in WORN]
)
def test_the_body_stays_inside(name, ease):
    parts = CLOTHES[name].make()
    shell = join([parts[slot] for slot in ("fabric", "rib", "trim") if slot in parts])
    for height in np.arange(0.92, 1.20, 0.03):
        gaps = ease(shell, float(height), (0.0, -0.008), 0.215)
        assert len(gaps) > 14
        assert gaps.min() > 0


def test_neck_hem_and_cuffs_are_where_the_plan_says():
    top = tops.tailor(TEE)
    shell = top.shell()
    assert shell.positions[:, 1].min() == pytest.approx(TEE.hem, abs=1e-3)
    assert shell.positions[:, 1].max() < TEE.neck[0][1] + 0.05
    assert top.neck_line(shell.positions).min() > -2e-3
    assert top.cuff_line(shell.positions).min() > -4e-3


def test_sleeves_and_trunk_part_between_arm_and_body():
    top = tops.tailor(TEE)
    assert top.sleeve_line(np.array([[0.28, 1.16, 0.0], [-0.28, 1.16, 0.0]])).min() > 0
    assert top.sleeve_line(np.array([[0.0, 1.2, 0.1]]))[0] < 0


def test_a_skirt_never_cuts_into_the_hips():
    torso = tops.skirted(tops.body.TORSO, ((0.5, 0.1, 0.1), (0.9, 0.01, 0.01)))
    widths = {row[0]: row[2] for row in torso.table}
    assert widths[0.9] > 0.15
