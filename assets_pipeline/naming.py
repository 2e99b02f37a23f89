"""What a file name says: `red-cotton_shirt.glb` is a red cotton shirt, `红色衬衫.glb` too."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from assets_pipeline import kinds
from assets_pipeline.catalogue import Texts

LONGEST: Final = 56
"""Characters of an id: what the protocol takes (64), less what tells two of one name apart."""


class Kind(NamedTuple):
    """A category: its Chinese words, the section it hangs in, and where it is worn."""

    zh: tuple[str, ...]
    section: str
    wear: str = ""


COLORS: dict[str, tuple[str, ...]] = {
    "black": ("黑色", "黑"),
    "white": ("白色", "白"),
    "grey": ("灰色", "灰"),
    "red": ("红色", "红"),
    "pink": ("粉色", "粉红"),
    "orange": ("橙色", "橘色"),
    "yellow": ("黄色", "黄"),
    "green": ("绿色", "绿"),
    "blue": ("蓝色", "蓝"),
    "navy": ("藏青色", "藏青", "海军蓝"),
    "purple": ("紫色", "紫"),
    "brown": ("棕色", "褐色", "咖啡色"),
    "beige": ("米色",),
    "gold": ("金色",),
    "silver": ("银色",),
}
MATERIALS: dict[str, tuple[str, ...]] = {
    "cotton": ("棉质", "纯棉", "棉"),
    "linen": ("亚麻",),
    "wool": ("羊毛",),
    "silk": ("真丝", "丝绸"),
    "denim": ("牛仔布",),
    "leather": ("皮革", "真皮", "皮"),
    "velvet": ("天鹅绒", "丝绒"),
    "canvas": ("帆布",),
    "wood": ("木质", "实木", "木"),
    "oak": ("橡木",),
    "metal": ("金属",),
    "glass": ("玻璃",),
}
KINDS: dict[str, Kind] = {
    "t-shirt": Kind(("T恤", "t恤"), "clothes", "torso"),
    "shirt": Kind(("衬衫", "衬衣"), "clothes", "torso"),
    "sweater": Kind(("毛衣",), "clothes", "torso"),
    "hoodie": Kind(("卫衣", "连帽衫"), "clothes", "torso"),
    "jacket": Kind(("夹克", "外套"), "clothes", "torso"),
    "coat": Kind(("大衣",), "clothes", "torso"),
    "dress": Kind(("连衣裙",), "clothes", "full"),
    "skirt": Kind(("半身裙", "裙子"), "clothes", "legs"),
    "trousers": Kind(("长裤", "裤子"), "clothes", "legs"),
    "jeans": Kind(("牛仔裤",), "clothes", "legs"),
    "shorts": Kind(("短裤",), "clothes", "legs"),
    "sneakers": Kind(("运动鞋", "球鞋"), "shoes", "feet"),
    "boots": Kind(("靴子", "靴"), "shoes", "feet"),
    "shoes": Kind(("鞋子", "鞋"), "shoes", "feet"),
    "hat": Kind(("帽子", "帽"), "clothes", "head"),
    "helmet": Kind(("头盔",), "clothes", "head"),
    "sunglasses": Kind(("太阳镜", "墨镜"), "glasses", "face"),
    "glasses": Kind(("眼镜",), "glasses", "face"),
    "backpack": Kind(("双肩包", "背包"), "bags"),
    "handbag": Kind(("手提包",), "bags"),
    "bag": Kind(("包",), "bags"),
    "armchair": Kind(("扶手椅",), "furniture"),
    "chair": Kind(("椅子", "椅"), "furniture"),
    "sofa": Kind(("沙发",), "furniture"),
    "table": Kind(("桌子", "桌"), "furniture"),
    "desk": Kind(("书桌",), "furniture"),
    "lamp": Kind(("台灯", "灯"), "furniture"),
    "shelf": Kind(("书架", "架子"), "furniture"),
    "bed": Kind(("床",), "furniture"),
}
_SAME = {
    "gray": "grey",
    "tshirt": "t-shirt",
    "tee": "t-shirt",
    "pullover": "sweater",
    "jumper": "sweater",
    "pants": "trousers",
    "sneaker": "sneakers",
    "trainers": "sneakers",
    "boot": "boots",
    "shoe": "shoes",
    "cap": "hat",
    "rucksack": "backpack",
    "couch": "sofa",
    "wooden": "wood",
}
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_CATEGORIES = {name: kind.zh for name, kind in KINDS.items()}
_LEXICON = {**COLORS, **MATERIALS, **_CATEGORIES}
_NO_LETTERS = re.compile(r"[\W_]+")
_BETWEEN = re.compile(r"[\s_.\-]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Words(NamedTuple):
    """What a text says of a product; empty where it says nothing."""

    name: Texts
    color: str = ""
    material: str = ""
    category: str = ""


def words(text: str) -> list[str]:
    """Words of a file name: `FlightHelmet_02` -> flight helmet 02."""
    spaced = _HUMP.sub(" ", text).replace("t-shirt", "tshirt").replace("T-Shirt", "tshirt")
    return [word for word in _BETWEEN.split(spaced) if word]


def read(text: str) -> Words:
    """Name in both languages, colour, material and category of a product called `text`."""
    found = [_SAME.get(word.lower(), word.lower()) for word in words(text)]
    color = _first(found, text, COLORS)
    material = _first(found, text, MATERIALS)
    category = _first(found[::-1], text, _CATEGORIES)
    shown = " ".join(words(text)) or text
    return Words(_names(shown, found), color, material, category)


def _first(found: list[str], text: str, lexicon: dict[str, tuple[str, ...]]) -> str:
    """The first known English word, else the token whose longest Chinese word is in the text."""
    english = next((word for word in found if word in lexicon), "")
    if english or not _CHINESE.search(text):
        return english
    matches = [(len(zh), token) for token, all_zh in lexicon.items() for zh in all_zh if zh in text]
    return max(matches, default=(0, ""))[1]


def _names(shown: str, found: list[str]) -> Texts:
    if _CHINESE.search(shown):
        return {"en": shown, "zh-CN": shown}
    name = shown[:1].upper() + shown[1:].lower()
    known = found and all(word in _LEXICON for word in found)
    return {"en": name, "zh-CN": "".join(_LEXICON[word][0] for word in found) if known else name}


def slug(text: str) -> str:
    """An id: lower case, letters and digits of any script, `-` between; `LONGEST` at most."""
    return _NO_LETTERS.sub("-", text.lower()).strip("-")[:LONGEST].strip("-") or "product"


def product_id(source: str) -> str:
    """The id that a file's name inside the input folder gives its product."""
    return slug(kinds.split(source)[0])
