"""What is known of a product, laid out for those who write about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from sessions.guide.data import zh
from sessions.guide.speech import Speech

Said = TypeVar("Said")

CANONICAL: Final = frozenset(zh.WORDS)
"""Words of the shop's own vocabulary: their part of speech is known."""


class Told(NamedTuple):
    """One product. `values` holds attributes as the catalogue has them, lists in its order."""

    kind: str
    wear: str
    values: Mapping[str, Sequence[str]]
    colors: Sequence[str]
    sizes: Sequence[str]
    measures: str
    others: Sequence[tuple[str, str]]
    """The user's own attributes: a name and a value, both in words."""
    speech: Speech
    draw: int
    """A number that is the product's own."""

    @property
    def known(self) -> bool:
        """Whether there is anything to say beside the kind."""
        return bool(
            any(self.values.values()) or self.colors or self.sizes or self.measures or self.others
        )

    def pick(self, ways: Sequence[Said], of: int) -> Said:
        """One of some ways to say something; `of` tells one choice from another."""
        return ways[(self.draw >> (4 * of)) % len(ways)]

    def canonical(self, name: str, most: int = 8) -> list[str]:
        """The values of an attribute that are words of the shop, as tokens."""
        return [v.lower() for v in self.values.get(name, ()) if v.lower() in CANONICAL][:most]

    def own(self, name: str) -> list[str]:
        """Its other values: a user's own text."""
        return [v for v in self.values.get(name, ()) if v.lower() not in CANONICAL]

    def words(self, name: str) -> list[str]:
        """All its values in words."""
        return [self.speech.word(value) for value in self.values.get(name, ())]
