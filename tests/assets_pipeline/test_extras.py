import pytest

from assets_pipeline import extras, pictures
from assets_pipeline.metadata import Entry


@pytest.mark.parametrize(
    ("amount", "package", "expected"),
    [
        ("none", False, []),
        ("few", False, ["pictures"]),
        ("all", True, ["pictures", "usdz"]),
        ("none", True, ["usdz"]),
    ],
)
def test_what_is_asked_for_is_made(amount, package, expected):
    found = extras.wanted(amount, usdz=package)("chair.glb", Entry())
    assert [extra.name for extra in found] == expected


@pytest.mark.parametrize(
    ("source", "entry", "stands"),
    [
        ("oak_chair.glb", Entry(), True),
        ("red_dress.glb", Entry(), False),
        ("a.glb", Entry(wear="legs"), False),
        ("a.glb", Entry(wear="feet"), True),
    ],
)
def test_what_hangs_has_no_floor(source, entry, stands):
    (extra,) = extras.wanted(pictures.ALL)(source, entry)
    assert extra.arguments == ("all", stands)
