"""Labelled text: whole reviews, and phrases that are composed into more.

A line of reviews is ``sign aspect=sign .. | text``; sign is ``+``, ``-`` or ``0`` (both or neither).
A block of phrases stands under ``[sign aspect]`` (``-`` for none), separated by ``/``.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from numpy.random import Generator

ASPECTS: Final = ("fit", "fabric", "price", "look")
SIGNS: Final = {"+": 1, "-": -1, "0": 0}

AND: Final = {"en": (". ", ", ", " and ", "; ", "! "), "zh": ("，", "。", "，而且", "，", "！")}
BUT: Final = {
    "en": (", but ", " but ", ". too bad, ", ", though ", " yet ", ". only, "),
    "zh": ("，但是", "，就是", "，可惜", "但", "，不过", "，可"),
}
"""What joins two phrases that agree, or that do not."""

SAME, BLAND = 0.4, 0.6
"""Of the composed, the share of two that agree, and up to where one of them says nothing; the rest
sets one against the other."""


class Labelled(NamedTuple):
    """A text, its sign -1, 0 or 1, and the signs of the aspects it speaks of."""

    text: str
    sign: int
    aspects: dict[str, int]


def reviews(text: str) -> list[Labelled]:
    """The reviews in a file; `#` starts a remark."""
    out = []
    for line in text.splitlines():
        if line and line[0] not in "#@":
            label, _, said = line.partition(" | ")
            sign, *aspects = label.split()
            signs = (pair.split("=") for pair in aspects)
            out.append(Labelled(said, SIGNS[sign], {name: SIGNS[s] for name, s in signs}))
    return out


def phrases(text: str) -> list[Labelled]:
    """The phrases in a file."""
    out: list[Labelled] = []
    sign, aspects = 0, {}
    for line in text.splitlines():
        if line.startswith("["):
            mark, aspect = line.strip("[]").split()
            sign = SIGNS[mark]
            aspects = {} if aspect == "-" else {aspect: sign}
        elif line and line[0] != "#":
            out += [Labelled(said.strip(), sign, aspects) for said in line.split("/")]
    return [phrase for phrase in out if phrase.text]


def composed(parts: list[Labelled], lang: str, count: int, draw: Generator) -> list[Labelled]:
    """`count` or fewer reviews of two phrases each, in the language of their joints."""
    by_sign = {sign: [part for part in parts if part.sign == sign] for sign in (-1, 0, 1)}

    def one(sign: int) -> Labelled:
        return by_sign[sign][int(draw.integers(len(by_sign[sign])))]

    out = []
    for kind in draw.random(count):
        sign = int(draw.integers(2)) * 2 - 1
        against = kind >= BLAND
        first, second = one(sign), one(-sign if against else sign if kind < SAME else 0)
        if against and first.aspects.keys() & second.aspects.keys():
            continue
        if not against and draw.random() < 0.5:
            first, second = second, first
        joints = (BUT if against else AND)[lang]
        text = f"{first.text}{joints[int(draw.integers(len(joints)))]}{second.text}"
        out.append(Labelled(text, 0 if against else sign, first.aspects | second.aspects))
    return out
