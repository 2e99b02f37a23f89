import pytest

from sessions.guide.words import Guide
from sessions.guide.writer import WRITTEN, Writer
from sessions.messages.common import Slot
from sessions.messages.jobs import Reply

MATERIAL = Reply(1, "en", "attribute", ("jacket",), (Slot("attribute", "material"),))
FACTS = "Harbor Jacket is made of cotton."


class Model:
    """Says one thing, and keeps what it was asked."""

    def __init__(self, said):
        self.said, self.asked = said, []

    def __call__(self, prompt):
        self.asked.append(prompt)
        return self.said


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("  You are looking at the Harbor Jacket,\nmade of cotton.  ",
         "You are looking at the Harbor Jacket, made of cotton."),
        ("It is made of cotton.\n\nFacts: It is made of gold.", "It is made of cotton."),
        ("It is made of wool.", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_only_what_holds_is_written(said, text):
    assert Writer("w", Model(said)).write(FACTS, "en", ["Harbor Jacket"]) == text


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_the_model_is_told_the_facts(lang):
    model = Model("")
    Writer("w", model).write(FACTS, lang)
    assert FACTS in model.asked[0]


@pytest.mark.parametrize(
    ("said", "text", "model"),
    [
        ("The Harbor Jacket? It is made of cotton!",) * 2 + ("w",),
        ("The Harbor Jacket is made of silk.", FACTS, "guide-1"),
    ],
)
def test_the_guide_says_what_holds_and_else_its_own(shop, said, text, model):
    replied = Guide(shop, writer=Writer("w", Model(said))).reply(MATERIAL)
    assert (replied.text, replied.model) == (text, model)


def test_what_to_do_next_is_never_worded_anew(shop):
    model = Model("Buy now")
    guide = Guide(shop, writer=Writer("w", model))
    for key in ("help", "cart_empty", "nothing_meant"):
        assert key not in WRITTEN
        assert guide.reply(Reply(1, "en", key)) == Guide(shop).reply(Reply(1, "en", key))
    assert not model.asked
