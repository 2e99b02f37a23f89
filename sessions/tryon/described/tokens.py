"""Text to tokens: English words, numbers, single Chinese characters, and marks between clauses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

LONGEST = 600
"""Characters of a text that are read."""
BREAK: Final = ","
"""The token that ends a clause."""

_TOKEN: Final = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[一-鿿]|[,.;:!?。，、；：！？…()\n]")
_TRADITIONAL: Final = str.maketrans(
    "長連裙褲襯衫領無紅藍綠黃紫點條紋絲亞羊寬鬆緊腰闊帶釦鈕鏈開顏淺換變加絨針織風運動牛仔馬"
    "過蓋腳底圓襪裝黑薄級褶臟圍圖樣厚裡雙單還們個窄縮皺擺",
    "长连裙裤衬衫领无红蓝绿黄紫点条纹丝亚羊宽松紧腰阔带扣纽链开颜浅换变加绒针织风运动牛仔马"
    "过盖脚底圆袜装黑薄级褶脏围图样厚里双单还们个窄缩皱摆",
)


def split(text: str) -> list[str]:
    """Tokens of a text, in order; full-width forms and common traditional characters are folded."""
    folded = unicodedata.normalize("NFKC", text[:LONGEST]).lower().translate(_TRADITIONAL)
    folded = re.sub(r"['’`]", "", folded)
    found = _TOKEN.findall(folded)
    return [BREAK if not token[0].isalnum() else token for token in found]


class Speller:
    """English words as the vocabulary spells them.

    A plural is read as its singular. A word of six letters or more may have one letter wrong,
    missing or too many, or two changed round, but not its first.
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._known = frozenset(vocabulary)
        self._near: dict[str, str] = {}
        for word in sorted(self._known):
            if len(word) >= 6:
                for short in _shorter(word):
                    self._near.setdefault(short, word)

    def spell(self, token: str) -> str:
        """The word meant, or the token itself where none is near."""
        if token in self._known or not token.isascii() or not token.isalpha():
            return token
        for end in ("s", "es"):
            if token.endswith(end) and token.removesuffix(end) in self._known:
                return token.removesuffix(end)
        if len(token) < 6:
            return token
        tried = (token, token[:-1]) if token.endswith("s") and len(token) > 6 else (token,)
        return next((near for one in tried if (near := self._nearest(one))), token)

    def _nearest(self, token: str) -> str:
        for short in _shorter(token):
            near = short if short in self._known and len(short) >= 6 else self._near.get(short, "")
            if near and near[0] == token[0] and abs(len(near) - len(token)) <= 1:
                return near
        return ""


def _shorter(word: str) -> list[str]:
    """The word, and the word with one letter after its first left out."""
    return [word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))]
