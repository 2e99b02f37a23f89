"""Closed commands, known without a model: said in full, they mean one thing."""

from __future__ import annotations

import re

_FILLER = re.compile(
    r"\b(?:please|pls|now|just|can you|could you|would you|ok so|hey|um+|uh+|er)\b|请你?|麻烦你?|帮我|"
    r"给我|一下|[吧呀啊呢哦嘛啦,.!?;~ ]+$|^[,.!?;~ ]+"
)

_COMMANDS = {
    "undo": r"undo(?: (?:that|it|this|the last (?:step|one|thing)))?|撤[销回]|退回(?:上一步)?|撤销(?:上一步|刚才的)",
    "stop": r"stop(?: (?:it|that|talking|there))?|be quiet|quiet|shut up|停(?:下|止|下来)?|停停停?|闭嘴|别说了?|安静(?:点)?",
    "help": r"help(?: me)?|what can (?:i say|you do)|帮助|怎么用|你(?:能|会)(?:做|干)什么",
    "cart.view": r"(?:(?:show|open|view|see) )?(?:my |the )?(?:cart|basket|trolley)|what'?s in my (?:cart|basket)"
    r"|(?:看看?|打开|查看|显示)?(?:我的)?购物车(?:里有什么|里有啥)?",
    "checkout": r"check ?out|结账|结算|买单|付款",
    "repeat": r"repeat(?: that)?|say that again|pardon|再说一遍|再说一次|重复",
    "affirm": r"yes|yeah|yep|yup|ok|okay|sure|correct|好的?|是的?|对的?|嗯+|行|可以|没问题",
    "deny": r"no|nope|nah|no thanks|不|不要|不是|不用了?|算了",
    "human": r"(?:转)?人工(?:客服|服务)?|human|talk to a human",
    "rotate": r"(?:rotate|turn|spin)(?: (?:it|this|that))?(?: (?:by )?-?[\d.]+ ?(?:degrees?|°))?"
    r"(?: (?:to the )?(?:left|right)| (?:counter|anti)?-?clockwise| around| round)?"
    r"|(?:向|往|朝)?[左右]?(?:旋转|转)(?:一圈|[\d.零一二三四五六七八九十百]+ ?[度°])?",
    "set_size": r"(?:one|a|two) sizes? (?:up|down|bigger|smaller|larger)|(?:换|要|改)?[再]?[大小][一两半][码号](?:的)?"
    r"|size (?:\d{2}|x*[sml]|small|medium|large)",
    "scale": r"zoom (?:in|out)|(?:make it )?(?:bigger|smaller)|scale (?:up|down)|放大(?:一点)?|缩小(?:一点)?",
    "take_off": r"take (?:it|this|that) off|脱掉|脱下来?|脱了",
    "drop": r"(?:put it down|let (?:it )?go|drop (?:it|that|this)|release(?: it)?)|放下(?:来)?|松手|松开",
    "ask_attribute": r"(?:why|how come)(?: (?:do|did|are|would) you| you(?:'re)?)? (?:recommend|suggest|show)\w*(?: me)? "
    r"(?:this|that|it)(?: one)?(?: to me)?|why (?:this|that) one"
    r"|(?:你)?(?:为什么|为啥|怎么)(?:会|要)?(?:给我)?(?:推荐|推|看|展示)(?:给我)?[这那它][个件双条款只把张顶]?(?:给我)?",
    "rec.cheaper": r"cheaper|anything cheaper|便宜点的?|便宜一点的?|有没有?更?便宜(?:点|一点)?的|太贵了",
}
_PATTERNS = {act: re.compile(pattern) for act, pattern in _COMMANDS.items()}


def quick(text: str) -> str:
    """The act of a closed command (a normalised text), or an empty text."""
    core = _FILLER.sub(" ", _FILLER.sub(" ", text)).strip()
    for said in dict.fromkeys((text.strip(" ,.!?;"), " ".join(core.split()))):
        for act, pattern in _PATTERNS.items():
            if pattern.fullmatch(said):
                return act
    return ""
