"""Colours of the demo catalogue: swatch, names, and the canonical token that shoppers search by."""

from __future__ import annotations

from typing import NamedTuple


class Color(NamedTuple):
    """A colourway's colour: sRGB swatch, Chinese and English name, canonical token."""

    hex: str
    zh: str
    en: str
    token: str


COLORS: dict[str, Color] = {
    "white": Color("#f2f0ea", "白色", "white", "white"),
    "ivory": Color("#e9dfcb", "象牙白", "ivory", "ivory"),
    "beige": Color("#cdb899", "米色", "beige", "beige"),
    "camel": Color("#b08452", "驼色", "camel", "tan"),
    "tan": Color("#a9713f", "焦糖色", "tan", "tan"),
    "khaki": Color("#a79a6f", "卡其色", "khaki", "khaki"),
    "brown": Color("#5f3f2a", "棕色", "brown", "brown"),
    "black": Color("#1d1d20", "黑色", "black", "black"),
    "charcoal": Color("#3e4146", "炭灰色", "charcoal", "charcoal"),
    "grey": Color("#8b8d90", "灰色", "grey", "grey"),
    "silver": Color("#c4c6c9", "银色", "silver", "silver"),
    "navy": Color("#1f2c4d", "藏青色", "navy", "navy"),
    "blue": Color("#2f5fa8", "蓝色", "blue", "blue"),
    "light-blue": Color("#9cbbdb", "浅蓝色", "light blue", "light-blue"),
    "indigo": Color("#2b3d63", "靛蓝色", "indigo", "blue"),
    "teal": Color("#1f6b6d", "蓝绿色", "teal", "teal"),
    "green": Color("#2f7048", "绿色", "green", "green"),
    "forest": Color("#23402f", "墨绿色", "forest green", "green"),
    "olive": Color("#5f6238", "橄榄绿", "olive", "olive"),
    "sage": Color("#98a68a", "鼠尾草绿", "sage green", "green"),
    "yellow": Color("#e0b23c", "黄色", "yellow", "yellow"),
    "mustard": Color("#b8862b", "姜黄色", "mustard", "yellow"),
    "orange": Color("#cf6a2c", "橙色", "orange", "orange"),
    "terracotta": Color("#a9573a", "陶土色", "terracotta", "orange"),
    "red": Color("#b3262e", "红色", "red", "red"),
    "burgundy": Color("#5e1b2b", "酒红色", "burgundy", "burgundy"),
    "pink": Color("#dba3ab", "粉色", "pink", "pink"),
    "coral": Color("#dd7a66", "珊瑚色", "coral", "coral"),
    "purple": Color("#6a4a86", "紫色", "purple", "purple"),
    "lavender": Color("#b3a5cf", "薰衣草紫", "lavender", "lavender"),
    "gold": Color("#c9a24d", "金色", "gold", "gold"),
    "oak": Color("#d0a873", "橡木色", "oak", "tan"),
    "walnut": Color("#7b5236", "胡桃木色", "walnut", "brown"),
    "ash": Color("#4a4440", "烟熏木色", "smoked ash", "charcoal"),
    "tortoiseshell": Color("#6a3d1c", "玳瑁色", "tortoiseshell", "brown"),
    "leaf": Color("#3c6b3f", "叶绿色", "leaf green", "green"),
}


def swatch(color: str) -> str:
    """The sRGB `#rrggbb` of a colour."""
    return COLORS[color].hex


def darker(color: str, share: float = 0.7) -> str:
    """The sRGB `#rrggbb` with its channels scaled."""
    channels = [min(255, round(int(color[i : i + 2], 16) * share)) for i in (1, 3, 5)]
    return "#" + "".join(f"{channel:02x}" for channel in channels)
