import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline import naming

CASES = [
    ("red-cotton_shirt", "Red cotton shirt", "红色棉质衬衫", "red", "cotton", "shirt"),
    ("FlightHelmet", "Flight helmet", "Flight helmet", "", "", "helmet"),
    ("红色衬衫", "红色衬衫", "红色衬衫", "red", "", "shirt"),
    ("藏青牛仔裤", "藏青牛仔裤", "藏青牛仔裤", "navy", "", "jeans"),
    ("Navy T-Shirt", "Navy tshirt", "藏青色T恤", "navy", "", "t-shirt"),
    ("gray pants 02", "Gray pants 02", "Gray pants 02", "grey", "", "trousers"),
    ("leather handbag", "Leather handbag", "皮革手提包", "", "leather", "handbag"),
    ("chair_table", "Chair table", "椅子桌子", "", "", "table"),
    ("xyz", "Xyz", "Xyz", "", "", ""),
    ("太阳镜", "太阳镜", "太阳镜", "", "", "sunglasses"),
]


@pytest.mark.parametrize(("text", "en", "zh", "color", "material", "category"), CASES)
def test_file_names(text, en, zh, color, material, category):  # noqa: PLR0917 -- one row
    found = naming.read(text)
    assert found.color == color
    assert found.material == material
    assert found.category == category
    assert found.name["en"] == en
    assert found.name["zh-CN"] in {zh, zh.replace("棉质", "棉")}


@given(st.text(max_size=30) | st.text("a -b", min_size=50, max_size=70))
def test_any_text_gives_a_name_and_an_id(text):
    found = naming.read(text)
    assert set(found.name) == {"en", "zh-CN"}
    slug = naming.slug(text)
    assert 0 < len(slug) <= naming.LONGEST
    assert naming.slug(slug) == slug
    assert not set("/\\. \t\n") & set(slug)


def test_every_kind_hangs_somewhere():
    assert {kind.section for kind in naming.KINDS.values()} <= {
        "clothes", "shoes", "bags", "glasses", "furniture",
    }  # fmt: skip
    assert all(kind.zh for kind in naming.KINDS.values())
