"""Trousers and skirts enclose hips and legs."""

import numpy as np
import pytest

from assets_pipeline.demo import body
from assets_pipeline.demo.designs import CLOTHES
from assets_pipeline.demo.mesh import join

WORN = [name for name, design in CLOTHES.items() if design.wear == "legs"]
QUICK = {"studio-leggings", "satin-skirt"}


def leg_at(height):
    """Where the right leg's axis passes a height: (x, z)."""
    knee, ankle, hip = (np.array(joint) for joint in (body.KNEE, body.ANKLE, body.HIP))
    top, low = (hip, knee) if height > knee[1] else (knee, ankle)
    share = (height - low[1]) / (top[1] - low[1])
    x, _, z = low + share * (top - low)
    return float(x), float(z)


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=[] if n in QUICK else pytest.mark.slow) for n in WORN]
)
def test_the_body_stays_inside(name, ease):
    parts = CLOTHES[name].make()
    whole = join([parts[slot] for slot in ("fabric", "rib") if slot in parts])
    hem = whole.positions[:, 1].min()
    for height in np.arange(0.88, 1.0, 0.03):
        assert ease(whole, float(height), (0.0, -0.008), 0.3).min() > 0
    if "skirt" not in name and name not in {"pleated-mini", "flared-midi"}:
        for height in np.arange(max(hem + 0.04, 0.15), 0.72, 0.06):
            assert ease(whole, float(height), leg_at(height), 0.10).min() > 0
