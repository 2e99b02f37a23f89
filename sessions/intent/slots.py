"""What a clause names: values of the shop with their polarity, and which of them describe."""

from __future__ import annotations

import re
from typing import NamedTuple

from sessions.intent.acts import DESCRIBES
from sessions.intent.gazetteer import Span
from sessions.intent.text import Unit

_NOT = re.compile(
    r"(?:\b(?:not|no|without|except(?: for)?|but not|anything but|anything other than|other than|"
    r"never|nothing(?: in)?|don't (?:want|like|need)|avoid|hate|isn't|minus|non|leave out|drop)"
    r"(?: (?:the|a|an|any|too|so|in|made|of|real|that|those|these|with))*[ -]?|"
    r"(?:不要|别要|别|除了|除掉|不想要|不是|无|非|不带|不含|(?<!有)没有?|讨厌|不喜欢|去掉|排除|不)"
    r"(?:太|那么|这么|带|含|有|的|给我|看|任何|是)*)$"
)
_NOT_AFTER = re.compile(
    r"(?:色|的|款|类)*(?:都|就)?(?:不要|不看|去掉|除外|不行|就算了|算了|不考虑)"
)
_AWAY = re.compile(
    r"(?:\b(?:nothin[g']?(?: in)?|don'?t (?:care for|show me)|none of|no more|enough of|sick of|skip|"
    r"spare me|exclud(?:e|ing)|lose|ditch|get rid of|allergic to|can'?t (?:stand|wear|bear)|"
    r"take away|hide)(?: (?:the|a|an|any|all|too|in|made|of|that|those|these|this|thing|with))*[ -]?|"
    r"(?:甭|莫|别|唔要|唔好|冇|勿|除脱|免了|受不了|看腻了?|过敏)(?:再|给我|整|拿|来|挂|要)*)$"
)
_AWAY_AFTER = re.compile(
    r"(?:色|的|款|类|那些|那种|这些|这种|全|统统|通通|一律|,)*(?:都|就|给我|请|先|也)*"
    r"(?:不必|拿走|拿开|走开|收走|收一收|收起|剔|叉出去|撤|免|退下|滚|滤掉|筛掉|扔|删|pass|"
    r"唔要|唔好|受不了|过敏)|"
    r"(?: (?:ones?|things?|stuff|bits?))? (?:out|away|off)\b(?! of)|"
    r"(?: (?:ones?|things?|stuff))? (?:(?:is|are) not|isn't|aren't) (?:my (?:taste|thing|style)|for me)"
)
"""How a property is waved away; of a thing the same words are a wish of their own (get rid of it)."""
_THINGS = frozenset({"category", "section", "name"})
_ONE = re.compile(r" ?(?:ones?\b|(?:的|色|色的)?(?:那|这)[个件双条款只把张顶副套盏些俩]?)")
_LINK = re.compile(r"(?: |,|、|or|nor|and|或者?|和|跟|以及|/)*")

_JOINED = re.compile(r"[ 的色]*")
MAX_SPANS = 64
"""More words of the shop than this are not one wish."""


class Named(NamedTuple):
    """One value, at `[start, end)` of the text; `describes`: it tells which thing is meant."""

    slot: str
    value: str
    wanted: bool
    describes: bool
    start: int
    end: int


def read(text: str, said: list[Unit], spans: list[Span]) -> list[Named]:
    """The values named in a normalised clause, in order."""
    spans = spans[:MAX_SPANS]
    found: list[Named] = []
    before, refused = -1, False
    for span, describes in zip(spans, _describing(text, said, spans), strict=True):
        start, end = said[span.start].start, said[span.end - 1].end
        linked = before >= 0 and _LINK.fullmatch(text, before, start) is not None
        away = not _THINGS & {slot for slot, _ in span.values} and _waved(text, start, end)
        refused = _refused(text, start, end) or away or (refused and linked)
        found += [
            Named(slot, value, not refused, describes, start, end) for slot, value in span.values
        ]
        before = end
    return found


def _refused(text: str, start: int, end: int) -> bool:
    return bool(_NOT.search(text[max(0, start - 40) : start]) or _NOT_AFTER.match(text, end))


def _waved(text: str, start: int, end: int) -> bool:
    return bool(_AWAY.search(text[max(0, start - 40) : start]) or _AWAY_AFTER.match(text, end))


def _describing(text: str, said: list[Unit], spans: list[Span]) -> list[bool]:
    """Names and kinds of things describe; a colour does before a kind, "one" or 那个."""
    out: list[bool] = []
    after, kind_follows = len(text), False
    for span in reversed(spans):
        start, end = said[span.start].start, said[span.end - 1].end
        slots = {slot for slot, _ in span.values}
        if slots & _THINGS:
            kind_follows = True
        elif slots & set(DESCRIBES):
            joined = kind_follows and _JOINED.fullmatch(text, end, after) is not None
            kind_follows = joined or _ONE.match(text, end) is not None
        else:
            kind_follows = False
        out.append(kind_follows)
        after = start
    return out[::-1]
