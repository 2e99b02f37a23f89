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
        refused = _refused(text, start, end) or (refused and linked)
        found += [
            Named(slot, value, not refused, describes, start, end) for slot, value in span.values
        ]
        before = end
    return found


def _refused(text: str, start: int, end: int) -> bool:
    return bool(_NOT.search(text[max(0, start - 40) : start]) or _NOT_AFTER.match(text, end))


def _describing(text: str, said: list[Unit], spans: list[Span]) -> list[bool]:
    """Names and kinds of things describe; a colour does before a kind, "one" or 那个."""
    out: list[bool] = []
    after, kind_follows = len(text), False
    for span in reversed(spans):
        start, end = said[span.start].start, said[span.end - 1].end
        slots = {slot for slot, _ in span.values}
        if slots & {"name", "category", "section"}:
            kind_follows = True
        elif slots & set(DESCRIBES):
            joined = kind_follows and _JOINED.fullmatch(text, end, after) is not None
            kind_follows = joined or _ONE.match(text, end) is not None
        else:
            kind_follows = False
        out.append(kind_follows)
        after = start
    return out[::-1]
