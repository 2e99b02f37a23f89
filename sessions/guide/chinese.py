"""Writes of a product in Chinese: its measure word, and where each attribute stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sessions.guide.told import Told

_MEASURES: Final = {
    "件": "jacket blazer coat trench-coat down-jacket vest shirt blouse t-shirt polo tank-top sweater "
    "cardigan hoodie bomber",
    "条": "trousers jeans shorts leggings skirt dress scarf belt bench",
    "双": "sneakers running-shoes boots sandals heels loafers slippers dress-shoes flats socks",
    "副": "glasses sunglasses gloves",
    "套": "suit",
    "顶": "hat beanie cap helmet",
    "只": "backpack handbag tote shoulder-bag briefcase suitcase wallet clutch duffel watch vase",
    "把": "chair armchair",
    "张": "table coffee-table side-table desk bed sofa rug",
    "盏": "lamp",
    "面": "mirror",
    "盆": "plant",
}
_MEASURE: Final = {kind: word for word, kinds in _MEASURES.items() for kind in kinds.split()}
_SLEEVES: Final = {"long": "长袖", "short": "短袖", "none": "无袖"}
_FEATURES: Final = {"stretch": "有弹力"}
_OCCASIONS: Final = {"beach": "去海边", "party": "参加派对", "wedding": "参加婚礼"}
_WORN: Final = {"torso": "穿", "legs": "穿", "full": "穿", "feet": "穿", "head": "戴", "face": "戴"}
_YEAR: Final = {"spring", "summer", "autumn", "winter"}


def chinese(told: Told) -> Iterator[str]:
    """The sentences, what it is first."""
    yield _opening(told)
    middle = [_features(told), _suits(told)]
    yield from filter(None, middle if told.pick((True, False), 2) else middle[::-1])
    yield from filter(None, (_choice(told), _size(told), *_rest(told)))


def _opening(told: Told) -> str:
    thing, made = _thing(told), told.speech.listed(told.words("material"))
    brand = (told.values.get("brand") or [""])[0]
    styles = "、".join(told.speech.word(each) for each in told.canonical("style", 2))
    this = f"这{_MEASURE.get(told.kind, '款')}{thing}"
    ways = [
        [
            f"{brand}的{thing}" if brand else this,
            f"{styles}风格" * bool(styles),
            f"{made}材质" * bool(made),
        ],
        [
            this + f"来自{brand}" * bool(brand),
            f"{made}材质" * bool(made),
            f"风格{styles}" * bool(styles),
        ],
        [
            f"{made}材质的{thing}" if made else this,
            f"{styles}风格" * bool(styles),
            f"品牌是{brand}" * bool(brand),
        ],
    ]
    clauses = [each for each in told.pick(ways, 0) if each]
    return (
        "，".join(clauses) + "。"
        if len(clauses) > 1 or clauses[0] != this
        else f"{thing}一{this[1]}。"
    )


def _thing(told: Told) -> str:
    """The noun with all that stands before it."""
    whom = [each for each in told.canonical("gender", 3) if each != "unisex"]
    patterns = [p for p in told.canonical("pattern", 1) if p not in {"solid", "plain"}]
    words = [told.speech.word(each) for each in (*whom, *told.canonical("shape", 1), *patterns)]
    words += [_SLEEVES[each] for each in told.canonical("sleeve", 1) if each in _SLEEVES]
    return "".join([*words, told.speech.word(told.kind) if told.kind else "商品"])


def _features(told: Told) -> str:
    words = [_FEATURES.get(each, told.speech.word(each)) for each in told.canonical("feature")]
    return (
        told.pick(("特点是{}。", "它的特点：{}。"), 1).format(told.speech.listed(words))
        if words
        else ""
    )


def _suits(told: Told) -> str:
    """When and what for."""
    occasions = [
        _OCCASIONS.get(each, told.speech.word(each)) for each in told.canonical("occasion")
    ]
    seasons = told.canonical("season")
    words = [told.speech.word(each) for each in seasons]
    when = "四季" if set(seasons) >= _YEAR else told.speech.listed(words)
    what = "、".join(occasions)
    use = _WORN.get(told.wear, "用")
    if not what:
        return f"适合{when}{use}。" if when else ""
    if not when:
        return f"适合{what}时{use}。"
    return told.pick((f"适合{when}{what}时{use}。", f"{what}时都可以{use}，适合{when}。"), 3)


def _choice(told: Told) -> str:
    """Colours and sizes."""
    colors = told.speech.listed(told.colors)
    clauses = []
    if colors:
        many = len(told.colors) > 1
        clauses.append(
            told.pick((f"有{colors}可选", f"颜色有{colors}"), 4) if many else f"颜色是{colors}"
        )
    if len(told.sizes) > 8:
        clauses.append(f"尺码从{told.sizes[0]}到{told.sizes[-1]}共{len(told.sizes)}种")
    elif len(told.sizes) > 1:
        clauses.append(f"尺码有{told.speech.listed(told.sizes)}")
    return "，".join(clauses) + "。" if clauses else ""


def _size(told: Told) -> str:
    return f"尺寸{told.measures}（宽×高×深）。" if told.measures else ""


def _rest(told: Told) -> Iterator[str]:
    """What the shop's vocabulary has no words for, by name."""
    if told.canonical("gender") == ["unisex"]:
        yield "男女通用。"
    if told.values.get("new") == ["true"]:
        yield "新品。"
    for name in ("style", "shape", "pattern", "sleeve", "gender", "feature", "occasion", "season"):
        if own := told.own(name):
            yield f"{told.speech.attribute(name)}：{told.speech.listed(own)}。"
    for name, value in told.others:
        yield f"{name}：{value}。"
