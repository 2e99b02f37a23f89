"""One turn, two wishes: "I like it, add it to my cart"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_BREAK = re.compile(
    r"\s*[,;.!?]+\s+|\s*[,;!?]+\s*|\b(?:and then|and also|and|then|(?<!anything )(?<!nothing )but(?! not)|also|plus)\b|"
    r"然后|接着|并且|而且|顺便|同时|但是|不过|再(?=[帮给把加试看换放找拿])|后(?=再|帮)"
)
MAX_CLAUSES = 4
ACTS = 2
SURE = 0.35
"""A part of a turn stands for itself only from this chance on: parts are short and easily misread."""

WEAK = frozenset(
    {"affirm", "deny", "chitchat", "oos", "disambiguate", "repeat", "stop", "help", ""}
)
"""Acts that colour another wish rather than being one: "no, show me something else"."""

_SAME = {
    frozenset({"search", "refine"}),
    frozenset({"rec.similar", "refine"}),
    frozenset({"rec.similar", "search"}),
    frozenset({"rec.cheaper", "refine"}),
    frozenset({"rec.personal", "refine"}),
    frozenset({"rec.complement", "refine"}),
    frozenset({"rec.complement", "search"}),
    frozenset({"compare", "ask_attribute"}),
    frozenset({"set_color", "refine"}),
    frozenset({"set_size", "refine"}),
    frozenset({"ask_attribute", "check_attribute"}),
    frozenset({"like", "affirm"}),
    frozenset({"dislike", "deny"}),
}
"""Pairs that are one wish: a search with its conditions."""


class Wish(NamedTuple):
    """An act with its chance and the words it was said with."""

    act: str
    score: float
    text: str


def split(text: str) -> list[str]:
    """The clauses of a normalised text, at most four."""
    parts = [part.strip(" ,.;!?") for part in _BREAK.split(text)]
    return [part for part in parts if part][:MAX_CLAUSES]


def wishes(text: str, guess: Callable[[str], Wish]) -> list[Wish]:
    """One wish, or two where two clauses surely are different ones."""
    whole = guess(text)
    parts = split(text)
    if whole.score >= 1.0 or len(parts) < 2:
        return [whole]
    grouped: list[Wish] = []
    for part in map(guess, parts):
        sure = part.act not in WEAK and part.score >= SURE
        if sure and not any(_one(part.act, known.act) for known in grouped):
            grouped.append(part)
        elif grouped:
            last = grouped[-1]
            grouped[-1] = last._replace(text=f"{last.text}, {part.text}")
    if len(grouped) < ACTS:
        return [_single(whole, grouped)]
    return grouped[:ACTS]


def _single(whole: Wish, grouped: list[Wish]) -> Wish:
    """The whole turn, unless one of its parts is much clearer."""
    if not grouped:
        return whole
    leads = whole.act != grouped[0].act and _one(whole.act, grouped[0].act)
    if leads or whole.act in WEAK or grouped[0].score > whole.score + SURE:
        return grouped[0]._replace(text=whole.text)
    return whole


def _one(first: str, second: str) -> bool:
    return first == second or frozenset({first, second}) in _SAME
