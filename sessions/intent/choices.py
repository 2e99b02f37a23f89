"""Values out of a short closed list: how to sort, which language, what kind of small talk."""

from __future__ import annotations

import re

_MOST_FIRST = (
    r"\b(?:expensive|dearest|priciest|highest|high to low|descending)\b(?! last)|"
    r"自贵而贱|自贵|贵到便宜|从高到低|由高到低|高价|贵的?(?:先|在前|放|排|优先)|最贵|由贵到|从贵到"
)
_SORTS = (
    (
        "newest",
        r"\b(?:new|newest|latest|recent|arrivals?|fresh\w*|just (?:in|arrived))\b|新款|最新|上新|新品",
    ),
    (
        "popularity",
        r"\b(?:popular|popularity|sell\w*|sold|trending|hot|hottest|bought|buy\w*|takes?|taken|favou?rites?)\b|人气|热门|销量|流行|火|卖得|畅销|买得最|最多人|大家(?:都)?买",
    ),
    ("rating_desc", r"\b(?:rat(?:ing|ings|ed)|review\w*|stars?|best)\b|评分|好评|评价|星级|口碑"),
    ("name", r"\b(?:name|alphabet\w*)\b|名字|名称"),
    ("price_desc", _MOST_FIRST),
    ("price_asc", ""),
)
_LEAST_FIRST = re.compile(
    r"\b(?:from (?:the )?(?:least|low|cheap)\w*)|从便宜|由便宜|从低到高|低到高"
)
_BYE = (
    r"\b(?:bye+|goodbye|see (?:you|ya|yis|yous)|later|laters|good night|ciao|cheerio|farewell|ta-?ra|"
    r"(?:i'?m|i am|i'?ll be|we'?re) off|tot?siens|so long|take care|my leave)\b|"
    r"再见|再会|拜拜|拜了|回见|回头见|下次见|晚安|告辞|溜了|走了|撤了|先走|改天|拜$|再聊|收工"
)
_GREET = (
    r"\b(?:hello|hi|hiya|hey|heya|howdy|g'?day|yo|alright|aye aye|mornin'?g?|evenin'?g?|afternoon|"
    r"how(?:'s| is|s) (?:it|things|tricks)|how are (?:you|ya)|how do you do)\b|"
    r"你好|您好|嗨|嘿|哈喽|哈囉|哈啰|早|上好|下午好|吃了(?:吗|没|么)|忙着|在吗|老乡|hello|久仰"
)
_SAID = re.compile(
    r"\b(?:sort\w*|order(?:ed)? by|cheapest|dearest|most expensive|newest|best rated|highest rated)\b|"
    r"排序|排列|按.{1,4}排|最便宜|最贵|最新|评分最高|评价最好"
)
_THANKS = (
    r"\b(?:thanks?|thanx|thx|tysm|ty|thank (?:you|ye|yous?)|cheers|kind|ta|much obliged|"
    r"appreciate\w*|grateful|lifesaver|legend|saved my)\b|"
    r"谢|感激|辛苦|你真好|唔该|麻烦|费心|劳驾|有心了"
)
_KINDS = (("bye", _BYE), ("thanks", _THANKS), ("greet", _GREET))
_CHINESE = re.compile(r"\b(?:chinese|mandarin)\b|中文|汉语|普通话|国语")
_ENGLISH = re.compile(r"\benglish\b|英文|英语")
_INTO = r"(?:(?<!don't )(?<!can't )(?<!not )\b(?:in|into|(?:back|switch|over|go|change|turn) (?:in)?to|have|speak|talk)(?: the)? |换回?成?|转成?|切换?到?|讲|说|用|改成?)(?<!不会说)(?<!不会讲)"
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
    named = {"en": _ENGLISH, "zh-CN": _CHINESE}
    wanted = [
        lang for lang, name in named.items() if re.search(_INTO + f"(?:{name.pattern})", text)
    ]
    said = wanted or [lang for lang, name in named.items() if name.search(text)]
    if len(said) != 1:
        return "en" if now == "zh-CN" else "zh-CN"
    if wanted or not _NOT_SPOKEN.search(text):
        return said[0]
    return "zh-CN" if said[0] == "en" else "en"
