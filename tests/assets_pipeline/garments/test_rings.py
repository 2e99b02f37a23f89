import pytest

from assets_pipeline.garments.spec import WARDROBE


@pytest.mark.parametrize(
    ("name", "zones"),
    [
        ("t_shirt", {"bust", "waist", "hips", "upper_arm"}),
        ("shirt", {"bust", "waist", "hips", "upper_arm", "wrist"}),
        ("leggings", {"hips", "thigh", "knee", "calf"}),
        ("skirt", {"hips"}),
    ],
)
def test_what_goes_all_the_way_round_is_measured(room, name, zones):
    assert set(room.piece(WARDROBE[name]).pattern.rings) == zones


def test_a_girth_scales_with_the_cloth(room):
    piece = room.piece(WARDROBE["t_shirt"])
    placed = piece.size("women", "M").placed
    ring = piece.pattern.rings["bust"]
    assert ring.girth(placed * 3) == pytest.approx(3 * ring.girth(placed))
