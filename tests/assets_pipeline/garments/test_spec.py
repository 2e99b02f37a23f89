import msgspec
import pytest

from assets_pipeline.errors import SpecRefused
from assets_pipeline.garments.spec import FABRICS, KINDS, WARDROBE, Spec


def test_the_wardrobe_has_one_of_each_kind():
    assert set(WARDROBE) == set(KINDS)
    assert all(spec.kind == name for name, spec in WARDROBE.items())


@pytest.mark.parametrize("name", WARDROBE)
def test_a_garment_survives_json(name):
    spec = WARDROBE[name]
    assert msgspec.json.decode(msgspec.json.encode(spec), type=Spec) == spec
    assert (spec.thickness, spec.stretch, spec.bend) == FABRICS[spec.fabric]


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "skirt", "hem": 0.7},
        {"kind": "t_shirt", "hem": 0.9},
        {"kind": "t_shirt", "hem": float("nan")},
        {"kind": "t_shirt", "hem": 0.4, "ease": float("inf")},
    ],
)
def test_numbers_that_contradict_are_refused(given):
    with pytest.raises((SpecRefused, msgspec.ValidationError)):
        Spec(**given)


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "toga", "hem": 0.4},
        {"kind": "skirt", "hem": 0.3, "color": "red"},
        {"kind": "skirt", "hem": 0.3, "flare": 2},
        {"kind": "skirt", "hem": 0.3, "colour": "#ffffff"},
    ],
)
def test_json_outside_the_record_is_refused(given):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(given, Spec)
