"""Does a text say only what the facts say? The world is closed: what is not in them is a lie.

Every word of the text claims nothing (`data.plain`), or stands in the facts: words next to each
other there too ("light red" is not "light blue, red"), in a sentence that affirms or denies as this
one does, of the product that was named last, and figures in the facts' own order and clause. Rather
a true sentence is refused than a false one said: the facts themselves are then the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from sessions.guide.data.plain import NEGATIVE, PLAIN, SAME, SIZES
from sessions.messages.common import Lang

LONGER: Final = 2
"""A text may be so many times as long as its facts, and .."""
SPARE: Final = 80
""".. so many characters more."""

_SENTENCE: Final = re.compile(r"[!?;。！？；\n]|\.(?!\d)")
_CLAUSE: Final = re.compile(r"[,，、:：)）]|(?<!\w)and(?!\w)|(?<!\d)\.")
_TOKEN: Final = re.compile(
    r"(?P<figure>[¥$€£]?\s?\d+(?:[.,]\d+)*\s?(?:%|元|yuan\b)?)|(?P<chinese>[\u3400-\u9fff])"
    r"|(?P<word>[^\W\d_\u3400-\u9fff]+?(?=n['’]t\b)|n['’]t\b|[^\W\d_\u3400-\u9fff]+)|(?P<other>[^\s.,!?;:'’\"“”()\-–—×*·，。！？；：、（）《》…])"
)

_HAN: Final = re.compile(r"[\u3400-\u9fff]")

Words = tuple[str, ...]


class Token(NamedTuple):
    """One word, figure or Chinese character."""

    text: str
    kind: str
    clause: int


class Said(NamedTuple):
    """One sentence."""

    tokens: tuple[Token, ...]
    denies: bool


class Place(NamedTuple):
    """Where in the facts some words stand, and which name was the last before them."""

    at: int
    clause: int
    owner: Words


def lie(text: str, facts: str, lang: Lang, names: Sequence[str] = ()) -> str:
    """What in `text` the facts do not say; empty when there is nothing.

    Args:
        text: what a model wrote.
        facts: the guide's own answer.
        lang: the language to be spoken.
        names: of the products that are spoken of, as the facts write them.
    """
    if len(text) > LONGER * len(facts) + SPARE:
        return "too long"
    if lang == "zh-CN" and not _HAN.search(text):
        return "another language"
    return _Check(facts, lang, names).lie(sentences(text, lang))


def sentences(text: str, lang: Lang) -> list[Said]:
    """The tokens of a text, by sentence; clauses are counted through."""
    said, clause = [], 0
    for sentence in _SENTENCE.split(text.casefold()):
        tokens: list[Token] = []
        for part in _CLAUSE.split(_thousands(sentence)):
            tokens += _tokens(part, clause)
            clause += 1
        if tokens:
            denies = any(token.text in NEGATIVE[lang] for token in tokens)
            said.append(Said(tuple(tokens), denies))
    return said


def _thousands(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)


def _tokens(text: str, clause: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        kind, found = match.lastgroup or "", match.group()
        if kind == "figure":
            found = _figure(found)
        elif kind == "word":
            found = _word(found.replace("’", "'"))
            kind = "figure" if found in SIZES else kind
        yield Token(found, kind, clause)


def _figure(text: str) -> str:
    """An amount without its accidents: 129.00 yuan, 129元 and ¥129 are ¥129."""
    number = re.sub(r"[^\d.]", "", text)
    number = (number.rstrip("0").rstrip(".") if "." in number else number).lstrip("0") or "0"
    sign = "¥" if text.endswith(("元", "yuan")) else re.sub(r"[\d.,%\s]", "", text)
    return sign + number + ("%" if text.endswith("%") else "")


def _word(text: str) -> str:
    """A word in the singular; verbs of the third person likewise."""
    plain = text[:-1] if len(text) > 3 and text[-1] == "s" and text[-2] not in "su" else text
    return SAME.get(plain, plain)


class _Check:
    """The facts, and where in them things stand."""

    def __init__(self, facts: str, lang: Lang, names: Sequence[str]) -> None:
        self._lang = lang
        self._plain = {_word(each) for each in PLAIN[lang]} - NEGATIVE[lang]
        named = ({tuple(t.text for t in _tokens(name.casefold(), 0)) for name in names}) - {()}
        self._names = sorted(named, key=len, reverse=True)
        self._facts = sentences(facts, lang)
        self._owners = self._owned()

    def _owned(self) -> list[list[Words]]:
        """The last name at each token of each sentence of the facts."""
        owner: Words = ()
        out = []
        for said in self._facts:
            words, row, until = _texts(said.tokens), [], 0
            for at in range(len(words)):
                name = self._name(words, at) if at >= until else ()
                if name:
                    owner, until = name, at + len(name)
                row.append(owner)
            out.append(row)
        return out

    def _name(self, words: Words, at: int) -> Words:
        return next((name for name in self._names if words[at : at + len(name)] == name), ())

    def lie(self, text: list[Said]) -> str:
        """The first words that the facts do not say so."""
        owner: Words = ()
        last, claims = -1, 0
        for said in text:
            clause: tuple[int, int] = (-1, -1)
            for run in self._runs(said):
                words = _texts(run)
                owner = words if words in self._names else owner
                figures = any(token.kind == "figure" for token in run)
                ordered = figures or said.denies or len(self._names) > 1
                bound = clause[1] if figures and clause[0] == run[0].clause else -1
                place = self._place(words, said, owner, last if ordered else -1, bound)
                if place is None:
                    return " ".join(words)
                last = place.at if ordered else last
                clause = (run[0].clause, place.clause) if figures else clause
                claims += 1
        return "" if claims else "it says nothing"

    def _place(
        self, words: Words, said: Said, owner: Words, after: int, clause: int
    ) -> Place | None:
        """The first place of `words` in the facts that says the same of the same."""
        base = 0
        for fact, owners in zip(self._facts, self._owners, strict=True):
            texts = _texts(fact.tokens)
            for at in range(len(texts) - len(words) + 1):
                same = texts[at : at + len(words)] == words and fact.denies == said.denies
                own = owners[at] == owner or len(self._names) < 2
                held = clause in {-1, fact.tokens[at].clause}
                if same and own and held and base + at > after - (words in self._names):
                    return Place(base + at, fact.tokens[at].clause, owners[at])
            base += len(texts)
        return None

    def _runs(self, said: Said) -> Iterator[tuple[Token, ...]]:
        """What claims something: names, and words next to each other that are not plain."""
        tokens, at = said.tokens, 0
        run: list[Token] = []
        while at < len(tokens):
            name = self._name(_texts(tokens), at)
            size = len(name) or self._plain_at(tokens, at, run)
            if size:
                if run:
                    yield tuple(run)
                    run = []
                if name:
                    yield tokens[at : at + size]
                at += size
                continue
            if run and run[-1].clause != tokens[at].clause:
                yield tuple(run)
                run = []
            run.append(tokens[at])
            at += 1
        if run:
            yield tuple(run)

    def _plain_at(self, tokens: Sequence[Token], at: int, run: Sequence[Token]) -> int:
        """How many tokens from here on claim nothing; in Chinese a word has several.

        A Chinese character that goes on with what the facts say is theirs: 的 in 打的, not a link.
        """
        if tokens[at].text == "price" and _priced(tokens[at:]):
            return 1
        if tokens[at].kind != "chinese":
            return int(tokens[at].kind == "word" and tokens[at].text in self._plain)
        if run and self._stands((*_texts(run), tokens[at].text)):
            return 0
        longest = range(min(3, len(tokens) - at), 0, -1)
        return next((n for n in longest if "".join(_texts(tokens[at : at + n])) in self._plain), 0)

    def _stands(self, words: Words) -> bool:
        size = len(words)
        return any(
            _texts(fact.tokens)[at : at + size] == words
            for fact in self._facts
            for at in range(len(fact.tokens) - size + 1)
        )


def _priced(tokens: Sequence[Token]) -> bool:
    """Whether the next figure is money: "it costs ¥129", which facts may say without the verb."""
    figure = next((token.text for token in tokens if token.kind == "figure"), "")
    return figure[:1] in {*"¥$€£"}


def _texts(tokens: Sequence[Token]) -> Words:
    return tuple(token.text for token in tokens)
