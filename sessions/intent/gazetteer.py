"""Finds the shop's words in a text: the lexicon's, and those of the catalogue that is on sale."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from assets_pipeline.catalogue import Catalogue, Product
from sessions.intent.data import lexicon, wider
from sessions.intent.data.cues import CUES
from sessions.intent.text import Unit, is_chinese, normalise, units

Value = tuple[str, str]
"""A slot and its canonical value."""
Key = tuple[str, ...]
"""A form as the texts of its units."""

ALIASES = {
    "colour": "color",
    "colors": "color",
    "colours": "color",
    "materials": "material",
    "fabric": "material",
    "type": "category",
    "product_type": "category",
    "features": "feature",
}
"""Names users give attributes in their own data, and the shop's name for them."""

MAX_NAME = 8
"""Units in a catalogue value; longer ones are sentences, which nobody says whole."""


class Span(NamedTuple):
    """Units `[start, end)` mean `values`; a word for several values carries them all."""

    start: int
    end: int
    values: tuple[Value, ...]


class Forms:
    """Finds forms in units, longest first, without overlap."""

    def __init__(self, forms: dict[Key, tuple[Value, ...]]) -> None:
        self._forms = forms
        self._longest: dict[str, int] = {}
        for key in forms:
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    def find(self, said: list[Unit]) -> list[Span]:
        """Spans from left to right."""
        found, at = [], 0
        while at < len(said):
            span = self._longest_at(said, at)
            if span:
                found.append(span)
            at = span.end if span else at + 1
        return found

    def _longest_at(self, said: list[Unit], at: int) -> Span | None:
        for size in range(min(self._longest.get(said[at].text, 0), len(said) - at), 0, -1):
            key = tuple(unit.text for unit in said[at : at + size])
            if key in self._forms:
                return Span(at, at + size, self._forms[key])
        return None


class Gazetteer(Forms):
    """What the shop sells, in words of two languages."""

    def __init__(self, catalogue: Catalogue | None = None) -> None:
        self.sold: dict[str, set[str]] = {}
        self.named: dict[str, tuple[str, ...]] = {}
        """Ids of the products of a name."""
        self._forms = dict(_lexicon())
        products = catalogue.products if catalogue else []
        for product in products:
            for slot, value in said_of(product):
                self.sold.setdefault(slot, set()).add(value)
        self._add_wider()
        self._add_values()
        for product in products:
            self._add_names(product)
        super().__init__(self._forms)

    def words(self) -> Iterator[str]:
        """Every form that means a thing or a property of it; names apart, which are spelt anyhow."""
        for key, values in self._forms.items():
            if any(slot not in {"name", "attribute"} for slot, _ in values):
                yield ("" if is_chinese(key[0]) else " ").join(key)

    @property
    def extra(self) -> frozenset[str]:
        """Attributes that only this catalogue has."""
        return frozenset(self.sold) - _lexicon_slots()

    def _add_wider(self) -> None:
        """Further words for values that are on sale, however the catalogue spells them."""
        sold = {(slot, form(words)) for slot, words in self._spelled()}
        for key, values in _wider().items():
            fresh = [value for value in values if (value[0], form(_spaced(value[1]))) in sold]
            if fresh:
                self._forms[key] = tuple(dict.fromkeys((*self._forms.get(key, ()), *fresh)))

    def _spelled(self) -> Iterator[Value]:
        """Slots and values on sale, as words; kinds also without a plural."""
        for slot, values in self.sold.items():
            for value in values:
                yield slot, _spaced(value)
                if slot == "category" and value.endswith("s"):
                    yield slot, _spaced(value[:-1])

    def _add_values(self) -> None:
        """Catalogue spellings replace the lexicon's, and words only the catalogue has come in."""
        own: dict[Value, list[Value]] = {}
        new: dict[Key, list[Value]] = {}
        for slot, values in sorted(self.sold.items()):
            for value in sorted(values):
                key = form(_spaced(value))
                meant = [known for known in self._forms.get(key, ()) if known[0] == slot]
                same = [known for known in meant if known[1] == value] or meant
                for known in same:
                    own.setdefault(known, []).append((slot, value))
                if not same and 0 < len(key) <= MAX_NAME:
                    new.setdefault(key, []).append((slot, value))
        for key, meanings in self._forms.items():
            self._forms[key] = _sold_first(meanings, own)
        for key, fresh in new.items():
            self._forms[key] = (*self._forms.get(key, ()), *fresh)

    def _add_names(self, product: Product) -> None:
        for variant in product.variants:
            for name in variant.name.values():
                if variant.color and form(name):
                    self._forms.setdefault(form(name), (("color", variant.color),))
        for name in product.name.values():
            key = form(name)
            known = self._forms.get(key, ())
            if not key or any(slot != "name" for slot, _ in known):
                continue
            called = label(name)
            self._forms[key] = tuple(dict.fromkeys((*known, ("name", called))))
            self.named[called] = tuple(dict.fromkeys((*self.named.get(called, ()), product.id)))


def said_of(product: Product) -> Iterator[Value]:
    """What can be said of a product, as slots and values."""
    yield "category", product.category
    yield "section", product.section
    for variant in product.variants:
        if variant.color:
            yield "color", variant.color
    for name, value in product.attributes.items():
        slot = ALIASES.get(name.lower(), name.lower())
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and text:
                yield slot, text


def facts_of(product: Product) -> frozenset[Value]:
    """What is true of a product, its names among it."""
    return frozenset((*said_of(product), *(("name", label(n)) for n in product.name.values())))


def label(name: str) -> str:
    """A product's name as a slot's value."""
    return " ".join(name.split())[:128]


def form(said: str) -> Key:
    """The key of a word or phrase."""
    return tuple(unit.text for unit in units(normalise(said)))


def _sold_first(meanings: tuple[Value, ...], own: dict[Value, list[Value]]) -> tuple[Value, ...]:
    """Of a word's meanings those on sale, in the catalogue's spelling; all of them if none is."""
    sold = [value for meaning in meanings for value in own.get(meaning, ())]
    slots = {slot for slot, _ in sold}
    rest = [meaning for meaning in meanings if meaning[0] not in slots]
    return tuple(dict.fromkeys((*sold, *rest)))


@lru_cache(maxsize=1)
def _lexicon_slots() -> frozenset[str]:
    return frozenset(slot for values in _lexicon().values() for slot, _ in values) | {"name"}


@lru_cache(maxsize=1)
def _lexicon() -> dict[Key, tuple[Value, ...]]:
    plain: dict[Key, tuple[Value, ...]] = {form(word): () for word in lexicon.PLAIN.split()}
    return plain | {
        key: (*plain.get(key, ()), *values) for key, values in _read(lexicon.WORDS).items()
    }


@lru_cache(maxsize=1)
def _wider() -> dict[Key, tuple[Value, ...]]:
    return _read(wider.SOLD)


def _read(words: str) -> dict[Key, tuple[Value, ...]]:
    forms: dict[Key, tuple[Value, ...]] = {}
    for head, said in table(words):
        slot, value = head.split(" ", 1)
        for variant in _plurals(said, slot):
            key = form(variant)
            if key:
                forms[key] = tuple(dict.fromkeys((*forms.get(key, ()), (slot, value))))
    return forms


def _spaced(value: str) -> str:
    return value.replace("-", " ").replace("_", " ")


@lru_cache(maxsize=1)
def cues() -> Forms:
    """The notions of `data.cues`, each as the value of the slot `cue`."""
    return Forms({form(said): (("cue", head),) for head, said in table(CUES)})


def table(text: str) -> Iterator[tuple[str, str]]:
    """The head of each line of a table of words, with each of its forms."""
    for line in filter(str.strip, text.splitlines()):
        head, _, rest = line.partition(" : ")
        english, _, chinese = rest.partition(" | ")
        for said in (*english.split(", "), *chinese.split()):
            yield head, said.strip()


def _plurals(said: str, slot: str) -> Iterator[str]:
    yield said
    if slot in {"category", "section", "pattern", "attribute"} and not is_chinese(said):
        yield plural(said)


def plural(said: str) -> str:
    """`scarf` -> `scarves`, `dress` -> `dresses`, `jeans` -> `jeans`."""
    if said.endswith("s") and not said.endswith("ss"):
        return said
    if said.endswith(("ss", "ch", "sh", "x")):
        return said + "es"
    if said.endswith("rf"):
        return said[:-1] + "ves"
    if said.endswith("y") and said[-2:-1] not in "aeiou":
        return said[:-1] + "ies"
    return said + "s"
