"""Finds the concepts of `lexicon` in a text of either language, longest form first."""

from __future__ import annotations

import re
from typing import NamedTuple

from sessions.encoding import lexicon

HAN = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Scripts written without spaces: kana, Han, and Hangul (whose particles stick to the word)."""

_HAS_HAN = re.compile(f"[{HAN}]")


class Forms(NamedTuple):
    """Form -> its concepts. English forms are tuples of stemmed words, Chinese ones strings."""

    words: dict[tuple[str, ...], tuple[str, ...]]
    signs: dict[str, tuple[str, ...]]
    parents: dict[str, str]
    longest_words: int
    longest_signs: int


def stem(word: str) -> str:
    """English plural off; leaves `dress`, `canvas` and short words alone."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "as", "is")):
        return word[:-1]
    return word


def read(table: str) -> Forms:
    """The table of `lexicon.CONCEPTS` as dictionaries."""
    words: dict[tuple[str, ...], tuple[str, ...]] = {}
    signs: dict[str, tuple[str, ...]] = {}
    parents: dict[str, str] = {}
    for line in filter(str.strip, table.splitlines()):
        head, forms = line.split(" : ")
        token, _, parent = head.partition(" < ")
        english, _, chinese = forms.partition(" | ")
        if parent:
            parents[token] = parent
        for form in english.split(","):
            key = tuple(stem(word) for word in form.split())
            words[key] = (*words.get(key, ()), token)
        for sign in chinese.split():
            signs[sign] = (*signs.get(sign, ()), token)
    return Forms(words, signs, parents, max(map(len, words)), max(map(len, signs)))


FORMS = read(lexicon.CONCEPTS)


def find(text: str, words: list[str]) -> list[str]:
    """Concepts said in `text`, with repeats, in reading order (English first).

    Args:
        text: normalised (NFKC, lower case).
        words: its words of spaced scripts, stemmed.
    """
    return [*_in_words(words), *_in_signs(text)]


def _in_words(words: list[str]) -> list[str]:
    found: list[str] = []
    start = 0
    while start < len(words):
        for size in range(FORMS.longest_words, 0, -1):
            concepts = FORMS.words.get(tuple(words[start : start + size]))
            if concepts:
                found += concepts
                start += size - 1
                break
        start += 1
    return found


def _in_signs(text: str) -> list[str]:
    found: list[str] = []
    start = 0
    while start < len(text):
        for size in range(FORMS.longest_signs, 0, -1):
            concepts = FORMS.signs.get(text[start : start + size])
            if concepts:
                found += concepts
                start += size - 1
                break
        start += 1
    return found


QUIET_WORDS = frozenset(form for form in lexicon.QUIET.split() if not _HAS_HAN.search(form))
QUIET_SIGNS = re.compile(
    "|".join(sorted((f for f in lexicon.QUIET.split() if _HAS_HAN.search(f)), key=len)[::-1])
)
