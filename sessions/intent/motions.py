"""Angles and factors: how far to turn a thing, how much to enlarge it."""

from __future__ import annotations

import re

from sessions.intent.numerals import NUMBER, to_number

TURN = 90.0
LITTLE_TURN = 30.0
GROW = 1.25
LITTLE_GROW = 1.1

_DEGREES = re.compile(rf"(?P<n>{NUMBER}) ?(?:degrees?|deg|°|度)")
_LITTLE = re.compile(r"\b(?:a (?:bit|little|touch|tad)|slightly)\b|一点|一些|稍微|些|一丢丢|丢丢")
_WHOLE = re.compile(r"\b(?:around|round|full turn|spin)\b|一圈")
_BACK = re.compile(
    r"\b(?:back|behind|other (?:side|way)|half a turn|flip|upside)\b|背面|后面|反面|另一面|另外一面|过去|过来|半圈|翻"
)
_QUARTER = re.compile(r"\bquarter\b|四分之一")
_LEFTWARD = re.compile(
    r"\bleft\b|(?<!counter)(?<!counter-)(?<!anti)(?<!anti-)\bclockwise\b|左|顺时针"
)
_TIMES = re.compile(rf"(?P<n>{NUMBER}) ?(?:times|x\b|倍)")
_PERCENT = re.compile(rf"(?P<n>{NUMBER}) ?(?:percent|per cent|%)|百分之(?P<n2>{NUMBER})")
_TO = re.compile(r"\bto (?=\d)|缩放到|放大到|缩小到")
_DOUBLE = re.compile(r"\b(?:double|twice)\b|加倍|一倍")
_HALF = re.compile(r"\bhalf\b|一半|减半")
_SHRINK = re.compile(
    r"\b(?:smaller|shrink|reduce|scale (?:\w+ )?down|zoom out|decrease|tinier|less)\b|缩|小|拉远"
)
_TRUE = re.compile(
    r"\b(?:original|real|actual|true|life)[ -]?(?:size|scale)?\b|原来|原始|实际|真实|原大"
)


def angle(text: str) -> float:
    """Degrees about +Y of a request to turn; the front goes to the viewer's right where positive.

    Seen from above clockwise, and "to the left", bring the front to the viewer's left: negative.
    """
    match = _DEGREES.search(text)
    said = to_number(match["n"]) if match else None
    if said is None:
        if _QUARTER.search(text):
            said = 90.0
        elif _BACK.search(text):
            said = 180.0
        elif _WHOLE.search(text):
            said = 360.0
        else:
            said = LITTLE_TURN if _LITTLE.search(text) else TURN
    said = min(said, 3600.0)
    return -said if _LEFTWARD.search(text) else said


def factor(text: str) -> tuple[float, bool]:
    """Times the present size, or (second value true) times the true size."""
    if _TRUE.search(text):
        return 1.0, True
    shrink = bool(_SHRINK.search(text))
    percent = _PERCENT.search(text)
    if percent:
        share = (to_number(percent["n"] or percent["n2"]) or 100.0) / 100.0
        return _bounded(share if _TO.search(text) else 1 - share if shrink else 1 + share), False
    if _HALF.search(text):
        return 0.5, False
    times = _TIMES.search(text)
    if times or _DOUBLE.search(text):
        by = (to_number(times["n"]) if times else None) or 2.0
        return _bounded(1 / by if shrink else by), False
    by = LITTLE_GROW if _LITTLE.search(text) else GROW
    return round(1 / by if shrink else by, 4), False


def _bounded(by: float) -> float:
    return round(min(max(by, 0.05), 20.0), 4)
