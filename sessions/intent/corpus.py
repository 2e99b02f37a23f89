"""Reads hand-written utterances and expands templates: text in, labelled utterances out."""

from __future__ import annotations

import re
from typing import NamedTuple

from numpy.random import Generator

from assets_pipeline.catalogue import Catalogue, Product
from sessions.intent.data import lexicon
from sessions.intent.gazetteer import table
from sessions.intent.text import is_chinese

NAMES = {"en": ("Oslo", "River Bend", "Model 4", "Cloud"), "zh": ("云朵", "小山", "长河", "月光")}
"""Made-up product names that fill templates; a real catalogue's are found the same way."""

_FILL = {
    "price": (("300", "$50", "two hundred", "150 dollars"), ("300", "两百", "五百块", "一千元")),
    "size": (("M", "42", "XL", "small", "38"), ("M码", "42码", "XL", "小号", "38码")),
    "angle": (("90", "45", "thirty", "180"), ("90", "四十五", "30", "一百八十")),
}
_CHOICE = re.compile(r"\(([^()]*)\)")
_SLOT = re.compile(r"\{(\w+)\}")


class Labelled(NamedTuple):
    """One utterance and its act (`a+b`: two wishes); `voice` is who said it, if that is known."""

    act: str
    text: str
    voice: str = ""


def read(text: str) -> list[Labelled]:
    """Blocks of lines under `[act]`; `#` starts a remark."""
    out, act = [], ""
    for line in text.splitlines():
        if line.startswith("["):
            act = line.strip("[]")
        elif line and not line.startswith("#"):
            out.append(Labelled(act, line))
    return out


def voices(text: str) -> list[Labelled]:
    """Lines `act slot=value .. | text` under `@ voice`."""
    out, voice = [], ""
    for line in text.splitlines():
        if line.startswith("@"):
            voice = line[1:].strip()
        elif line and not line.startswith("#"):
            label, _, said = line.partition(" | ")
            out.append(Labelled(label.split()[0], said, voice))
    return out


def expand(templates: list[Labelled], each: int, draw: Generator) -> list[Labelled]:
    """`each` drawn fillings of every template, without repeats."""
    words = _words()
    made = [
        Labelled(template.act, _filled(template.text, words, draw))
        for template in templates
        for _ in range(each)
    ]
    return list(dict.fromkeys(made))


def pretend() -> Catalogue:
    """A catalogue that has the made-up names and nothing else."""
    names = [name for some in NAMES.values() for name in some]
    return Catalogue([Product(name, {"en": name}, "", "") for name in names])


def _filled(template: str, words: dict[tuple[str, str], list[str]], draw: Generator) -> str:
    lang = "zh" if is_chinese(template) else "en"

    def pick(options: list[str]) -> str:
        return options[int(draw.integers(len(options)))]

    text = _CHOICE.sub(lambda match: pick(match[1].split("/")), template)
    text = _SLOT.sub(lambda match: pick(words[match[1], lang]), text)
    return " ".join(text.split())


def _words() -> dict[tuple[str, str], list[str]]:
    """Words by slot and language."""
    words: dict[tuple[str, str], list[str]] = {}
    for head, said in table(lexicon.WORDS):
        slot = head.split(" ", 1)[0]
        words.setdefault((slot, "zh" if is_chinese(said) else "en"), []).append(said)
    for slot, (english, chinese) in _FILL.items():
        words[slot, "en"], words[slot, "zh"] = list(english), list(chinese)
    for lang, names in NAMES.items():
        words["name", lang] = list(names)
    return words
