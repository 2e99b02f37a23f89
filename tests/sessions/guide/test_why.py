import typing

import pytest

from sessions.guide.data import en, zh
from sessions.guide.speech import SPEECHES
from sessions.guide.why import why
from sessions.messages.common import GestureKind, Slot

SAYS = [
    ("kind=because gesture=grab of=lamp", "because you picked up Moon Lamp.", "您拿起了月光台灯"),
    ("kind=because gesture=grab of=jacket", "because you picked up it.", "您拿起了它"),
    ("kind=because gesture=grab of=gone", "because you picked up it.", "您拿起了它"),
    ("kind=because gesture= of=lamp", "because you looked at Moon Lamp.", "您看了月光台灯"),
    ("kind=asked value=red value=cotton", "what you asked for: red and cotton.", "红色和棉"),
    ("kind=asked", "close to what you said.", "和您说的相近"),
    ("kind=together of=lamp", "often taken with Moon Lamp.", "常和月光台灯一起"),
    ("kind=popular", "well liked here.", "受欢迎"),
    ("kind=new", "new in the shop.", "新到店"),
    ("kind=explore", "something different", "换个口味"),
    ("", "I did not put Harbor Jacket forward", "不是我特意推荐"),
    ("kind=later", "I did not put Harbor Jacket forward", "不是我特意推荐"),
]


@pytest.mark.parametrize(("slots", "english", "chinese"), SAYS)
def test_reasons(shop, slots, english, chinese):
    told = [Slot(*each.split("=", 1)) for each in slots.split()]
    jacket = shop.by_id["jacket"]
    assert english in why(jacket, told, shop.by_id, SPEECHES["en"])
    assert chinese in why(jacket, told, shop.by_id, SPEECHES["zh-CN"])


def test_every_gesture_and_kind_has_its_words_in_both_languages():
    gestures = {f"because_{kind}" for kind in typing.get_args(GestureKind)}
    for table in (en.REASONS, zh.REASONS):
        assert gestures | {"popular", "new", "explore", "together", "asked", "because"} <= set(
            table
        )
    assert set(en.REASONS) == set(zh.REASONS)
