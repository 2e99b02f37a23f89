"""Which of the colours that a text names is the ground and which the pattern's."""

from __future__ import annotations

from dataclasses import dataclass

from sessions.tryon.described.phrase import Phrase


@dataclass(frozen=True)
class Dyes:
    """Colours of a text.

    Attributes:
        ground: sRGB, or `""`.
        second: of the pattern, sRGB, or `""`.
        shade: 1 lighter, -1 darker, 0 where no shade stands alone.
        amount: of that shade, 1 is a usual step.
    """

    ground: str = ""
    second: str = ""
    shade: int = 0
    amount: float = 1.0


def dyes(phrase: Phrase, *, editing: bool, worn: str) -> Dyes:
    """Read the colours; `worn` is the pattern that the garment has already."""
    named = [i for i in phrase.live if "color" in phrase.hits[i].meaning]
    ground, second = _two(phrase, named, editing=editing, worn=worn)
    alone = [i for i in phrase.live if "shade" in phrase.hits[i].meaning]
    shade, amount = 0, 1.0
    if alone:
        degree = phrase.degree(alone[0])
        shade = (1 if phrase.hits[alone[0]].meaning["shade"] == "+" else -1) * degree.sign
        amount = degree.amount
    values = [phrase.hits[i].meaning["color"] if i >= 0 else "" for i in (ground, second)]
    return Dyes(values[0], values[1], shade, amount)


def _two(  # noqa: PLR0911 - one return for each way of saying it
    phrase: Phrase, named: list[int], *, editing: bool, worn: str
) -> tuple[int, int]:
    """Places of the ground's colour and of the pattern's, -1 for none."""
    if not named:
        return -1, -1
    patterns = [i for i in phrase.live if "pattern" in phrase.hits[i].meaning]
    patterns = [i for i in patterns if phrase.hits[i].meaning["pattern"] != "plain"]
    grounds = [i for i in named if phrase.cue(i + 1) == "ground" and phrase.same(i, i + 1)]
    if grounds:
        return grounds[0], next((i for i in named if i != grounds[0]), -1)
    if not patterns:
        turned = [i for i in named[1:] if _between(phrase, named[0], i, "into")]
        return (turned[0] if turned else named[0]), -1
    pattern = patterns[0]
    if len(named) == 1:
        return _one(phrase, named[0], pattern, editing=editing, worn=worn)
    first, other = named[0], named[1]
    if _between(phrase, first, other, "on"):
        return other, first
    if first < pattern < other and _between(phrase, pattern, other, "of"):
        return other, first
    last = max((i for i in named if i < pattern), default=-1)
    if last == first and _carried(phrase, last, pattern):
        return other, first
    return first, other


def _one(phrase: Phrase, color: int, pattern: int, *, editing: bool, worn: str) -> tuple[int, int]:
    if _carried(phrase, color, pattern):
        return -1, color
    same = phrase.hits[pattern].meaning["pattern"] == worn
    close = color < pattern and phrase.same(color, pattern) and _direct(phrase, color, pattern)
    if editing and (close or (same and color > pattern and phrase.same(color, pattern))):
        return -1, color
    return color, -1


def _carried(phrase: Phrase, color: int, pattern: int) -> bool:
    """Whether a colour is that of a pattern which a garment has: `with white dots`."""
    before = color - 1
    while phrase.same(before, color) and (
        "dim" in phrase.hits[before].meaning or "thickness" in phrase.hits[before].meaning
    ):
        before -= 1
    carries = phrase.same(before, color) and phrase.cue(before) == "with"
    return carries and color < pattern and _direct(phrase, color, pattern)


def _direct(phrase: Phrase, color: int, pattern: int) -> bool:
    between = range(color + 1, pattern)
    return all(phrase.cue(i) == "of" or "dim" in phrase.hits[i].meaning for i in between)


def _between(phrase: Phrase, first: int, second: int, cue: str) -> bool:
    return any(phrase.cue(i) == cue for i in range(first + 1, second))
