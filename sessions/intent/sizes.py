"""Sizes as people say them: M, 大号, size 42, one size up, 小一码."""

from __future__ import annotations

import re
from collections.abc import Collection

from sessions.intent.numerals import NUMBER, to_number

TENS = "(?:twenty|thirty|forty|fifty)"
ONES = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|sixteen|eighteen)"
)
_STEP = re.compile(
    r"(?P<n>one|a|two|half a|next)? ?(?:sizes?) (?P<up>up|bigger|larger)|"
    r"(?P<n2>one|a|two|half a|next)? ?(?:sizes?) (?P<down>down|smaller|tighter)|"
    r"(?P<up2>bigger|larger|next) size|(?P<down2>smaller) size|(?P<up3>go up)|(?P<down3>go down)|"
    r"(?P<up4>大)(?P<n4>[一两二半])?(?:个)?(?:点的?)?[码号](?!的?(?:连衣裙|裙|衬衫|裤))|"
    r"(?P<down4>小)(?P<n5>[一两二半])?(?:个)?(?:点的?)?[码号]|(?P<up5>码数?再?大)|(?P<down5>码数?再?小)|"
    r"(?P<up6>下一个码|too (?:tight|small)|太紧|太小|有点紧|挤)|(?P<down6>too (?:loose|big|large)|太松|太大)"
)
_WORDS = (
    ("XXL", r"xxl|2xl|double (?:xl|extra large)|extra extra large|加加大"),
    ("XL", r"xl|extra[ -]large|x-large|加大码?|特大[码号]?"),
    ("XS", r"xs|extra[ -]small|x-small|加小码?|特小[码号]?"),
    ("L", r"large|大[码号]"),
    ("M", r"medium|中[码号]"),
    ("S", r"small|小[码号]"),
)
_EXPLICIT = re.compile(
    rf"\bsizes? (?:is |to |a |an )?(?P<size>x{{0,3}}[sml]|[2-5]xl|{NUMBER})\b|"
    rf"(?P<size2>(?<![a-z大小])x{{0,3}}[sml]|[2-5]xl|\d+(?:\.5)?|(?<![大小]){NUMBER})(?= ?[码号](?!楼|线))|"
    rf"(?:(?:^|\b(?:in|an?|the|to|my|wear|pick|come in|got|use))\s+|(?<=[\u3400-\u9fff]))"
    rf"(?P<size3>x{{0,3}}[sml]|[2-5]xl)(?![a-z'])"
)
_BARE = re.compile(
    r"(?:\b(?:in|an?|the|wear|got|left|to)\s+|换成?|穿|有|要|给|^)(?:(?P<size>\d{1,2}(?:\.5)?)(?:的|\b)|"
    rf"(?P<said>(?:{TENS}[- ])?{ONES}|{TENS})\b(?! (?:hundred|thousand|of|ones?)))"
    r"(?!(?: ?(?:元|块|度|%|dollars?|degrees?|percent|stars?)|[.,]?\d))"
)
_LETTERS = re.compile(r"(?:\d|x*)[sml]|x+l")


def sizes(text: str, sold: Collection[str], *, loose: bool) -> list[str]:
    """Sizes named in a normalised text, in the catalogue's spelling; steps as `+1`, `-2`.

    Args:
        text: the clause.
        sold: sizes of the catalogue.
        loose: also take words (small, 大号) and bare numbers, where the act is about a size.
    """
    found = [
        match[name]
        for match in _EXPLICIT.finditer(text)
        for name in match.groupdict()
        if match[name]
    ]
    out = [spelled(_plain(size), sold) for size in found]
    if not out and loose:
        step = _step(text)
        if step:
            return [step]
        out = [
            spelled(size, sold)
            for size, form in _WORDS
            if re.search(rf"(?<![a-z])(?:{form})(?![a-z])", text)
        ][:1]
        out = out or [spelled(_bare(match), sold) for match in _BARE.finditer(text)]
    return list(dict.fromkeys(out))


def spelled(size: str, sold: Collection[str]) -> str:
    """`size` as the catalogue writes it, if it sells it under another case or name."""
    known = {text.lower(): text for text in sold}
    words = {"s": "small", "m": "medium", "l": "large", "xl": "extra large", "xs": "extra small"}
    low = size.lower()
    return known.get(low) or known.get(words.get(low, low)) or size


def _bare(match: re.Match[str]) -> str:
    return match["size"] or f"{to_number(match['said']):g}"


def _plain(size: str) -> str:
    if _LETTERS.fullmatch(size):
        return size.upper().replace("2XL", "XXL").replace("3XL", "XXXL")
    number = to_number(size)
    return f"{number:g}" if number is not None else size.upper()


def _step(text: str) -> str:
    match = _STEP.search(text)
    if not match:
        return ""
    said = {name: value for name, value in match.groupdict().items() if value}
    many = (
        2
        if {said.get("n"), said.get("n2"), said.get("n4"), said.get("n5")} & {"two", "两", "二"}
        else 1
    )
    up = any(name.startswith("up") for name in said)
    plain_word = {"大", "小"} & set(said.values()) and not any(
        name.startswith("n") for name in said
    )
    if plain_word and "点" not in match.group() and "再" not in text and "更" not in text:
        return ""
    return f"{'+' if up else '-'}{many}"
