"""Which of several kinds is looked for: "a bag for my shoes" wants a bag, 装鞋子的包 too.

English names the thing first and then what it is for; Chinese puts all that before it, with 的, or
adds it after a pause. Kinds joined by "or", 和 .. are wanted together; "sofa bed" is one thing, a bed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sessions.intent.slots import Named
from sessions.intent.text import is_chinese

_KINDS = frozenset({"category", "section"})
_LINK = re.compile(
    r"(?:[\s,/、]|\b(?:or|and|plus|maybe|also)\b|或者?|还是|和|跟|与|以及|a|an|some)*"
)
_MODIFIER = re.compile(r"[^,;。!?]*的")
"""What stands between a modifier and what it modifies, in Chinese."""
_PAUSE = re.compile(r"[,;.!?]")

Place = tuple[int, int]
"""Start and end in the text."""


def wanted(text: str, named: Sequence[Named]) -> list[Named]:
    """`named` without the kinds that only say something of the one that is looked for."""
    places = sorted({(each.start, each.end) for each in named if each.slot in _KINDS})
    if len(places) < 2:
        return list(named)
    heads = set(_heads(text, places))
    return [each for each in named if each.slot not in _KINDS or (each.start, each.end) in heads]


def _heads(text: str, places: list[Place]) -> list[Place]:
    groups = _joined(text, places)
    chosen = groups[0]
    if is_chinese(text):
        for group in groups[1:]:
            between = text[chosen[-1][1] : group[0][0]]
            if _PAUSE.search(between) or not _MODIFIER.fullmatch(between):
                break
            chosen = group
    return chosen


def _joined(text: str, places: list[Place]) -> list[list[Place]]:
    """Runs of kinds that are wanted together; of kinds side by side only the last one counts."""
    groups = [[places[0]]]
    for place in places[1:]:
        between = text[groups[-1][-1][1] : place[0]]
        if not between.strip():
            groups[-1][-1] = place
        elif _LINK.fullmatch(between):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups
