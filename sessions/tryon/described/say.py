"""A garment in one phrase, and what an edit changed in one sentence, in English and Chinese."""

from __future__ import annotations

from typing import Final

from assets_pipeline.garments.spec import LEGS, WARDROBE, Spec
from sessions.tryon.described.colors import name as color_name

_KINDS: Final = {
    "t_shirt": ("T-shirt", "T恤"),
    "tank_top": ("tank top", "背心"),
    "shirt": ("shirt", "衬衫"),
    "polo": ("polo shirt", "polo衫"),
    "sweater": ("sweater", "毛衣"),
    "hoodie": ("hoodie", "卫衣"),
    "jacket": ("jacket", "夹克"),
    "coat": ("coat", "大衣"),
    "vest": ("waistcoat", "马甲"),
    "dress": ("dress", "连衣裙"),
    "skirt": ("skirt", "半身裙"),
    "trousers": ("trousers", "长裤"),
    "jeans": ("jeans", "牛仔裤"),
    "shorts": ("shorts", "短裤"),
    "leggings": ("leggings", "打底裤"),
}
_HEMS: Final = (
    (0.03, "floor-length", "拖地"),
    (0.11, "ankle-length", "及踝"),
    (0.23, "midi", "中长"),
    (0.26, "below-the-knee", "过膝"),
    (0.30, "knee-length", "及膝"),
    (0.345, "above-the-knee", "膝上"),
    (0.395, "mid-thigh", "大腿中部"),
    (0.45, "short", "短款"),
    (0.55, "hip-length", "及臀"),
    (1.0, "cropped", "露腰短款"),
)
_SLEEVES: Final = (
    (0.02, "no sleeves", "无袖"),
    (0.17, "cap sleeves", "盖袖"),
    (0.40, "short sleeves", "短袖"),
    (0.60, "elbow-length sleeves", "五分袖"),
    (0.88, "three-quarter sleeves", "七分袖"),
    (1.0, "long sleeves", "长袖"),
)
_EASES: Final = (
    (0.015, "skin-tight", "紧身"),
    (0.065, "fitted", "修身"),
    (0.145, "", ""),
    (0.255, "loose", "宽松"),
    (1.0, "oversized", "超宽松"),
)
_NECKS: Final = {
    "crew": ("a crew neck", "圆领"),
    "v": ("a V-neck", "V领"),
    "scoop": ("a scoop neck", "U领"),
    "boat": ("a boat neck", "一字领"),
    "turtle": ("a high neck", "高领"),
    "collar": ("a collar", "翻领"),
    "hood": ("a hood", "连帽"),
    "strapless": ("no straps", "抹胸"),
}
_OPENINGS: Final = {
    "closed": ("no opening", "套头"),
    "buttons": ("buttons", "纽扣"),
    "zip": ("a zip", "拉链"),
    "open": ("an open front", "敞开"),
}
_PATTERNS: Final = {
    "plain": ("plain", "纯色"),
    "stripes": ("stripes", "条纹"),
    "plaid": ("checks", "格子"),
    "dots": ("dots", "波点"),
    "denim": ("denim weave", "牛仔纹"),
    "knit": ("knit texture", "针织纹"),
}
_FABRICS: Final = {
    "cotton": "棉",
    "jersey": "汗布",
    "denim": "牛仔布",
    "knit": "针织",
    "wool": "羊毛",
    "silk": "真丝",
    "linen": "亚麻",
    "leather": "皮革",
    "fleece": "抓绒",
}
_MOVES: Final = {
    "hem": (("shorter", "更短"), ("longer", "更长")),
    "waist": (("higher in the waist", "腰线更高"), ("lower in the waist", "腰线更低")),
    "flare": (("more flared", "下摆更宽"), ("less flared", "下摆更窄")),
    "ease": (("looser", "更宽松"), ("closer-fitting", "更修身")),
    "thickness": (("thicker", "更厚"), ("thinner", "更薄")),
    "stretch": (("stretchier", "更有弹性"), ("less stretchy", "弹性更小")),
    "bend": (("stiffer", "更挺"), ("softer", "更软")),
    "pattern_m": (("larger in pattern", "花纹更大"), ("finer in pattern", "花纹更细")),
}
"""What a field is called that has grown, and that has shrunk."""
_PRINTED: Final = ("stripes", "plaid", "dots")
_CLOTH: Final = ("thickness", "stretch", "bend")


def say(spec: Spec, lang: str) -> str:
    """A caption: `a knee-length navy dress with white dots and short sleeves, in silk`.

    Args:
        spec: the garment.
        lang: Chinese for tags that begin with `zh`, else English.
    """
    chinese = lang.startswith("zh")
    place = 2 if chinese else 1
    ground = color_name(spec.color, lang)
    kind = _KINDS[spec.kind][chinese]
    hem = str(_band(_HEMS, spec.hem)[place]) if _hem_matters(spec) else ""
    words = [str(_band(_EASES, spec.ease)[place]), hem, ground]
    extras = _extras(spec, lang)
    if chinese:
        printed = _printed(spec, lang)
        return "，".join(["".join([*words[:2], ground, printed, kind]), *extras])
    phrase = " ".join(word for word in [*words, kind] if word)
    article = "a pair of " if spec.kind in LEGS else "an " if phrase[0] in "aeiou" else "a "
    told = [*([_printed(spec, lang)] if spec.pattern in _PRINTED else []), *extras]
    return article + phrase + (f" with {_listed(told)}" if told else "") + f", in {spec.fabric}"


def name_changes(before: Spec, after: Spec, lang: str) -> str:
    """What changed, in one short sentence; `""` where nothing did."""
    chinese = lang.startswith("zh")
    changed = {
        name for name in Spec.__struct_fields__ if getattr(before, name) != getattr(after, name)
    }
    if not changed:
        return ""
    if "kind" in changed:
        return f"现在是{say(after, lang)}。" if chinese else f"Now {say(after, lang)}."
    if "fabric" in changed:
        changed -= set(_CLOTH)
    if "pattern" in changed:
        changed.discard("pattern_m")
    told = [
        word
        for name in Spec.__struct_fields__
        if name in changed and (word := _change(before, after, name, lang))
    ]
    if not told:
        told = ["略有调整" if chinese else "slightly changed"]
    return f"现在{'、'.join(told)}。" if chinese else f"Now {_listed(told)}."


def _change(  # noqa: PLR0911 - one return for each kind of change
    before: Spec, after: Spec, name: str, lang: str
) -> str:
    chinese = lang.startswith("zh")
    if name in _MOVES:
        word = _MOVES[name][getattr(after, name) < getattr(before, name)][chinese]
        if name == "hem":
            place = str(_band(_HEMS, after.hem)[2 if chinese else 1])
            return f"{word}（{place}）" if chinese else f"{word} ({place})"
        return word
    said = {
        "sleeve": str(_band(_SLEEVES, after.sleeve)[2 if chinese else 1]),
        "neckline": _NECKS.get(after.neckline, ("", ""))[chinese],
        "opening": _OPENINGS[after.opening][chinese],
    }.get(name)
    if said is not None:
        return said if chinese or not said else f"with {said}"
    if name == "pattern":
        word = _PATTERNS[after.pattern][chinese]
        return word if chinese or after.pattern == "plain" else f"with {word}"
    if name == "fabric":
        return f"{_FABRICS[after.fabric]}面料" if chinese else f"in {after.fabric}"
    if name == "second":
        if after.pattern not in _PRINTED:
            return ""
        second = color_name(after.second, lang)
        word = _PATTERNS[after.pattern][chinese]
        return f"{word}为{second}" if chinese else f"with the {word} in {second}"
    return color_name(after.color, lang)


def _printed(spec: Spec, lang: str) -> str:
    if spec.pattern not in _PRINTED:
        return ""
    second = color_name(spec.second, lang)
    if lang.startswith("zh"):
        return f"底{second}{_PATTERNS[spec.pattern][1]}"
    return f"{second} {_PATTERNS[spec.pattern][0]}"


def _extras(spec: Spec, lang: str) -> list[str]:
    """Sleeves always; neck, opening and cloth where the kind's are others."""
    chinese = lang.startswith("zh")
    usual = WARDROBE[spec.kind]
    told: list[str] = []
    if spec.kind not in (*LEGS, "skirt"):
        told.append(str(_band(_SLEEVES, spec.sleeve)[2 if chinese else 1]))
        if spec.neckline != usual.neckline and spec.neckline in _NECKS:
            told.append(_NECKS[spec.neckline][chinese])
        if spec.opening != usual.opening:
            told.append(_OPENINGS[spec.opening][chinese])
    if chinese:
        told.append(f"{_FABRICS[spec.fabric]}面料")
    return told


def _hem_matters(spec: Spec) -> bool:
    return spec.kind in ("dress", "skirt") or abs(spec.hem - WARDROBE[spec.kind].hem) > 0.04


def _band(bands: tuple[tuple[float, str, str], ...], value: float) -> tuple[float, str, str]:
    return next((band for band in bands if value <= band[0]), bands[-1])


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
