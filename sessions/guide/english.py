"""Writes of a product in English: articles, plurals, and where each attribute stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sessions.guide.told import Told

_PAIRS: Final = frozenset(
    [
        "glasses",
        "sunglasses",
        "sneakers",
        "running-shoes",
        "boots",
        "sandals",
        "heels",
        "loafers",
        "slippers",
        "dress-shoes",
        "flats",
        "trousers",
        "jeans",
        "shorts",
        "leggings",
        "gloves",
        "socks",
    ]
)
"""Kinds that are plural: these jeans, they."""
_SLEEVES: Final = {"long": "long-sleeved", "short": "short-sleeved", "none": "sleeveless"}
_FEATURES: Final = {"stretch": "stretchy"}
_FOR: Final = {"men": "for men", "women": "for women", "kids": "for kids"}
_OCCASIONS: Final = {
    "work": "work",
    "date": "a date",
    "gym": "the gym",
    "party": "a party",
    "wedding": "a wedding",
    "beach": "the beach",
    "hiking": "hiking",
    "running": "running",
    "travel": "travel",
    "school": "school",
}
_PATTERNS: Final = {"stripes": "striped"}
_YEAR: Final = {"spring", "summer", "autumn", "winter"}
_VOWEL: Final = re.compile(r"(?!uni|use|euro|one)[aeiou]|hour|honest|heir", re.IGNORECASE)


def english(told: Told) -> Iterator[str]:
    """The sentences, what it is first."""
    yield _opening(told)
    middle = [_features(told), _suits(told)]
    yield from filter(None, middle if told.pick((True, False), 2) else middle[::-1])
    yield from filter(None, (_choice(told), _size(told), *_rest(told)))


def _opening(told: Told) -> str:
    thing, made = _thing(told), told.speech.listed(told.words("material"))
    many = told.kind in _PAIRS
    made_of = f"made of {made}" if made else ""
    link = told.pick((", ", ": "), 1)
    ways = [
        f"{'These are' if many else 'This is'} {thing}{', ' * bool(made)}{made_of}.",
        f"{_capital(thing)}{', ' * bool(made)}{made_of}.",
        f"{_capital(made_of)}{link}{thing}." if made else f"{_capital(thing)}.",
    ]
    return told.pick(ways, 0)


def _thing(told: Told) -> str:
    """The noun with all that stands before and after it."""
    before = [told.speech.word(each) for each in told.canonical("style", 2)]
    before += [told.speech.word(each) for each in told.canonical("shape", 1)]
    first = ", ".join(before)
    patterns = [p for p in told.canonical("pattern", 1) if p not in {"solid", "plain"}]
    words = [
        first,
        "unisex" if told.canonical("gender") == ["unisex"] else "",
        *(_PATTERNS.get(each, told.speech.word(each)) for each in patterns),
        *(_SLEEVES[each] for each in told.canonical("sleeve", 1) if each in _SLEEVES),
        told.speech.word(told.kind) if told.kind else "piece",
    ]
    phrase = " ".join(filter(None, words))
    whom = [_FOR[each] for each in told.canonical("gender", 3) if each in _FOR]
    brand = f" by {told.values['brand'][0]}" if told.values.get("brand") else ""
    article = "" if told.kind in _PAIRS else "an " if _VOWEL.match(phrase) else "a "
    return f"{article}{phrase}{_joined(whom)}{brand}"


def _joined(whom: list[str]) -> str:
    """` for men and women`."""
    return " for " + " and ".join(each.removeprefix("for ") for each in whom) if whom else ""


def _features(told: Told) -> str:
    words = [_FEATURES.get(each, told.speech.word(each)) for each in told.canonical("feature")]
    if not words:
        return ""
    be = "are" if told.kind in _PAIRS else "is"
    return f"{_it(told)} {be} {told.speech.listed(words)}."


def _suits(told: Told) -> str:
    """When and what for."""
    occasions = [_OCCASIONS[each] for each in told.canonical("occasion") if each in _OCCASIONS]
    seasons = told.canonical("season")
    when = "all year round" if set(seasons) >= _YEAR else ""
    when = when or (f"in {told.speech.listed(seasons)}" if seasons else "")
    many = told.kind in _PAIRS
    if not occasions:
        return f"{_it(told)} {'are' if many else 'is'} meant to be used {when}." if when else ""
    verb = told.pick((("are", "is"), ("are meant", "is meant")), 3)[not many]
    return f"{_it(told)} {verb} for {told.speech.listed(occasions)}{' ' * bool(when)}{when}."


def _choice(told: Told) -> str:
    """Colours and sizes."""
    colors = f"in {told.speech.listed(told.colors)}" if told.colors else ""
    sizes = ""
    if len(told.sizes) > 8:
        sizes = f"in {len(told.sizes)} sizes, {told.sizes[0]} to {told.sizes[-1]}"
    elif len(told.sizes) > 1:
        sizes = f"in sizes {told.speech.listed(told.sizes)}"
    both = told.pick((", ", " and "), 4).join(filter(None, (colors, sizes)))
    verb = "come" if told.kind in _PAIRS else "comes"
    return f"{_it(told)} {verb} {both}." if both else ""


def _size(told: Told) -> str:
    verb = "measure" if told.kind in _PAIRS else "measures"
    return f"{_it(told)} {verb} {told.measures} (W × H × D)." if told.measures else ""


def _rest(told: Told) -> Iterator[str]:
    """What the shop's vocabulary has no words for, by name."""
    if told.values.get("new") == ["true"]:
        yield f"{_it(told)} {'are' if told.kind in _PAIRS else 'is'} new."
    named = ("style", "shape", "pattern", "sleeve", "gender", "feature", "occasion", "season")
    for name in named:
        if own := told.own(name):
            yield f"{_capital(told.speech.attribute(name).removeprefix('the '))}: {told.speech.listed(own)}."
    for name, value in told.others:
        yield f"{_capital(name)}: {value}."


def _it(told: Told) -> str:
    return "They" if told.kind in _PAIRS else "It"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
