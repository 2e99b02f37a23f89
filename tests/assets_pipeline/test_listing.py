import msgspec
import pytest

from assets_pipeline import listing
from assets_pipeline.catalogue import Blob, Image, Variant
from assets_pipeline.metadata import Entry
from assets_pipeline.work import Made

MADE = Made(
    ((0.0,) * 3, (1.0,) * 3), [], [Variant("0", {"en": "Red"}, "red", "", 0)], credits="someone"
)


def test_the_file_speaks_where_the_shop_is_silent():
    found = listing.product("more/oak_chair.glb", Entry(), MADE)
    assert (found.id, found.source, found.category) == ("oak-chair", "more/oak_chair.glb", "chair")
    assert (found.section, found.wear) == ("furniture", "")
    assert found.attributes == {"color": ["red"], "material": "oak"}
    assert (found.bounds_m, found.credits) == (MADE.bounds_m, "someone")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (Entry(id="c1", name="Chair"), {"id": "c1", "name": {"en": "Chair", "zh-CN": "Chair"}}),
        (Entry(category="dress"), {"section": "clothes", "wear": "full"}),
        (Entry(category="dress", wear="torso"), {"section": "clothes", "wear": "torso"}),
        (Entry(attributes={"material": "pine"}),
         {"attributes": {"color": ["red"], "material": "pine"}}),
    ],
)  # fmt: skip
def test_the_shop_goes_first(entry, expected):
    found = listing.product("oak_chair.glb", entry, MADE)
    assert {key: getattr(found, key) for key in expected} == expected


def test_two_of_one_name_are_told_apart_by_their_folders():
    one, two = (listing.apart(listing.product(f"{f}/a.glb", Entry(), MADE)) for f in "xy")
    assert one.id != two.id
    assert {one.id[:2], two.id[:2]} == {"a-"}


def test_pictures_get_the_shops_names_of_its_variants():
    images = [Image(str(n) * 64, 1, 1, 1, "front", one) for n, one in enumerate(["", "0", "1"])]
    package = Blob("9" * 64, 5)
    made = msgspec.structs.replace(MADE, images=images, files={"usdz": package})
    entry = Entry(variants=[Variant("cherry", {"en": "Cherry"}, index=0)])
    found = listing.product("oak_chair.glb", entry, made)
    assert [(image.sha256[0], image.variant) for image in found.images] == [
        ("0", ""),
        ("1", "cherry"),
    ]
    assert found.usdz == package
