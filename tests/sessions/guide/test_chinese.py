import pytest

from sessions.guide.chinese import chinese
from sessions.guide.speech import SPEECHES
from sessions.guide.told import Told

VALUES = {"material": ["denim"], "style": ["elegant"], "brand": ["Redline"], "gender": ["women"]}
WAYS = [
    (0, "jeans", "Redline的女士牛仔裤，优雅风格，牛仔布材质。"),
    (1, "jeans", "这条女士牛仔裤来自Redline，牛仔布材质，风格优雅。"),
    (2, "jeans", "牛仔布材质的女士牛仔裤，优雅风格，品牌是Redline。"),
    (1, "lamp", "这盏女士灯来自Redline，牛仔布材质，风格优雅。"),
]


def written(draw, kind, values=None, **fields):
    told = Told(
        kind, "", VALUES if values is None else values, [], [], "", [], SPEECHES["zh-CN"], draw
    )
    return list(chinese(told._replace(**fields)))


@pytest.mark.parametrize(("draw", "kind", "opening"), WAYS)
def test_openings(draw, kind, opening):
    assert written(draw, kind)[0] == opening


def test_little_is_known():
    assert written(0, "hat", {}, sizes=["S", "M"]) == ["帽子一顶。", "尺码有S和M。"]


@pytest.mark.parametrize(("wear", "verb"), [("torso", "穿"), ("face", "戴"), ("", "用")])
def test_the_verb_is_that_of_the_thing(wear, verb):
    said = "".join(written(0, "hat", {"season": ["winter"]}, wear=wear))
    assert f"适合冬季{verb}。" in said


def test_many_sizes_are_counted():
    assert "尺码从35到44共10种。" in written(0, "boots", {}, sizes=[str(s) for s in range(35, 45)])
