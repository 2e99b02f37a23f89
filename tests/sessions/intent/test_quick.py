import time

import pytest

from sessions.intent.quick import quick
from sessions.intent.text import normalise

COMMANDS = [
    ("undo", "undo"), ("撤销", "undo"), ("Please undo that!", "undo"), ("stop", "stop"),
    ("停！", "stop"), ("别说了", "stop"), ("help", "help"), ("show my cart", "cart.view"),
    ("看看购物车", "cart.view"), ("rotate it 90 degrees", "rotate"), ("向左转九十度", "rotate"),
    ("one size up", "set_size"), ("换大一码", "set_size"), ("放大一点", "scale"),
    ("take it off", "take_off"), ("放下", "drop"), ("好的", "affirm"), ("不要", "deny"),
    ("再说一遍", "repeat"), ("结账吧", "checkout"), ("转人工", "human"),
    ("Why did you recommend this?", "ask_attribute"), ("why are you showing me that one", "ask_attribute"),
    ("为什么推荐这件？", "ask_attribute"), ("为啥给我看这个", "ask_attribute"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "act"), COMMANDS)
def test_commands(text, act):
    assert quick(normalise(text)) == act


@pytest.mark.parametrize(
    "text",
    [
        "",
        "please",
        "undo my hair",
        "stop showing me red ones",
        "不要红的",
        "购物车里的帽子删掉",
        "help me find a hat",
        "why is it so expensive",
        "为什么不打折",
    ],
)
def test_only_whole_commands(text):
    assert quick(normalise(text)) == ""


def test_time_is_bounded():
    start = time.process_time()
    for text in ("吧" * 400, "please " * 60, "转" * 400, "one " * 100):
        quick(text)
    assert time.process_time() - start < 0.5
