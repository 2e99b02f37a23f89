"""Lengths that a text tells in numbers: 5 cm, 两厘米, two inches."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

_UNITS: Final[dict[tuple[str, ...], float]] = {
    ("cm",): 0.01,
    ("cms",): 0.01,
    ("centimeter",): 0.01,
    ("centimeters",): 0.01,
    ("centimetre",): 0.01,
    ("centimetres",): 0.01,
    ("mm",): 0.001,
    ("inch",): 0.0254,
    ("inches",): 0.0254,
    ("in",): 0.0254,
    ("厘", "米"): 0.01,
    ("公", "分"): 0.01,
    ("毫", "米"): 0.001,
    ("英", "寸"): 0.0254,
    ("寸",): 0.0333,
}
"""Metres of one unit; a Chinese inch (寸) is a thirtieth of a metre."""

_ENGLISH: Final = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        1,
    )
} | {"fifteen": 15, "twenty": 20, "an": 1, "a": 1, "couple": 2}
_CHINESE: Final = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {"两": 2}


class Measure(NamedTuple):
    """A length, and the tokens that tell it."""

    start: int
    end: int
    metres: float


def measures(tokens: Sequence[str]) -> list[Measure]:
    """The lengths that the tokens tell, in order; none above three metres."""
    found: list[Measure] = []
    place = 0
    while place < len(tokens):
        number, after = _number(tokens, place)
        unit = 0.0 if number is None else _UNITS.get(tuple(tokens[after : after + 1]), 0.0)
        end = after + 1
        if number is not None and not unit:
            unit, end = _UNITS.get(tuple(tokens[after : after + 2]), 0.0), after + 2
        if number is None or not unit:
            place += 1
            continue
        if 0 < number * unit <= 3 and math.isfinite(number):
            found.append(Measure(place, end, number * unit))
        place = end
    return found


def _number(tokens: Sequence[str], place: int) -> tuple[float | None, int]:
    """The number at a place, and the place after it."""
    token = tokens[place]
    if token[0].isdigit() and token.isascii():
        return float(token), place + 1
    if token in _ENGLISH:
        return float(_ENGLISH[token]), place + 1
    end = place
    while end < len(tokens) and (tokens[end] in _CHINESE or tokens[end] == "十"):
        end += 1
    return (_chinese("".join(tokens[place:end])), end) if end > place else (None, place)


def _chinese(said: str) -> float:
    tens, ten, ones = said.rpartition("十")
    high = (_digits(tens) if tens else 1) if ten else 0
    return float(10 * high + _digits(ones))


def _digits(said: str) -> int:
    value = 0
    for digit in said[-3:]:
        value = 10 * value + _CHINESE.get(digit, 0)
    return value
