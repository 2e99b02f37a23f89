"""What a text says of a garment, before it is known which garment: `read`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from sessions.tryon.described.dyes import Dyes, dyes
from sessions.tryon.described.lexicon import Hit, spelled
from sessions.tryon.described.measures import measures
from sessions.tryon.described.phrase import Phrase

STATURE_M: Final = 1.68
"""Of a shopper whose stature is not known: turns told lengths into shares."""
PATTERN_DIMS: Final = ("wide", "big", "thick")
"""Axes that a pattern's scale has too."""
LEVELS: Final = ("ease", "flare", "thickness", "waist", "bend", "stretch")
"""Fields whose words also make a direction: fitted, more fitted."""
_DENIED: Final[dict[str, dict[str, str]]] = {
    "neckline": {"neckline": "crew"},
    "opening": {"opening": "closed"},
    "pattern": {"pattern": "plain"},
}


class Step(NamedTuple):
    """A change along an axis.

    Attributes:
        axis: a field of the garment, or `shade` (+ lighter).
        way: 1 or -1, the sign of the field's change.
        amount: 1 is a usual step.
        metres: how far, where it was told; else 0.
    """

    axis: str
    way: int
    amount: float
    metres: float = 0.0


@dataclass
class Reading:
    """What a text says.

    Attributes:
        kind: of garment, `""` where none is named.
        into: whether a garment is to become that kind.
        implied: fields that the kind's word brings with it.
        sets: fields said outright.
        steps: changes, in order.
        size: `long`, `short`, `mid`, `crop` or `""`: a length that depends on the kind.
        length_m: from top to hem, metres, 0 where not told.
        scale: of the pattern, -1 fine, 1 bold.
        dyes: colours.
    """

    kind: str = ""
    into: bool = False
    implied: dict[str, str] = field(default_factory=dict)
    sets: dict[str, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    size: str = ""
    length_m: float = 0.0
    scale: int = 0
    dyes: Dyes = field(default_factory=Dyes)


def read(text: str, *, editing: bool, pattern: str = "plain") -> Reading:
    """Read a description, or with `editing` a change to a garment of the given pattern."""
    tokens = spelled(text)
    phrase = Phrase(tokens, measures(tokens))
    reading = Reading(dyes=dyes(phrase, editing=editing, worn=pattern))
    for place, hit in enumerate(phrase.hits):
        denied = place in phrase.denied
        if "dim" in hit.meaning:
            _dimension(reading, phrase, place, editing=editing)
        elif denied:
            _deny(reading, hit)
        else:
            _plain(reading, phrase, place, editing=editing)
    _kind(reading, phrase)
    _measured(reading, phrase)
    return reading


def _plain(reading: Reading, phrase: Phrase, place: int, *, editing: bool) -> None:
    meaning = phrase.hits[place].meaning
    scaled = meaning.get("thickness")
    if scaled and phrase.pattern_near(place):
        reading.scale = 1 if scaled == "thick" else -1
        return
    if any(name in LEVELS for name in meaning) and "kind" not in meaning:
        steps = list(_level_steps(phrase, place))
        if editing and steps:
            reading.steps.extend(steps)
            return
    if "size" in meaning:
        reading.size = meaning["size"]
    elif (
        meaning.get("part") == "sleeve"
        and phrase.cued(place, "with")
        and "sleeve" not in reading.sets
    ):
        reading.sets["sleeve"] = "some"
    elif not any(name in meaning for name in ("kind", "weak", "cue", "part", "shade", "color")):
        said = {name: value for name, value in meaning.items() if name not in ("at", "way")}
        reading.sets.update(said)


def _deny(reading: Reading, hit: Hit) -> None:
    """What a text says that a garment is not, as what it then is; outright words outweigh it."""
    meaning = hit.meaning
    if meaning.get("part") == "sleeve":
        reading.sets["sleeve"] = "0"
    for name, value in meaning.items():
        for other, then in _DENIED.get(name, {}).items():
            if value != "open":
                reading.sets.setdefault(other, then)
        if name == "sleeve" and float(value) > 0:
            reading.sets.setdefault("sleeve", "0.27" if float(value) > 0.5 else "1.0")
        if name == "ease":
            reading.sets.setdefault("ease", "0.10" if float(value) >= 0.13 else "0.14")
        if name == "flare" and float(value) > 0:
            reading.sets.setdefault("flare", "0.0")
        if name == "waist":
            reading.sets.setdefault("waist", "0.605")


def _level_steps(phrase: Phrase, place: int) -> Iterator[Step]:
    """A level with a word of degree: `more fitted`, `宽松些`, `too loose`."""
    meaning = phrase.hits[place].meaning
    degree = phrase.degree(place)
    if not degree.relative:
        return
    for name, value in meaning.items():
        if name == "thickness":
            way = 1 if value == "thick" else -1
        elif name in LEVELS:
            middle = {"ease": 0.09, "flare": 0.05, "waist": 0.61, "bend": 1.0, "stretch": 0.0}[name]
            way = 1 if float(value) > middle else -1
        else:
            continue
        yield Step(name, way * degree.sign, degree.amount)


def _dimension(reading: Reading, phrase: Phrase, place: int, *, editing: bool) -> None:
    hit = phrase.hits[place]
    axis, way = hit.meaning["dim"][:-1], 1 if hit.meaning["dim"].endswith("+") else -1
    degree = phrase.degree(place)
    metres = phrase.metres_near(place)
    part = phrase.part_near(place)
    relative = "flat" not in hit.meaning or degree.relative or (editing and 0 < metres < 0.25)
    amount, sign = degree.amount, degree.sign
    if place in phrase.denied:
        relative, sign, amount = True, -1, 0.5
    if axis in PATTERN_DIMS and (phrase.pattern_near(place) or part == "pattern"):
        if relative:
            reading.steps.append(Step("pattern_m", way * sign, amount))
        else:
            reading.scale = way
    elif axis == "loose" and not editing and not metres and place not in phrase.denied:
        reading.sets["ease"] = "0.20" if way * sign > 0 else "0.035"
    elif not relative:
        _flat(reading, axis, way, part, metres)
    else:
        target, turn = _axis(axis, part)
        reading.steps.append(Step(target, way * turn * sign, amount, metres))


def _flat(reading: Reading, axis: str, way: int, part: str, metres: float) -> None:
    """A dimension as a level: long, wide, high."""
    if axis == "long" and part == "sleeve":
        reading.sets["sleeve"] = "1.0" if way > 0 else "0.27"
    elif axis == "long" and metres >= 0.2:
        reading.length_m = metres
    elif axis == "long":
        reading.size = "long" if way > 0 else "short"
    elif axis == "high" and part == "waist":
        reading.sets["waist"] = "0.64" if way > 0 else "0.57"
    elif axis == "high" and part == "neck":
        reading.sets["neckline"] = "turtle" if way > 0 else "scoop"
    elif axis in ("wide", "big") and part in ("leg", "skirt", "hem"):
        reading.sets["flare"] = "0.6" if way > 0 else "0.0"
    elif axis == "wide":
        reading.sets["width"] = "wide" if way > 0 else "narrow"
    elif axis == "big" and way > 0:
        reading.sets.setdefault("ease", "0.20")


def _axis(axis: str, part: str) -> tuple[str, int]:
    """The field that a comparative moves, and the sign by which it does so."""
    if axis == "long":
        return ("sleeve", 1) if part == "sleeve" else ("hem", -1)
    if axis == "high":
        return ("hem", 1) if part in ("hem", "skirt", "leg") else ("waist", 1)
    if axis == "thick":
        return "thickness", 1
    if axis in ("wide", "big", "loose") and part in ("skirt", "hem", "leg"):
        return "flare", 1
    if axis == "wide" and part == "":
        return "width", 1
    return ("ease", 1) if axis in ("wide", "big", "loose") else (axis, 1)


def _kind(reading: Reading, phrase: Phrase) -> None:
    """The garment: the last of kinds that stand together (`shirt dress`), else the first."""
    place = next((i for i in phrase.live if "kind" in phrase.hits[i].meaning), -1)
    into = [i for i in phrase.live if phrase.hits[i].meaning.get("cue") == "into"]
    if into:
        after = next((i for i in phrase.live if i > into[-1] and phrase.names_kind(i)), -1)
        place, reading.into = (after, True) if after >= 0 else (place, False)
    while place >= 0 and place + 1 < len(phrase.hits) and phrase.joined(place):
        reading.implied |= _fields(phrase.hits[place])
        place += 1
    for weak in phrase.live:
        if "weak" in phrase.hits[weak].meaning:
            reading.implied |= _fields(phrase.hits[weak])
    if place < 0:
        place = next((i for i in phrase.live if "weak" in phrase.hits[i].meaning), -1)
    if place < 0:
        return
    hit = phrase.hits[place]
    reading.kind = hit.meaning.get("kind") or hit.meaning.get("weak", "")
    reading.implied |= _fields(hit)


def _fields(hit: Hit) -> dict[str, str]:
    return {name: value for name, value in hit.meaning.items() if name not in ("kind", "weak")}


def _measured(reading: Reading, phrase: Phrase) -> None:
    """Lengths that no comparative took: above the knee, or of the whole garment."""
    for length in phrase.lengths:
        hit = phrase.beside(length)
        if hit and "at" in hit.meaning:
            share = length.metres / STATURE_M * (1 if hit.meaning.get("way") == "+" else -1)
            reading.sets["hem"] = f"{float(hit.meaning['at']) + share:.3f}"
        elif hit and hit.meaning.get("part") in ("hem", "skirt") and length.metres >= 0.2:
            reading.length_m = length.metres
