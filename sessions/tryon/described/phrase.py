"""A text as hits, with what stands near what: clauses, negation, degree, parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from sessions.tryon.described.colors import shaded
from sessions.tryon.described.lexicon import Hit, hits
from sessions.tryon.described.measures import Measure
from sessions.tryon.described.tokens import BREAK

REACH: Final = 3
"""Unknown tokens over which a negation carries."""
_FILLERS: Final = ("bit", "big", "very", "more", "too", "of", "with", "less")
_DEGREES: Final = {"bit": 0.5, "big": 2.0, "very": 1.5}


class Degree(NamedTuple):
    """How far a word of dimension goes: whether it compares, which way round, how much."""

    relative: bool
    sign: int
    amount: float


class Phrase:
    """Hits of a text.

    Attributes:
        tokens: of the text.
        hits: in order; shades are joined to their colours.
        clause: of each hit, counted by the marks before it.
        denied: places of hits that are said not to hold.
        lengths: told in numbers.
    """

    def __init__(self, tokens: Sequence[str], lengths: Sequence[Measure]) -> None:
        self.tokens = tokens
        self.lengths = lengths
        told = {at for length in lengths for at in range(length.start, length.end)}
        found = [hit for hit in hits(tokens) if hit.start not in told]
        self.hits = _shades(_marks(tokens, found))
        breaks = [0]
        for token in tokens:
            breaks.append(breaks[-1] + (token == BREAK))
        self._breaks = breaks
        self.clause = [breaks[hit.start] for hit in self.hits]
        self.denied = self._deny()

    @property
    def live(self) -> list[int]:
        """Places of hits that hold."""
        return [place for place in range(len(self.hits)) if place not in self.denied]

    def cue(self, place: int) -> str:
        """The cue at a place, `""` for another hit or none."""
        return self.hits[place].meaning.get("cue", "") if 0 <= place < len(self.hits) else ""

    def same(self, first: int, second: int) -> bool:
        """Whether two places are hits of one clause."""
        inside = 0 <= first < len(self.hits) and 0 <= second < len(self.hits)
        return inside and self.clause[first] == self.clause[second]

    def cued(self, place: int, cue: str) -> bool:
        """Whether the hit before says this cue."""
        return self.same(place, place - 1) and self.cue(place - 1) == cue

    def names_kind(self, place: int) -> bool:
        """Whether a hit names a kind, however weakly."""
        return "kind" in self.hits[place].meaning or "weak" in self.hits[place].meaning

    def joined(self, place: int) -> bool:
        """Whether a kind is followed at once by another: the later one is meant."""
        here, after = self.hits[place], self.hits[place + 1]
        return "kind" in after.meaning and here.end == after.start and place + 1 not in self.denied

    def degree(self, place: int) -> Degree:
        """What the cues beside a hit make of it."""
        around = [*self._cues(place, -1), *self._cues(place, 1)]
        amounts = [_DEGREES[cue] for cue in around if cue in _DEGREES]
        reverse = sum(cue in ("less", "too") for cue in around)
        relative = any(cue in ("bit", "big", "more", "less", "too", "lacking") for cue in around)
        return Degree(relative, -1 if reverse % 2 else 1, amounts[0] if amounts else 1.0)

    def _cues(self, place: int, step: int) -> list[str]:
        found: list[str] = []
        at = place + step
        while self.same(place, at) and self.cue(at) in (*_FILLERS, "lacking"):
            if self._gap(min(at, at - step), max(at, at - step)) > 1:
                break
            found.append(self.cue(at))
            at += step
        # Behind a word stands its amount; what stands there besides belongs to the next word.
        return found if step < 0 else [cue for cue in found if cue in ("bit", "big")]

    def _gap(self, first: int, second: int) -> int:
        return self.hits[second].start - self.hits[first].end

    def pattern_near(self, place: int) -> bool:
        """Whether a word of size is said of a pattern: `tiny pink dots`, `条纹细一点`."""
        after = place + 1
        while self.same(place, after) and (
            "color" in self.hits[after].meaning or self.cue(after) in ("bit", "of")
        ):
            after += 1
        if self.same(place, after) and self._scaled(after):
            return self._gap(after - 1, after) <= 1
        before = place - 1
        while self.same(place, before) and self.cue(before) in _FILLERS:
            before -= 1
        if not self.same(place, before) or not self._scaled(before):
            return False
        return "dim" in self.hits[place].meaning and self._gap(before, before + 1) <= 2

    def _scaled(self, place: int) -> bool:
        """Whether a hit is a pattern that has a scale; a thick knit is thick."""
        return self.hits[place].meaning.get("pattern") in ("stripes", "dots", "plaid")

    def part_near(self, place: int) -> str:
        """The part that a word of dimension is said of: the nearest of its clause, or `""`."""
        parts = [
            (abs(at - place), at > place, hit.meaning["part"])
            for at, hit in enumerate(self.hits)
            if "part" in hit.meaning and self.same(at, place)
        ]
        return min(parts)[2] if parts else ""

    def metres_near(self, place: int) -> float:
        """The length told in the clause of a hit, metres, or 0."""
        return next(
            (it.metres for it in self.lengths if self._breaks[it.start] == self.clause[place]), 0.0
        )

    def beside(self, length: Measure) -> Hit | None:
        """The place or part that a length is counted from: the nearest of its clause."""
        near = [
            (min(abs(hit.start - length.end), abs(length.start - hit.end)), at)
            for at, hit in enumerate(self.hits)
            if self.clause[at] == self._breaks[length.start]
            and ("at" in hit.meaning or hit.meaning.get("part") in ("hem", "skirt"))
        ]
        return self.hits[min(near)[1]] if near else None

    def _deny(self) -> set[int]:
        denied: set[int] = set()
        for place in range(len(self.hits)):
            cue = self.cue(place)
            if cue == "not":
                denied |= self._after(place) or self._before(place)
            elif cue == "off":
                denied |= self._before(place)
        return denied

    def _after(self, place: int) -> set[int]:
        """What a negation denies: the next word, and those joined to it by `or`."""
        at = place + 1
        while self.same(place, at) and self.cue(at) in _FILLERS:
            at += 1
        if not self.same(place, at) or self.cue(at) or self._gap(at - 1, at) > REACH:
            return set()
        denied = {at}
        while self.same(at, at + 1) and self._goes_on(at):
            at += 1
            denied.add(at)
        return denied - {it for it in denied if self.cue(it)}

    def _goes_on(self, at: int) -> bool:
        here, after = self.hits[at], self.hits[at + 1]
        if "color" in here.meaning:
            return "pattern" in after.meaning and here.end == after.start
        beyond = self.hits[at + 2].meaning if self.same(at, at + 2) else {}
        if self.cue(at + 1) == "or":
            return not ("color" in beyond or "kind" in beyond or not beyond)
        return self.cue(at) == "or"

    def _before(self, place: int) -> set[int]:
        """What a negation behind it denies: `帽子不要`, `hood off`."""
        if self.same(place, place + 1) or not self.same(place, place - 1):
            return set()
        meaning = self.hits[place - 1].meaning
        return {place - 1} if meaning.keys() & {"neckline", "opening", "part", "sleeve"} else set()


def _marks(tokens: Sequence[str], found: list[Hit]) -> list[Hit]:
    """`蓝底白点`, `白底蓝条`: right behind a colour, 点 is a dot and 条 a stripe."""
    out: list[Hit] = []
    for said in found:
        dotted = tokens[said.start : said.end] == ["点"] and out and "color" in out[-1].meaning
        behind = dotted and out[-1].end == said.start
        dots = Hit(said.start, said.end, {"pattern": "dots", "pattern_m": "0.045"})
        hit = dots if behind else said
        out.append(hit)
        if "color" in hit.meaning and tokens[hit.end : hit.end + 1] == ["条"]:
            out.append(Hit(hit.end, hit.end + 1, {"pattern": "stripes", "pattern_m": "0.03"}))
    return out


def _shades(found: list[Hit]) -> list[Hit]:
    """Join `light` to the colour behind it, also over `a bit` and 的."""
    out: list[Hit] = []
    for hit in found:
        at = len(out) - 1
        while at >= 0 and (
            out[at].meaning.get("cue") in ("bit", "of", "more")
            or out[at].meaning.get("part") == "shade"
        ):
            at -= 1
        shade = out[at].meaning.get("shade", "") if at >= 0 else ""
        near = shade and "color" in hit.meaning and hit.start - out[at].end <= 4
        if near and "kind" not in hit.meaning:
            rgb = shaded(hit.meaning["color"], 1 if shade == "+" else -1)
            out[at:] = [Hit(out[at].start, hit.end, {"color": rgb})]
        else:
            out.append(hit)
    return out
