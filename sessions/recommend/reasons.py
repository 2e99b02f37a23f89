"""Why a product stands on the shelf: the largest contributor to its score, and nothing else.

Contributors are the request (words, likeness to the product named, place in the search), each
recent interaction by likeness, each product lately handled by what is taken with it, and what the
shop knows (rating, newness). An interaction that spoke against a product is one too: "because you put X away" is the
truth about a shelf that has turned from X. Where nothing speaks for a product it fills the place,
and is shown to learn.
"""

from __future__ import annotations

from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from sessions.messages.common import GestureKind, Reason
from sessions.messages.jobs import Interaction
from sessions.recommend.goods import Goods
from sessions.recommend.reach import Wish
from sessions.recommend.weights import Weights

GESTURES: dict[str, GestureKind] = {kind: kind for kind in get_args(GestureKind)}
"""Kinds of interaction that are gestures; a spoken "like" is none."""

EXPLORE = Reason("explore")
POPULAR = Reason("popular")
NEW = Reason("new")

Floats = NDArray[np.float32]


class Evidence(NamedTuple):
    """All that a score was summed from.

    Attributes:
        wish: the request.
        recent: interactions, oldest first, (k,).
        shares: their weights, (k,), times that of gestures.
        handled: vectors of their products, (k, axes).
        request: direction (axes,) of the words and of the product named, already weighted.
        pullers: weight of each row that pulls what is taken with it.
        pulled: (n + 1,) sum of their pulls, or None where nothing pulls.
    """

    wish: Wish
    recent: tuple[Interaction, ...]
    shares: Floats
    handled: Floats
    request: Floats | None
    pullers: dict[int, float]
    pulled: NDArray[np.float64] | None


class Reasons:
    """Tells reasons from the same arrays that the scores are made of."""

    def __init__(
        self, goods: Goods, points: Floats, pulls: list[dict[int, float]], weights: Weights
    ) -> None:
        """Points (n + 1, axes); by row, what a product pulls and how strongly."""
        self._goods = goods
        self._points = points
        self._pulls = pulls
        popular = (weights.popular * goods.popular).tolist()
        new = (weights.new * goods.new).tolist()
        self._shop = [_shop(*both) for both in zip(popular, new, strict=True)]

    def tell(self, picks: list[int], why: Evidence) -> list[Reason]:
        """One reason per pick. Ties: the request, then gestures, then what is together."""
        count = len(picks)
        if not count:
            return []
        points = self._points.take(picks, 0)
        doers, likes = [0] * count, [0.0] * count
        if why.recent:
            alike = points.dot(why.handled.T)
            alike *= why.shares
            doers, likes = alike.argmax(1).tolist(), alike.max(1).tolist()
        asked = points.dot(why.request).tolist() if why.request is not None else likes
        return [self._one(picks[at], asked[at], doers[at], likes[at], why) for at in range(count)]

    def _one(self, row: int, asked: float, doer: int, like: float, why: Evidence) -> Reason:
        most, reason = self._shop[row]
        if why.pulled is not None and why.pulled[row]:
            together, puller = self._pull(row, why)
            if together >= most and puller >= 0:
                most, reason = together, Reason("together", self._goods.ids[puller])
        bonuses = why.wish.bonuses
        if why.request is not None or bonuses:
            request = (asked if why.request is not None else 0.0) + bonuses.get(row, 0.0)
            if request >= most and request >= like and request > 0.0:
                return self._asked(row, why.wish)
        if like >= most and like > 0.0:
            did = why.recent[doer]
            return Reason("because", did.product, GESTURES.get(did.kind, ""))
        return reason

    def _asked(self, row: int, wish: Wish) -> Reason:
        values = self._goods.matched(row, wish.wanted) if wish.wanted else ()
        return Reason("asked", wish.named, "", values)

    def _pull(self, row: int, why: Evidence) -> tuple[float, int]:
        """The strongest single pull on `row`, and the row it comes from."""
        strongest, puller = 0.0, -1
        for other, weight in why.pullers.items():
            pull = weight * self._pulls[other].get(row, 0.0)
            if pull > strongest:
                strongest, puller = pull, other
        return strongest, puller


def _shop(popular: float, new: float) -> tuple[float, Reason]:
    """What the shop itself says for a product, or that nothing speaks for it."""
    if max(popular, new) <= 0.0:
        return 0.0, EXPLORE
    return (popular, POPULAR) if popular >= new else (new, NEW)
