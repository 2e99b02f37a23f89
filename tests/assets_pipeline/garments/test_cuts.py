import msgspec
import numpy as np
import pytest

from assets_pipeline.garments import cuts, edges
from assets_pipeline.garments.spec import LANDMARKS, WARDROBE

OPENINGS = {"skirt": 2, "leggings": 3, "trousers": 3, "shorts": 3, "jeans": 3}


@pytest.mark.parametrize("name", WARDROBE)
def test_a_garment_has_its_openings_and_no_others(room, name):
    cloth = cuts.cut(room.frame, WARDROBE[name])
    assert len(edges.openings(cloth.faces)) == OPENINGS.get(name, 4)


def test_a_hem_lies_where_it_is_said(room):
    frame = room.frame
    cloth = cuts.cut(frame, WARDROBE["shorts"])
    heights = frame.points(cloth)[:, 1] / frame.stature
    assert heights.min() == pytest.approx(WARDROBE["shorts"].hem, abs=1e-6)
    assert heights.max() == pytest.approx(WARDROBE["shorts"].waist, abs=1e-6)


def test_longer_sleeves_reach_further(room):
    reach = []
    for sleeve in (0.1, 0.3, 0.6, 1.0):
        spec = msgspec.structs.replace(WARDROBE["t_shirt"], sleeve=sleeve)
        reach.append(np.abs(room.frame.points(cuts.cut(room.frame, spec))[:, 0]).max())
    assert reach == sorted(reach)
    assert reach[-1] > reach[0] + 0.2


def test_a_strapless_top_ends_at_the_bust(room):
    spec = msgspec.structs.replace(WARDROBE["dress"], neckline="strapless", sleeve=0.0)
    heights = room.frame.points(cuts.cut(room.frame, spec))[:, 1] / room.frame.stature
    assert LANDMARKS["bust"] < heights.max() < 0.77


@pytest.mark.parametrize("name", ["t_shirt", "dress", "trousers", "skirt"])
def test_seams_part_the_cloth_into_panels(room, name):
    cloth, panels = cuts.seams(room.frame, cuts.cut(room.frame, WARDROBE[name]), WARDROBE[name])
    assert len(panels) == len(cloth.faces)
    assert len(edges.openings(cloth.faces)) == OPENINGS.get(name, 4)
    assert len(np.unique(panels)) == {"t_shirt": 6, "dress": 6, "trousers": 4, "skirt": 2}[name]
