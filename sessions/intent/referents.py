"""Which of the things in view, in hand or spoken of is meant.

Every candidate gets a score: what the words point with decides how much holding, pointing, gazing
and having been spoken of count; attribute words count more than gaze, because people look at one
thing and name another (Gazeify-then-Voiceify 2026). A small margin is not decided but asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from sessions.intent.gazetteer import Value
from sessions.intent.pointing import Deixis, Pointing
from sessions.intent.slots import Named
from sessions.messages.jobs import Candidate

WEIGHTS: dict[Deixis, tuple[float, float, float, float]] = {
    "this": (6.0, 4.0, 2.0, 1.0),
    "that": (1.0, 5.0, 2.5, 1.5),
    "it": (4.0, 2.5, 1.0, 3.5),
    "": (4.0, 2.5, 1.0, 3.5),
    "held": (9.0, 0.0, 0.0, 0.0),
}
"""How much held, pointed, gazed and mentioned count after each kind of word."""
MATCH = 3.0
MISMATCH = -5.5
"""Only a thing in hand may be called by a wrong name, and only as "this"."""
MARGIN = 0.6
"""Smaller leads than this are asked about."""
EVIDENCE = 0.5
ASK = 3
"""At most so many products are offered when asking which one is meant."""


class Meant(NamedTuple):
    """Ids, most likely first; `ambiguous`: one of them is meant."""

    products: tuple[str, ...] = ()
    ambiguous: bool = False


class Scored(NamedTuple):
    """A candidate with its score; `matched`: all that was said of it is true."""

    candidate: Candidate
    score: float
    matched: bool


def resolve(
    pointing: Pointing,
    described: Sequence[Named],
    candidates: Sequence[Candidate],
    facts: Mapping[str, frozenset[Value]],
    *,
    without: Collection[str] = (),
) -> Meant:
    """The products a clause is about.

    Args:
        pointing: how the clause refers.
        described: values said of the thing meant.
        candidates: what may be meant; their order is the order in which they were offered.
        facts: what is true of each.
        without: ids that are not meant.
    """
    scored = [
        _score(candidate, pointing, described, facts)
        for candidate in candidates
        if candidate.product not in without
    ]
    if pointing.other and len(scored) > 1:
        scored.remove(max(scored, key=lambda one: one.score))
    matched = [one for one in scored if one.matched] if described else scored
    if (pointing.side or pointing.ordinal) and matched:
        return _placed(pointing, matched)
    if not matched and pointing.deixis not in {"this", "held"}:
        return Meant()
    ranked = sorted(matched or scored, key=lambda one: -one.score)
    ranked = [one for one in ranked if one.score > 0 or (one.matched and not one.score)]
    return _decided(ranked, pointing, described=bool(described))


def on_sale(described: Sequence[Named], facts: Mapping[str, frozenset[Value]]) -> Meant:
    """The one product of the shop that is called so, though it is not in view.

    Several of them are asked about, as long as they can be named in one breath.
    """
    if not any(named.slot == "category" and named.wanted for named in described):
        return Meant()
    found = sorted(id_ for id_, has in facts.items() if fits(has, described))
    return Meant(tuple(found), ambiguous=len(found) > 1) if len(found) <= ASK else Meant()


def _score(
    candidate: Candidate,
    pointing: Pointing,
    described: Sequence[Named],
    facts: Mapping[str, frozenset[Value]],
) -> Scored:
    held, pointed, gazed, mentioned = WEIGHTS[pointing.deixis]
    score = (
        held * candidate.held
        + pointed * candidate.pointed
        + gazed * candidate.gazed
        + mentioned * candidate.mentioned
    )
    if not described:
        return Scored(candidate, score, matched=True)
    matched = fits(facts.get(candidate.product, frozenset()), described)
    return Scored(candidate, score + (MATCH if matched else MISMATCH), matched)


def fits(has: frozenset[Value], described: Sequence[Named]) -> bool:
    """Whether facts hold one of the values of every wanted word, and none that is not wanted."""
    wanted: dict[tuple[int, int], bool] = {}
    for named in described:
        true = (named.slot, named.value) in has
        if named.wanted:
            place = (named.start, named.end)
            wanted[place] = wanted.get(place, False) or true
        elif true:
            return False
    return all(wanted.values())


def _placed(pointing: Pointing, scored: list[Scored]) -> Meant:
    """By side or by number, in the viewer's frame: x right, y up, z towards the viewer."""
    placed = [one for one in scored if one.candidate.position is not None]
    if pointing.ordinal:
        row = sorted(placed, key=_x) if placed else scored
        place = -pointing.ordinal if pointing.from_right else pointing.ordinal
        place = place - 1 if place > 0 else place
        return Meant((row[place].candidate.product,)) if -len(row) <= place < len(row) else Meant()
    if not placed:
        return Meant()
    if pointing.side == "middle":
        row = sorted(placed, key=_x)
        return Meant((row[len(row) // 2].candidate.product,))
    return Meant((max(placed, key=_TOWARDS[pointing.side]).candidate.product,))


def _x(one: Scored) -> float:
    return (one.candidate.position or (0.0, 0.0, 0.0))[0]


def _distance(one: Scored) -> float:
    x, y, z = one.candidate.position or (0.0, 0.0, 0.0)
    return x * x + y * y + z * z


_TOWARDS: dict[str, Callable[[Scored], float]] = {
    "left": lambda one: -_x(one),
    "right": _x,
    "near": lambda one: -_distance(one),
    "far": _distance,
    "top": lambda one: (one.candidate.position or (0.0, 0.0, 0.0))[1],
    "bottom": lambda one: -(one.candidate.position or (0.0, 0.0, 0.0))[1],
}


def _decided(ranked: list[Scored], pointing: Pointing, *, described: bool) -> Meant:
    """How many of the ranked ones are meant."""
    evident = [one for one in ranked if one.score >= EVIDENCE]
    if pointing.number == "all":
        return Meant(_ids(ranked))
    if pointing.number == "two":
        return _two(ranked, evident)
    if evident:
        close = [one for one in evident if evident[0].score - one.score < MARGIN]
        if pointing.number == "some" and not described:
            return Meant(_ids(close))
        return Meant(_ids(close[:ASK]), ambiguous=len(close) > 1)
    if len(ranked) == 1 or pointing.deixis:
        return Meant(_ids(ranked[:ASK]), ambiguous=len(ranked) > 1)
    return Meant()


def _ids(some: Sequence[Scored]) -> tuple[str, ...]:
    return tuple(one.candidate.product for one in some)


def _two(ranked: list[Scored], evident: list[Scored]) -> Meant:
    """Two things: those with evidence, or the only two there are."""
    pair = evident if len(evident) >= 2 else ranked
    ids = _ids(pair)
    if len(ids) == 2 or (
        len(evident) >= 2 and (len(evident) == 2 or evident[1].score - evident[2].score >= MARGIN)
    ):
        return Meant(ids[:2])
    return Meant(ids[:ASK], ambiguous=len(ids) > 1)
