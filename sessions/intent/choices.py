"""Values out of a short closed list: how to sort, which language, what kind of small talk."""

from __future__ import annotations

import re

_MOST_FIRST = (
    r"\b(?:expensive|dearest|priciest|highest|high to low|descending)\b(?! last)|"
    r"从高到低|由高到低|高价|贵的?(?:先|在前|放|排|优先)|最贵|由贵到|从贵到"
)
_SORTS = (
    ("newest", r"\b(?:new|newest|latest|recent|arrivals?)\b|新款|最新|上新|新品"),
    ("popularity", r"\b(?:popular|popularity|selling|trending|hot)\b|人气|热门|销量|流行|最火"),
    ("rating_desc", r"\b(?:rat(?:ing|ings|ed)|review\w*|stars?|best)\b|评分|好评|评价|星级|口碑"),
    ("name", r"\b(?:name|alphabet\w*)\b|名字|名称"),
    ("price_desc", _MOST_FIRST),
    ("price_asc", ""),
)
_LEAST_FIRST = re.compile(
    r"\b(?:from (?:the )?(?:least|low|cheap)\w*)|从便宜|由便宜|从低到高|低到高"
)
_BYE = r"\b(?:bye|goodbye|see (?:you|ya)|later|good night|ciao)\b|再见|拜拜|回见|回头见|下次见|晚安"
_GREET = (
    r"\b(?:hello|hi|hiya|hey|howdy|good (?:morning|evening|afternoon|day))\b|"
    r"你好|您好|嗨|嘿|哈喽|早|上好|下午好"
)
_SAID = re.compile(
    r"\b(?:sort\w*|order(?:ed)? by|cheapest|dearest|most expensive|newest|best rated|highest rated)\b|"
    r"排序|排列|按.{1,4}排|最便宜|最贵|最新|评分最高|评价最好"
)
_KINDS = (
    ("bye", _BYE),
    ("thanks", r"\b(?:thanks?|thank you|cheers|kind)\b|谢|感谢|辛苦|你真好"),
    ("greet", _GREET),
)
_CHINESE = re.compile(r"\b(?:chinese|mandarin)\b|中文|汉语|普通话|国语")
_ENGLISH = re.compile(r"\benglish\b|英文|英语")
_NOT_SPOKEN = re.compile(r"(?:don't (?:speak|understand)|不会|不懂|听不懂)")


def sort_key(text: str) -> str:
    """One of `price_asc price_desc rating_desc newest popularity name`."""
    if _LEAST_FIRST.search(text) and not re.search(r"rating|评分", text):
        return "price_asc"
    return next(key for key, pattern in _SORTS if re.search(pattern, text))


def sort_said(text: str) -> str:
    """The sort key of a request that names one, else an empty text."""
    return sort_key(text) if _SAID.search(text) else ""


def kind(text: str) -> str:
    """What small talk it is: `greet thanks bye other`."""
    return next((name for name, pattern in _KINDS if re.search(pattern, text)), "other")


def language(text: str, now: str) -> str:
    """The language asked for; without a name the other one than `now`."""
    english, chinese = _ENGLISH.search(text), _CHINESE.search(text)
    other = "en" if now == "zh-CN" else "zh-CN"
    if bool(english) == bool(chinese):
        return other
    said = "en" if english else "zh-CN"
    return ("zh-CN" if said == "en" else "en") if _NOT_SPOKEN.search(text) else said
