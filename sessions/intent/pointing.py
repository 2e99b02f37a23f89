"""How a clause refers: with "this", with a place, a number, or a word like "other"."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from sessions.intent.numerals import CHINESE, to_number

Deixis = Literal["this", "that", "it", "held", ""]

_DEIXIS: tuple[tuple[Deixis, re.Pattern[str]], ...] = (
    (
        "held",
        re.compile(
            r"\b(?:i'?m holding|in my (?:left |right )?hands?|i hold|i have in my hand)\b|我?手[里上]的?|我拿着的"
        ),
    ),
    ("this", re.compile(r"\b(?:this|these)\b|这(?!样|里|么|边|儿|方面)|[^a-z]?此款")),
    ("that", re.compile(r"\b(?:that|those)\b(?! (?:is|was)\b)|那(?!么|里|样|边|儿)")),
    ("it", re.compile(r"\b(?:it|its|it's|them|they|one|ones)\b|[它其]|刚才[的那]")),
)
_SIDES = (
    ("left", r"\b(?:left(?:most| one| side|-hand)?)\b|左(?:边|侧|手|面)?(?!转)"),
    (
        "right",
        r"\b(?:on|to|at) (?:the|my) right\b|\bright(?:most| one| side|-hand)\b|\bthe right (?=\w)|右(?:边|侧|手|面)?(?!转)",
    ),
    ("middle", r"\b(?:middle|centre|center)\b|中间|正中"),
    ("near", r"\b(?:nearest|closest|in front|nearer|closer one)\b|最近|近处|前面|最前|面前"),
    ("far", r"\b(?:farthest|furthest|behind|at the back|far one)\b|最远|远处|后面|最后面|最里面"),
    ("top", r"\b(?:top|upper|highest)\b|上面的?那|最上面|上边"),
    ("bottom", r"\b(?:bottom|lower|lowest)\b|下面的?那|最下面|下边"),
)
_SIDE = tuple((side, re.compile(pattern)) for side, pattern in _SIDES)
_WORDS = {
    word: i for i, word in enumerate(("first", "second", "third", "fourth", "fifth", "sixth"), 1)
}
_ORDINAL = re.compile(
    rf"\b(?:{'|'.join(_WORDS)})\b|(?:\bnumber |\bno\.? ?|#)(?P<n>\d+|one|two|three|four|five|six)\b|"
    rf"第 ?(?P<zh>\d+|{CHINESE})[个件双条款只把张顶副套盏]?|^(?P<hao>\d|[一二三四五六])号"
)
_LAST = re.compile(r"\bthe last\b|\blast one\b|最后一?[个件双条款只把张]|末尾")
_FROM_RIGHT = re.compile(r"from the right|右(?:边)?(?:数|起)")
_FROM_LEFT = re.compile(r"from the left|左(?:边)?(?:数|起)")
_TWO = re.compile(
    r"\b(?:these two|those two|the two|both|two of them)\b|[这那]两|两[个件双条款只把张]|[这那]?俩"
)
_ALL = re.compile(
    r"\b(?:all of|them all|all these|all those|everything|every one|all)\b|全部|所有|全都|都要|都给我|统统"
)
_OTHER = re.compile(r"\b(?:the other|another|other one)\b|另外?一?[个件双条款只]|别的那")
_MANY = re.compile(r"\b(?:these|those|them|they)\b|[这那]些|它们")


class Pointing(NamedTuple):
    """How a clause refers. `ordinal` counts from 1, -1 is the last, 0 none."""

    deixis: Deixis
    side: str
    ordinal: int
    from_right: bool
    number: Literal["one", "two", "all", "some"]
    other: bool


def read_pointing(text: str, *, sides: bool = True) -> Pointing:
    """Read a normalised clause.

    Args:
        text: the clause.
        sides: whether left and right may name a place (not where they say which way to turn).
    """
    counted = _FROM_LEFT.search(text) or _FROM_RIGHT.search(text)
    side = next((name for name, pattern in _SIDE if pattern.search(text)), "") if sides else ""
    return Pointing(
        deixis=next((name for name, pattern in _DEIXIS if pattern.search(text)), ""),
        side="" if counted else side,
        ordinal=_ordinal(text),
        from_right=_FROM_RIGHT.search(text) is not None,
        number=_number(text),
        other=_OTHER.search(text) is not None,
    )


def _number(text: str) -> Literal["one", "two", "all", "some"]:
    if _TWO.search(text):
        return "two"
    if _ALL.search(text):
        return "all"
    return "some" if _MANY.search(text) else "one"


def _ordinal(text: str) -> int:
    if _LAST.search(text):
        return -1
    match = _ORDINAL.search(text)
    if not match:
        return 0
    said = match["n"] or match["zh"] or match["hao"]
    if not said:
        return _WORDS[match.group()]
    return int(min(to_number(said) or 0, 64))
