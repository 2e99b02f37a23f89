"""What Chinese words are in English: joins texts of the two languages word by word.

Read from a dictionary in the format of CC-CEDICT: ``traditional simplified [pinyin] /gloss/gloss/``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sessions.encoding.concepts import HAN, stem

LONGEST = 6
"""Characters of a word that is looked for."""
MOST = 12
"""Glosses of one word; what comes later is rare."""

_LINE = re.compile(r"^\S+ (\S+) \[[^\]]*\] /(.+)/\s*$")
_RUN = re.compile(f"[{HAN}]+")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOTE = re.compile(
    r"^(?:CL:|see |variant of|old variant|abbr\. |surname |also written|also pr|erhua|used in|"
    r"\(bound form\)$|Taiwan pr)|[A-Z][a-z]+ (?:County|City|District)"
)
WORD = re.compile(r"[a-z]+")
_STOP = (
    "a an the of to in on at for with and or by from as is be it its one sb sth up out off into "
    "etc esp not no oneself someone something make get have do go come very particle used that "
    "which who what this like own can be other all more over than so if also lit fig"
)
STOP = frozenset(_STOP.split())
"""Words of a gloss that say nothing of the thing."""
_EMPTY = (
    "的 有 了 是 在 和 不 很 我 你 给 个 件 一 这 那 能 可以 会 要 想 就 都 也 还 吗 呢 没有 没 上 下 里 来 去 到 "
    "把 用 时 好 不会 起来"
)
EMPTY = frozenset(_EMPTY.split())
"""Chinese words that say nothing of it."""


class Glossary:
    """Chinese words -> the stems of the English words that gloss them.

    Args:
        lines: of the dictionary; those that are no entries are passed over.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: dict[str, tuple[str, ...]] = {}
        for line in lines:
            entry = _LINE.match(line)
            if entry and len(entry[1]) <= LONGEST and _RUN.fullmatch(entry[1]):
                known = self._words.get(entry[1], ())
                fresh = (gloss for gloss in _glosses(entry[2]) if gloss not in known)
                self._words[entry[1]] = (*known, *dict.fromkeys(fresh))[:MOST]

    def __len__(self) -> int:
        return len(self._words)

    def __call__(self, text: str) -> list[tuple[str, ...]]:
        """The stems for each Chinese word of a text, in order; words without any are left out."""
        runs = _RUN.findall(text)
        said = (word for run in runs for word in self.words(run) if word not in EMPTY)
        return [found for word in said if (found := self._words.get(word))]

    def words(self, run: str) -> list[str]:
        """A run of Han characters in the fewest words; the first of equal ways."""
        best: list[tuple[int, list[str]]] = [(0, [])]
        for end in range(1, len(run) + 1):
            ways = [
                (best[start][0] + (1 if run[start:end] in self._words else LONGEST), start)
                for start in range(max(0, end - LONGEST), end)
                if run[start:end] in self._words or end - start == 1
            ]
            cost, start = min(ways)
            best.append((cost, [*best[start][1], run[start:end]]))
        return best[-1][1]


def _glosses(text: str) -> Iterator[str]:
    for gloss in text.split("/"):
        for part in gloss.split(";"):
            plain = _ASIDE.sub(" ", part).strip()
            if plain and not _NOTE.search(part.strip()) and not plain[0].isupper():
                words = [stem(word) for word in WORD.findall(plain.lower())]
                if len(words) <= 5:
                    yield from (word for word in words if word not in STOP and len(word) > 1)
