"""What one wish is about: which of its words describe a thing, and which thing that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sessions.intent.acts import ACTS, DESCRIBES
from sessions.intent.clauses import Wish
from sessions.intent.gazetteer import Value
from sessions.intent.kinds import wanted
from sessions.intent.pointing import Pointing, read_pointing
from sessions.intent.referents import Meant, on_sale, resolve
from sessions.intent.shop import Shop
from sessions.intent.slots import Named, read
from sessions.intent.values import values
from sessions.messages.common import Act, Slot
from sessions.messages.jobs import Candidate, Understand

MAX_SLOTS = 24
_TURNS = frozenset({"rotate", "place", "scale"})
"""Acts in which left and right say which way, not which thing."""
_KEEP_COLOR = frozenset({"cart.add", "try_on"})
"""The colour that tells which thing is meant is also the one to take."""
_FROM_AFAR = frozenset(
    {"show_detail", "ask_attribute", "check_attribute", "cart.add", "try_on", "rec.similar"}
    | {"rec.cheaper", "rec.complement", "like", "compare"}
)
"""Acts that make sense for a product that is not in view."""
_LOOKING = frozenset({"search", "refine", "rec.personal"})
"""Acts that look for things of a kind."""
_LIKENESS = frozenset({"rec.similar", "rec.cheaper", "rec.complement"})
_THE = re.compile(r"\b(?:this|that|these|those|the)\b|[这那][个件双条款只把张顶]?|它")
_BY = re.compile(
    r"\b(?:next to|beside|near|on top of|onto|on|against|in front of|behind|by|under|above)\b|[放摆搁]在?到?"
)
_PARTS = re.compile(r"\b(?:and|with|to|versus|vs|or|than)\b|和|跟|与|同|还是|比(?!较|一)")


class Reader:
    """Reads the slots and referents of one wish."""

    def __init__(
        self, shop: Shop, wish: Wish, job: Understand, known: Mapping[str, frozenset[Value]]
    ) -> None:
        self._shop = shop
        self._wish = wish
        self._text = wish.text
        self._job = job
        self._known = known
        self._info = ACTS[wish.act]
        said, spans = shop.spans(wish.text)
        self._named = read(wish.text, said, spans)
        if wish.act in _LOOKING:
            self._named = wanted(wish.text, self._named)
        self._pointing = read_pointing(wish.text, sides=wish.act not in _TURNS)

    def act(self, before: tuple[str, ...]) -> Act:
        """The act; `before` are the referents of the wish said before it."""
        telling = [] if self._info.refers == "none" else self._telling()
        meant = Meant() if self._info.refers == "none" else self._meant(telling, before)
        own = values(self._wish.act, self._text, self._shop, self._job.lang)
        slots = [*self._values(telling, meant), *own, *self._anchor(meant), *self._section()]
        if "in_stock" in self._info.slots and any(n.value == "stock" for n in self._named):
            slots.append(Slot("in_stock", "true"))
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
        names = [n for n in self._named if n.slot in self._shop.describes]
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
        if not meant.products and self._wish.act in _FROM_AFAR and not pointing.deixis:
            meant = on_sale(telling, self._shop.facts)
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
            ids += self._shop.gazetteer.named.get(name.value, ())
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
        return own | self._shop.gazetteer.extra if "feature" in own else own

    def _section(self) -> Iterator[Slot]:
        """Where the things hang that somebody wants to walk to: "take me to the lamps"."""
        if self._wish.act != "nav.go" or any(named.slot == "section" for named in self._named):
            return
        kinds = [named.value for named in self._named if named.slot == "category"]
        for section in dict.fromkeys(map(self._shop.sections.get, kinds)):
            if section:
                yield Slot("section", section)
                return

    def _anchor(self, meant: Meant) -> Iterator[Slot]:
        if self._wish.act != "place":
            return
        told = [n for n in self._named if n.start >= self._by() and n.slot in DESCRIBES]
        if told:
            pointing = Pointing("", "", 0, from_right=False, number="one", other=False)
            beside = resolve(
                pointing, told, self._job.candidates, self._known, without=meant.products
            )
            if len(beside.products) == 1:
                yield Slot("anchor", beside.products[0])
