"""Numbers as people say them: 300, 1,200, 2k, two hundred and fifty, 三百, 两百五, 一千二."""

from __future__ import annotations

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_ONES = [
    "zero",
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
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = (
    {word: i for i, word in enumerate(_ONES)}
    | {word: 10 * i for i, word in enumerate(_TENS, 2)}
    | {"a": 1, "an": 1, "half": 0}
)
_WORD = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))

DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
CHINESE = "[零〇一二两俩三四五六七八九十百千万]+"
ENGLISH = (
    rf"(?:(?:{_WORD})|a(?= (?:hundred|thousand|couple)))"
    rf"(?:[ -](?:and )?(?:{_WORD}|hundred|thousand))*"
)
NUMBER = rf"(?:{DIGITS}(?:k\b)?万?|{CHINESE}|\b{ENGLISH}\b)"
"""A number in any of the three ways; no groups inside."""

_DIGITS_ONLY = re.compile(rf"({DIGITS})(k|万)?")


def to_number(said: str) -> float | None:
    """The value of a text that `NUMBER` matches, None for any other text."""
    digits = _DIGITS_ONLY.fullmatch(said)
    if digits:
        factor = {"k": 1000.0, "万": 10_000.0}.get(digits[2] or "", 1.0)
        return float(digits[1].replace(",", "")) * factor
    if re.fullmatch(CHINESE, said):
        return _chinese(said)
    return _english(said)


def _chinese(said: str) -> float:
    """The last bare digit counts the next lower power: 两百五 is 250, 三万五 is 35000."""
    if not any(c in _POWERS for c in said):
        return float("".join(str(_DIGITS[c]) for c in said)) if len(said) < 16 else 0.0
    total = section = digit = 0
    power = 1
    for c in said:
        if c in _DIGITS:
            digit, power = _DIGITS[c], (1 if c in "零〇" else power)
        elif c == "万":
            total, section, digit, power = (total + section + digit or 1) * 10_000, 0, 0, 10_000
        else:
            section, digit, power = section + (digit or 1) * _POWERS[c], 0, _POWERS[c]
    if digit and said[-1] in _DIGITS and said[-2] in _POWERS and power > 10:
        digit *= power // 10
    return float(total + section + digit)


def _english(said: str) -> float | None:
    total = current = 0
    known = False
    for word in re.split(r"[ -]+", said):
        if word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        elif word in _WORDS:
            current += _WORDS[word]
        elif word != "and":
            return None
        known = True
    return float(total + current) if known else None
