"""One spelling of many: what is typed or recognised becomes plain text and its units."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

MAX_CHARS = 400
"""As `messages.shopper.Say`: the parser's time has a bound because its text has one."""

_TRADITIONAL = (
    "紅綠藍黃橙銀顏櫃檯臺燈鞋襪褲裝褸絲綢緞麗滌綸棉質實庫評論價錢貴買賣購車賬帳單結帶領試穿脫換"
    "轉動過邊個這雙條雙張件幾號碼長寬圍適閒閑裡裏後對比較類樣類搭請幫給謝謝見說講話聽語懂麼嗎嗚"
    "關閉錄音數據資訊隱資訊體驗還沒無與種針織襯衫夾風衣連帽運動涼靴書單肩斜挎錢包墨鏡眼鏡圓"
    "傢俱沙發扶餐茶書櫥鏡毯頭盔圖紋點純復古簡約優雅禮現場區導購員撤銷消復錯誤備價劃醜愛歡討厭"
    "飾寶業時東門間開飛難隨變讓從來進內樓會話廣響電腦視線產處問題輕厚熱國際專屬雜誌顧將順鐘倆啞"
)
_SIMPLIFIED = (
    "红绿蓝黄橙银颜柜台台灯鞋袜裤装褛丝绸缎丽涤纶棉质实库评论价钱贵买卖购车账账单结带领试穿脱换"
    "转动过边个这双条双张件几号码长宽围适闲闲里里后对比较类样类搭请帮给谢谢见说讲话听语懂么吗呜"
    "关闭录音数据资讯隐资讯体验还没无与种针织衬衫夹风衣连帽运动凉靴书单肩斜挎钱包墨镜眼镜圆"
    "家具沙发扶餐茶书橱镜毯头盔图纹点纯复古简约优雅礼现场区导购员撤销消复错误备价划丑爱欢讨厌"
    "饰宝业时东门间开飞难随变让从来进内楼会话广响电脑视线产处问题轻厚热国际专属杂志顾将顺钟俩哑"
)
_ONE_SPELLING = str.maketrans(
    _TRADITIONAL + "’‘“”`、；。，！？：（）",
    _SIMPLIFIED + "''\"\"',;.,!?:()",
)
"""The shop's traditional characters, and punctuation that NFKC leaves alone."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_UNIT = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*|[\u3400-\u9fff]|[^\W_]", re.UNICODE)


class Unit(NamedTuple):
    """A word of a spaced script, a number, or one Han character; `[start, end)` in the text."""

    text: str
    start: int
    end: int


def normalise(text: str) -> str:
    """NFKC, lower case, simplified characters for the shop's words, single spaces, bounded."""
    plain = unicodedata.normalize("NFKC", text[:MAX_CHARS])[: 2 * MAX_CHARS]
    plain = plain.lower().translate(_ONE_SPELLING)
    return " ".join(plain.split())[:MAX_CHARS]


def units(text: str) -> list[Unit]:
    """The units of a normalised text, in order."""
    return [Unit(match.group(), *match.span()) for match in _UNIT.finditer(text)]


def is_chinese(text: str) -> bool:
    """Whether the text holds any Han character; 给我 hoodie is Chinese."""
    return _HAN.search(text) is not None


def has_words(text: str) -> bool:
    """Whether the text says anything at all."""
    return _UNIT.search(text) is not None
