"""The words of `words.py` as a tree, and the places where a text says one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from sessions.tryon.described.colors import NAMED
from sessions.tryon.described.tokens import Speller, split
from sessions.tryon.described.words import CHANGES, CLOTH, CUTS, KINDS

Meaning = Mapping[str, str]

_END: Final = ""
"""Where in the tree a form ends; no token is empty."""


class Hit(NamedTuple):
    """A form that a text says.

    Attributes:
        start: its first token.
        end: the token after its last.
        meaning: values by name, as `words.py` writes them.
    """

    start: int
    end: int
    meaning: Meaning


def _meaning(text: str) -> Meaning:
    return dict(pair.split("=", 1) for pair in text.split())


def _lines() -> list[tuple[Meaning, list[str]]]:
    lines: list[tuple[Meaning, list[str]]] = []
    for line in f"{KINDS}\n{CUTS}\n{CLOTH}\n{CHANGES}".splitlines():
        meaning, colon, forms = line.strip().partition(":")
        if not colon:
            continue
        english, _, chinese = forms.partition("|")
        lines.append((_meaning(meaning), [*english.split(","), *chinese.split()]))
    lines.extend(({"color": one.rgb}, [*one.en, *one.zh]) for one in NAMED)
    return lines


def _tree() -> tuple[dict[str, Any], Speller]:
    tree: dict[str, Any] = {}
    known: set[str] = set()
    for meaning, forms in _lines():
        for form in forms:
            tokens = split(form)
            if not tokens:
                continue
            node = tree
            for token in tokens:
                node = node.setdefault(token, {})
            node.setdefault(_END, meaning)
            known.update(token for token in tokens if token.isascii() and token.isalpha())
    return tree, Speller(known)


_TREE, _SPELLER = _tree()


def spelled(text: str) -> list[str]:
    """Tokens of a text, each as the lexicon spells it."""
    return [_SPELLER.spell(token) for token in split(text)]


def hits(tokens: Sequence[str]) -> list[Hit]:
    """What the tokens say, in order: at each place the longest form, none overlapping another."""
    found: list[Hit] = []
    place = 0
    while place < len(tokens):
        node: Any = _TREE  # a tree of trees, by token; leaves under `_END`
        best, end = None, place + 1
        for ahead in range(place, len(tokens)):
            token = tokens[ahead]
            node = node.get(token) or node.get(token.removesuffix("s"))
            if node is None:
                break
            if _END in node:
                best, end = node[_END], ahead + 1
        if best:
            found.append(Hit(place, end, best))
        place = end
    return found
