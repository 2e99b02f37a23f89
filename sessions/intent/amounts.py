"""Prices, stars and pieces in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sessions.intent.numerals import NUMBER, to_number

_SIGN = r"(?:[$¥€£]|rmb|usd|cny) ?"
_UNIT = r" ?(?:元|块钱?|圆|rmb|cny|yuan|dollars?|bucks|usd|euros?|eur|pounds?|quid|蚊|刀|美元|欧元|[$€£¥])"
_MONEY = rf"(?:{_SIGN})?(?P<%s>{NUMBER})(?P<%s_unit>{_UNIT})?"
_OTHER = r"(?! ?(?:stars?|degrees?|percent|cm|%|°|度|星|颗|码|号|分|厘米|件|个|双|条|倍))"
_LESS = (
    r"under|below|less than|cheaper than|up to|at most|no more than|not more than|within|max(?:imum)?"
    r"(?: of)?|not over|nothin[g']? (?:over|above)|not above|keep it (?:under|below)|budget (?:of|is)|until|"
    r"(?:no|not|never|won't|don't|ain't|can't) (?:\w+ ){0,4}(?:over|above|more than|past)|cap (?:it |is )?at|"
    r"i(?:'ve| have)(?: only)? got|no dearer than|莫超过|别过|唔好过|唔超过|cap在|"
    r"不超过|低于|少于|最多|不到|便宜过|不高于|控制在|预算|别超过"
)
_MORE = (
    r"(?<!not )(?<!nothing )(?<!nothin )(?:over|above|more than|at least|starting at|from|min(?:imum)?(?: of)?)|"
    r"(?<!不)超过|(?<!不)高于|至少|不低于|最少"
)
_RANGE = re.compile(
    rf"{_MONEY % ('low', 'low')}(?: ?(?:to|and|-|~|到|至) ?){_MONEY % ('high', 'high')}"
    r"(?P<between> ?(?:之间|以内|的))?" + _OTHER
)
_BEFORE = re.compile(
    rf"(?P<less>{_LESS})?(?P<more>{_MORE})? ?在?{_MONEY % ('sum', 'sum')}" + _OTHER
)
_AFTER = re.compile(
    rf"{_MONEY % ('sum', 'sum')}(?:,? ?(?P<less>以内|以下|之内|之下|以里|or less|or under|max(?:imum)?|tops|"
    r"(?:is|are|was|'s) (?:the |my |our |me )?(?:top|ceiling|limit|max(?:imum)?|budget)|at (?:the )?most|"
    r"封顶|到顶|顶天|打住|为限|楼下|蚊楼下)|"
    r"(?P<more>以上|起|or more)|(?P<near>左右|上下|or so))"
)
_ABOUT = re.compile(rf"(?:around|about|roughly|大概|大约) {_MONEY % ('sum', 'sum')}" + _OTHER)
NEAR = 0.2
"""左右 and "about" reach this far to either side."""

_STARS = re.compile(
    rf"(?P<stars>{NUMBER})(?:-| )?(?:(?:and a half )?stars?|out of (?:five|5)|颗?星|分)"
    r"(?P<up>(?: or| and)? ?(?:more|better|above|up)|以上|及以上)?"
)
_RATED = re.compile(
    rf"\b(?:rate|rating|give|gave|score|deserves|a(?= [1-5]\b)|打|评|给|值)(?: (?:it|this|that|these|those|of|is|the)| \w+)?"
    rf"(?: (?:a|an|at))? ?(?P<stars>{NUMBER})\b"
)
_PIECES = re.compile(
    rf"(?P<n>{NUMBER})(?: ?(?:件|个|双|条|只|把|张|顶|副|套|盏)| (?:of (?:these|those|them|this|that|it|the)\b|"
    r"pieces?|pairs?|more|items?))(?!月|人|小时|一点)"
)


def prices(text: str, minor: int) -> Iterator[tuple[str, str]]:
    """`price_min` and `price_max` in minor units; `minor` of them make one unit of money."""
    spread = _spread(text)
    if spread:
        yield "price_min", _units(spread[0], minor)
        yield "price_max", _units(spread[1], minor)
        return
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(text):
            amount = to_number(match["sum"])
            if amount is None or not (match["less"] or match["more"]) or amount <= 0:
                continue
            if amount <= 5 and not match["sum_unit"]:
                continue
            yield ("price_max" if match["less"] else "price_min"), _units(amount, minor)


def _spread(text: str) -> tuple[float, float] | None:
    """A range with two ends, said or rounded."""
    match = _RANGE.search(text)
    if match:
        low, high = to_number(match["low"]), to_number(match["high"])
        money = match["between"] or match["high_unit"] or "between" in text or "from" in text
        if low is not None and high is not None and low < high and (money or low >= 50):
            return low, high
    match = _ABOUT.search(text) or next((m for m in _AFTER.finditer(text) if m["near"]), None)
    amount = to_number(match["sum"]) if match else None
    if amount is None or amount <= 5:
        return None
    return amount * (1 - NEAR), amount * (1 + NEAR)


def _units(amount: float, minor: int) -> str:
    return str(min(round(amount * minor), 10**12))


def stars(text: str) -> tuple[int, bool] | None:
    """Stars 1..5 and whether "or more" was said."""
    for pattern in (_STARS, _RATED):
        for match in pattern.finditer(text):
            number = to_number(match["stars"])
            if number is not None and 1 <= number <= 5:
                return round(number), bool(match.groupdict().get("up"))
    return None


def pieces(text: str) -> int | None:
    """How many, where a number above one is said with what it counts."""
    for match in _PIECES.finditer(text):
        number = to_number(match["n"])
        counted = not text[: match.start()].endswith(("第", "这", "那"))
        if counted and number is not None and 1 < number <= 99:
            return int(number)
    return None
