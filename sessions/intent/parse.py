"""Composes the parts: a text and what is in view become at most two acts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assets_pipeline.catalogue import Catalogue, Product
from sessions.encoding.base import TextEncoder
from sessions.intent import amounts, choices, motions, sizes
from sessions.intent.acts import ACTS, DESCRIBES, FILTERS, ActInfo
from sessions.intent.clauses import Wish, wishes
from sessions.intent.features import indices
from sessions.intent.gazetteer import Gazetteer, Span
from sessions.intent.head import ActHead
from sessions.intent.pointing import Pointing, read_pointing
from sessions.intent.quick import quick
from sessions.intent.referents import Meant, resolve
from sessions.intent.slots import Named, read
from sessions.intent.text import Unit, has_words, is_chinese, normalise, units
from sessions.messages.common import Act, Lang, Slot
from sessions.messages.jobs import Candidate, Understand, Understood

MAX_SLOTS = 24
WHOLE_CURRENCIES = frozenset({"JPY", "KRW", "VND", "CLP", "ISK"})
"""Currencies whose minor unit is the whole one."""

_ABOUT_SIZES = frozenset({"set_size", "check_attribute", "cart.add", "try_on"})
_TURNS = frozenset({"rotate", "place", "scale"})
_KEEP_COLOR = frozenset({"cart.add", "try_on"})
"""The colour that tells which thing is meant is also the one to take."""
_ASKING = frozenset(
    {"search", "refine", "sort", "rec.similar", "rec.cheaper", "rec.personal", "nav.go"}
)
_LIKENESS = frozenset({"rec.similar", "rec.cheaper", "rec.complement"})
_THE = re.compile(r"\b(?:this|that|these|those|the)\b|[这那][个件双条款只把张顶]?|它")
_GAP = re.compile(r"(?:\s|的|色|[a-z]+(?= (?:jacket|bag|one))|pair of)*")
_BY = re.compile(
    r"\b(?:next to|beside|near|on top of|onto|on|against|in front of|behind|by|under|above)\b|[放摆搁]在?到?"
)
_PARTS = re.compile(r"\b(?:and|with|to|versus|vs|or|than)\b|和|跟|与|同|还是|比(?!较|一)")


class Parser:
    """Understands what is said in one shop. `head` guesses acts; `encoder` is not needed for it."""

    def __init__(self, catalogue: Catalogue, encoder: TextEncoder | None, head: ActHead) -> None:
        # The head reads characters: the same answer on machines with and without packs.
        del encoder
        self.version = f"intent-{head.version}"
        self._head = head
        self._products = catalogue.by_id
        self._gazetteer = Gazetteer(catalogue)
        self._filters = frozenset(FILTERS) | self._gazetteer.extra
        self._describes = frozenset(DESCRIBES) | self._gazetteer.extra
        self._sizes = {size for product in catalogue.products for size in product.sizes}
        currencies = {p.price.currency for p in catalogue.products if p.price}
        self._minor = 1 if currencies and currencies <= WHOLE_CURRENCIES else 100

    def parse(
        self, text: str, job: Understand, described: Mapping[str, Product] | None = None
    ) -> Understood:
        """What `text` means to somebody who sees `job.candidates`. Every text is accepted.

        Args:
            text: any string; what is over 400 characters is not read.
            job: language, the guide's last answer, the last acts, and the candidates.
            described: products of candidates that the catalogue does not have.
        """
        plain = normalise(text)
        lang = spoken(plain, job.lang)
        answer = Understood(for_seq=job.for_seq, model=self.version, lang=lang, abstained=True)
        if not has_words(plain):
            return answer
        found = wishes(plain, lambda part: self._guess(part, job))
        found = [wish for wish in found if wish.act]
        if not found:
            return answer
        known = {**self._products, **(described or {})}
        acts: list[Act] = []
        for wish in found:
            acts.append(_Reader(self, wish, job, known).act(acts[0].products if acts else ()))
        return Understood(
            for_seq=job.for_seq,
            model=self.version,
            acts=tuple(acts),
            lang=lang,
            sentiment=_sentiment(found),
        )

    def spans(self, text: str) -> tuple[list[Unit], list[Span]]:
        """Units of a normalised text, and the shop's words among them."""
        said = units(text)
        return said, self._gazetteer.find(said)

    def _guess(self, text: str, job: Understand) -> Wish:
        command = quick(text)
        if command:
            return Wish(command, 1.0, text)
        said, spans = self.spans(text)
        best = self._head.guess(indices(said, spans))[0]
        named = {slot for span in spans for slot, _ in span.values} & self._filters
        if job.previous == "which_one" and named and len(said) <= 4:
            return Wish("disambiguate", best.score, text)
        if best.score >= self._head.threshold:
            return Wish(self._in_context(best.act, text, named, job), best.score, text)
        if named and len(said) <= 12:
            kinds = named & {"category", "section", "name"}
            act = "refine" if not kinds and _ASKING & set(job.acts) else "search"
            return Wish(act, best.score, text)
        return Wish("", best.score, text)

    def _in_context(self, act: str, text: str, named: set[str], job: Understand) -> str:
        """An act that its own words or the scene make into another one."""
        if act == "deny" and named:
            return "refine"  # "not red" says no to red, not to the shop
        if act == "check_attribute" and named & {"color", "material", "category", "pattern"}:
            at_hand = any(c.held or c.pointed or c.mentioned for c in job.candidates)
            if not at_hand and not read_pointing(text).deixis:
                return "search"  # "is there a red one", asked of nothing in particular
        return act


class _Reader:
    """Reads the slots and referents of one wish."""

    def __init__(
        self, parser: Parser, wish: Wish, job: Understand, known: Mapping[str, Product]
    ) -> None:
        self._parser = parser
        self._wish = wish
        self._text = wish.text
        self._job = job
        self._known = known
        self._info = ACTS[wish.act]
        said, spans = parser.spans(wish.text)
        self._named = read(wish.text, said, spans)
        self._pointing = read_pointing(wish.text, sides=wish.act not in _TURNS)

    def act(self, before: tuple[str, ...]) -> Act:
        """The act; `before` are the referents of the wish said before it."""
        telling = [] if self._info.refers == "none" else self._telling()
        meant = Meant() if self._info.refers == "none" else self._meant(telling, before)
        slots = [*self._values(telling, meant), *self._own(meant)]
        if meant.ambiguous:
            slots.append(Slot("ambiguous", "true"))
        return Act(
            self._wish.act,
            meant.products[:64],
            tuple(dict.fromkeys(slots))[:MAX_SLOTS],
            round(min(max(self._wish.score, 0.0), 1.0), 4),
        )

    def _telling(self) -> list[Named]:
        """Values that say which thing is meant, not what is wanted of it."""
        names = [n for n in self._named if n.slot in self._parser._describes]  # noqa: SLF001 - one room
        if self._wish.act in _LIKENESS:
            return [n for n in names if self._follows_the(n)]
        if self._wish.act == "place":
            cut = self._by()
            return [n for n in names if n.start < cut]
        own = set(self._info.slots)
        return [n for n in names if n.slot not in own or self._is_told(n)]

    def _is_told(self, named: Named) -> bool:
        asked = self._wish.act == "check_attribute" and named.slot in {"category", "section"}
        return named.describes or asked

    def _follows_the(self, named: Named) -> bool:
        """Whether a value stands in "like this red bag", not in "red bags like this"."""
        ends = [match.end() for match in _THE.finditer(self._text, 0, named.start)]
        if not ends:
            return False
        inner = self._text[ends[-1] : named.start]
        for other in self._named:
            if ends[-1] <= other.start < named.start:
                inner = inner.replace(self._text[other.start : other.end], "")
        return not re.sub(r"[\s的色]", "", inner)

    def _by(self) -> int:
        match = _BY.search(self._text)
        return match.end() if match else len(self._text)

    def _meant(self, telling: list[Named], before: tuple[str, ...]) -> Meant:
        by_name = self._by_name(telling)
        if by_name.products:
            return by_name
        pointing = self._pointing
        if before and not telling and not (pointing.side or pointing.ordinal):
            return Meant(before)
        if self._wish.act == "compare" and not by_name.products:
            pair = self._pair(telling)
            if pair.products:
                return pair
            if pointing.number == "one":
                pointing = pointing._replace(number="two")
        if self._wish.act in _LIKENESS and pointing.number == "some":
            pointing = pointing._replace(number="one")
        meant = resolve(pointing, telling, self._candidates(), self._known)
        if self._info.refers == "may" and meant.ambiguous:
            return Meant()
        return meant

    def _candidates(self) -> Sequence[Candidate]:
        """After "which one?" only what was offered."""
        offered = [c for c in self._job.candidates if c.mentioned > 0]
        chosen = self._job.previous == "which_one" and self._wish.act == "disambiguate"
        return offered if chosen and offered else self._job.candidates

    def _by_name(self, telling: Iterable[Named]) -> Meant:
        ids: list[str] = []
        names = [n for n in telling if n.slot == "name" and n.wanted]
        for name in names:
            ids += self._parser._gazetteer.named.get(name.value, ())  # noqa: SLF001 - one room
        ids = list(dict.fromkeys(ids))
        seen = [c.product for c in self._job.candidates if c.product in ids]
        places = {name.start for name in names}
        if len(ids) > len(places) and len(seen) == len(places):
            return Meant(tuple(seen))
        return Meant(tuple(ids[:64]), ambiguous=len(ids) > len(places))

    def _pair(self, telling: list[Named]) -> Meant:
        """Each side of a link names one thing: "the red one and the blue one"."""
        found: list[str] = []
        for match in _PARTS.finditer(self._text):
            sides = (range(match.start()), range(match.end(), len(self._text)))
            for side in sides:
                told = [n for n in telling if n.start in side]
                pointing = read_pointing(self._text[side.start : side.stop])
                if told or pointing.deixis in {"this", "that", "held"} or pointing.side:
                    one = resolve(pointing, told, self._job.candidates, self._known, without=found)
                    found += one.products if len(one.products) == 1 else ()
            if len(found) == 2:
                return Meant(tuple(found))
            found = []
        return Meant()

    def _values(self, telling: list[Named], meant: Meant) -> Iterator[Slot]:
        """What the shop's words say, as far as this act carries it."""
        own, act = self._allowed(), self._wish.act
        for named in self._named:
            told = named in telling
            if (told and not meant.products and named.slot != "name") or (
                named.slot in own and (not told or (named.slot == "color" and act in _KEEP_COLOR))
            ):
                yield Slot(named.slot, named.value, named.wanted)

    def _allowed(self) -> frozenset[str]:
        own = frozenset(self._info.slots)
        return own | self._parser._gazetteer.extra if "feature" in own else own  # noqa: SLF001

    def _own(self, meant: Meant) -> Iterator[Slot]:
        """What this act carries beyond the shop's words."""
        act, text, info = self._wish.act, self._text, self._info
        if "price_max" in info.slots:
            yield from (Slot(*pair) for pair in amounts.prices(text, self._parser._minor))  # noqa: SLF001
        if "size" in info.slots:
            loose = act in _ABOUT_SIZES
            for size in sizes.sizes(text, self._parser._sizes, loose=loose):  # noqa: SLF001
                yield Slot("size", size, self._wanted(size))
        if act == "place":
            yield from self._anchor(meant)
        yield from _counted(act, text, info)
        yield from _moved(act, text)
        yield from _chosen(act, text, self._job.lang)
        if "in_stock" in info.slots and any(n.value == "stock" for n in self._named):
            yield Slot("in_stock", "true")

    def _wanted(self, size: str) -> bool:
        return not re.search(
            rf"(?:\bnot (?:an? |the |size )?|instead of |不要){re.escape(size.lower())}", self._text
        )

    def _anchor(self, meant: Meant) -> Iterator[Slot]:
        told = [n for n in self._named if n.start >= self._by() and n.slot in DESCRIBES]
        if told:
            pointing = Pointing("", "", 0, from_right=False, number="one", other=False)
            beside = resolve(
                pointing, told, self._job.candidates, self._known, without=meant.products
            )
            if len(beside.products) == 1:
                yield Slot("anchor", beside.products[0])


def _counted(act: str, text: str, info: ActInfo) -> Iterator[Slot]:
    if "rating" in info.slots or "rating_min" in info.slots:
        said = amounts.stars(text)
        if said and act == "rate":
            yield Slot("rating", str(said[0]))
        elif said and said[1]:
            yield Slot("rating_min", str(said[0]))
    if "quantity" in info.slots:
        many = amounts.pieces(text)
        if many:
            yield Slot("quantity", str(many))


def _moved(act: str, text: str) -> Iterator[Slot]:
    if act == "rotate":
        yield Slot("angle", f"{motions.angle(text):g}")
    elif act == "scale":
        by, absolute = motions.factor(text)
        yield Slot("factor", f"{by:g}")
        if absolute:
            yield Slot("absolute", "true")


def _chosen(act: str, text: str, lang: Lang) -> Iterator[Slot]:
    if act == "sort":
        yield Slot("sort_key", choices.sort_key(text))
    elif act == "chitchat":
        yield Slot("kind", choices.kind(text))
    elif act == "set_lang":
        yield Slot("lang", choices.language(text, lang))


def spoken(text: str, screen: Lang) -> Lang:
    """The language of a normalised text; the screen's where the text does not tell."""
    if is_chinese(text):
        return "zh-CN"
    return "en" if re.search(r"[a-z]{3}", text) else screen


def _sentiment(found: Sequence[Wish]) -> float:
    """How much liking or disliking was heard, -1..1."""
    signs = {"like": 1.0, "dislike": -1.0}
    total = sum(signs.get(wish.act, 0.0) * wish.score for wish in found)
    return round(min(max(total, -1.0), 1.0), 4)
