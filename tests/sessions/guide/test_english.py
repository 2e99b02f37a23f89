import pytest

from sessions.guide.english import english
from sessions.guide.speech import SPEECHES
from sessions.guide.told import Told

VALUES = {
    "material": ["denim", "cotton"],
    "style": ["elegant"],
    "brand": ["Redline"],
    "season": ["spring", "summer", "autumn", "winter"],
    "occasion": ["work"],
}
WAYS = [
    (0, "jeans", "These are elegant jeans by Redline, made of denim and cotton."),
    (0, "jacket", "This is an elegant jacket by Redline, made of denim and cotton."),
    (1, "jacket", "An elegant jacket by Redline, made of denim and cotton."),
    (2, "jacket", "Made of denim and cotton, an elegant jacket by Redline."),
    (17, "jacket", "Made of denim and cotton: an elegant jacket by Redline."),
    (0, "", "This is an elegant piece by Redline, made of denim and cotton."),
]


def written(draw, kind, **changed):
    told = Told(kind, "", VALUES | changed, ["red"], [], "", [], SPEECHES["en"], draw)
    return list(english(told))


@pytest.mark.parametrize(("draw", "kind", "opening"), WAYS)
def test_openings(draw, kind, opening):
    assert written(draw, kind)[0] == opening


def test_all_seasons_are_the_year():
    assert "It are for work all year round." not in written(0, "jacket")
    assert "It is for work all year round." in written(0, "jacket") + written(0x1000, "jacket")
    assert "They are meant to be used all year round." in written(0, "jeans", occasion=[])


def test_a_sound_decides_the_article():
    assert written(1, "jacket", style=[], gender=["unisex"])[0].startswith("A unisex jacket")
    assert written(1, "jacket", style=["outdoor"])[0].startswith("An outdoor jacket")
