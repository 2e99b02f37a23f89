"""Words that are nearly the shop's: pinyin, a sign of the same sound, a slip of the fingers.

`lianyiqun` and 连衣群 are 连衣裙, `drss` is dress. Only what is no word itself is changed, and only
into a word of the shop: everything else is left for the classifier, which learned from such text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

from pypinyin import lazy_pinyin
from symspellpy import SymSpell, Verbosity

from sessions.intent.data import lexicon
from sessions.intent.text import is_chinese

LEAST = 4
"""Letters of a word that may be mistyped; shorter ones are too near to each other."""
LONG = 7
"""From so many letters on two slips are forgiven."""
MAX_SIGNS = 6
_JOINED = 4
"""Latin words that may spell one Chinese word: "lian yi qun"."""

_COMMON = frozenset(
    "一二三四五六七八九十两这那哪个件条双只把张的了着是不有没在要我你他她它们和跟就都也还很太"
    "上下大小多少好看吗呢吧啊呀给帮来去到说想能会可以什么怎样点得地过最再又请"
)
"""Signs so frequent that standing there is no mistake."""

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+(?: [a-z]+)*(?![a-z'])")


class Speller:
    """Knows the words of one shop.

    Args:
        words: normalised words and phrases of both languages.
    """

    def __init__(self, words: Iterable[str]) -> None:
        words = list(words)
        real = (*lexicon.REAL.split(), *_asked())
        chinese = [w for w in words if 2 <= len(w) <= MAX_SIGNS and all(map(is_chinese, w))]
        latin = {part for word in words if not is_chinese(word) for part in word.split()}
        self._known = english() | latin
        self._words = frozenset((*chinese, *real))
        self._sounds: dict[tuple[str, ...], str] = {}
        self._pinyin: dict[str, str] = {}
        for word in chinese:
            sounds = tuple(lazy_pinyin(word))
            self._sounds.setdefault(sounds, word)
            for typed in {"".join(sounds), "".join(sounds).replace("v", "u")} - self._known:
                self._pinyin.setdefault(typed, word)
            self._pinyin.setdefault(" ".join(sounds), word)
        self._slips = SymSpell(max_dictionary_edit_distance=2)
        for word in sorted(set(words)):
            if len(word) >= LEAST and word.isascii() and word.isalpha():
                self._slips.create_dictionary_entry(word, 1)

    def __call__(self, text: str) -> str:
        """A normalised text with the shop's words spelt as the shop spells them."""
        return _RUN.sub(lambda match: self._run(match[0]), text)

    def _run(self, run: str) -> str:
        return self._signs(run) if is_chinese(run) else self._letters(run.split(" "))

    def _signs(self, run: str) -> str:
        sounds = lazy_pinyin(run)
        out, at = "", 0
        while at < len(run):
            said, meant = self._sounding(run, sounds, at)
            out += meant
            at += len(said)
        return out

    def _sounding(self, run: str, sounds: list[str], at: int) -> tuple[str, str]:
        """What stands at a place, and what is meant by it."""
        pieces = [run[at : at + size] for size in range(MAX_SIGNS, 1, -1) if at + size <= len(run)]
        for piece in pieces:
            if piece in self._words:
                return piece, piece
        for piece in pieces:
            meant = self._sounds.get(tuple(sounds[at : at + len(piece)]), "")
            if meant and _slipped(piece, meant):
                return piece, meant
        return run[at], run[at]

    def _letters(self, said: list[str]) -> str:
        out, at = [], 0
        while at < len(said):
            size, meant = self._spelt(said, at)
            out.append(meant)
            at += size
        return " ".join(out)

    def _spelt(self, said: list[str], at: int) -> tuple[int, str]:
        for size in range(min(_JOINED, len(said) - at), 0, -1):
            meant = self._pinyin.get(" ".join(said[at : at + size]))
            if meant:
                return size, meant
        return 1, self._typed(said[at])

    def _typed(self, word: str) -> str:
        if len(word) < LEAST or {word, f"{word}g"} & self._known:  # "goin" is spoken, not mistyped
            return word
        reach = 2 if len(word) >= LONG else 1
        near = self._slips.lookup(word, Verbosity.CLOSEST, max_edit_distance=reach)
        # hands slip inside a word: its first letter stands, or has changed places
        first = {word[:1], word[1::-1]}
        return next((n.term for n in near if {n.term[:1], n.term[:2]} & first), word)


def _slipped(piece: str, meant: str) -> bool:
    """Whether one sign of several is another of the same sound, and none that is always about."""
    wrong = [one for one, other in zip(piece, meant, strict=True) if one != other]
    return len(wrong) < len(piece) and not _COMMON & set(wrong)


def _asked() -> list[str]:
    """Chinese words for what can be asked of a thing: 面料 is no slip of 棉料."""
    lines = (line for line in lexicon.WORDS.splitlines() if line.startswith("attribute "))
    return [form for line in lines for form in line.partition(" | ")[2].split()]


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """English words: what is one of them is no slip (the list that symspellpy brings along)."""
    listed = resources.files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt")
    lines = listed.read_text("utf-8-sig").splitlines()
    return frozenset(line.split(" ", 1)[0] for line in lines)
