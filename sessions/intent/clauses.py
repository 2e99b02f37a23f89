"""One turn, two wishes: "I like it, add it to my cart"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

_BREAK = re.compile(
    r"\s*[,;.!?]+\s+|\s*[,;!?]+\s*|\b(?:and then|and also|and|then|(?<!anything )(?<!nothing )but(?! not)|also|plus)\b|"
    r"然后|接着|并且|而且|顺便|同时|但是|不过|再(?=[帮给把加试看换放找拿])|后(?=再|帮)|"
    r"(?<=[\u3400-\u9fff]{2}) (?=[\u3400-\u9fff]{2})"
)
MAX_CLAUSES = 4
ACTS = 2
MAYBE = 0.006
"""The chance of two wishes from which on the parts of a turn are read, too."""
BOTH = 0.12
"""Two wishes from this chance on: that of two, times the root of the less likely part's.."""
SURE = 0.92
""".. or where either part is as likely as this."""

WEAK = frozenset({"affirm", "deny", "chitchat", "oos", "disambiguate", ""})
"""Acts that colour another wish rather than being one: "no, show me something else"."""

POLITE = frozenset({"affirm", "deny", "chitchat"})
"""Acts that a wish may be wrapped in."""

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
    two: float = 0.0
    """The chance that the words are two wishes."""


def split(text: str) -> list[str]:
    """The clauses of a normalised text, at most four."""
    parts = [part.strip(" ,.;!?") for part in _BREAK.split(text)]
    return [part for part in parts if part][:MAX_CLAUSES]


def wishes(text: str, guess: Callable[[str], Wish]) -> list[Wish]:
    """One wish, or two where the turn sounds like two and has a place to cut it."""
    whole = guess(text)
    parts = split(text)
    if whole.score >= 1.0 or len(parts) < ACTS:
        return [whole]
    if whole.act in POLITE:
        return [_meant(whole, map(guess, parts))]
    if whole.two < MAYBE:
        return [whole]
    cuts = [
        (guess(", ".join(parts[:at])), guess(", ".join(parts[at:]))) for at in range(1, len(parts))
    ]
    pairs = [pair for pair in cuts if not _one(pair[0].act, pair[1].act)]
    if not pairs:
        return [whole]
    best = max(pairs, key=_weaker)
    least = _weaker(best)
    return list(best) if least >= SURE or whole.two * least**0.5 >= BOTH else [whole]


def _meant(whole: Wish, parts: Iterable[Wish]) -> Wish:
    """What is wished for politely: "hello, show me some shoes"."""
    wished = [part for part in parts if part.act not in WEAK and part.score >= SURE]
    best = max(wished, key=lambda part: part.score, default=whole)
    return best._replace(text=whole.text)


def _weaker(pair: tuple[Wish, Wish]) -> float:
    """The chance of the less likely of two wishes; none where one only colours the other."""
    return min(0.0 if wish.act in WEAK else wish.score for wish in pair)


def _one(first: str, second: str) -> bool:
    return first == second or frozenset({first, second}) in _SAME
