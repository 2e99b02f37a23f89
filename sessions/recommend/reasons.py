"""Why a product stands on the shelf: the largest contributor to its score, and nothing else.

Contributors are the request (words, likeness to the product named, place in the search), each
recent interaction by likeness, each product lately handled by what is taken with it, and what the
shop knows (rating, newness). An interaction that spoke against a product is one too: "because you put X away" is the
truth about a shelf that has turned from X. Where nothing speaks for a product it fills the place,
and is shown to learn.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from sessions.messages.common import GestureKind, Reason
from sessions.messages.jobs import Interaction
from sessions.recommend import kernel
from sessions.recommend.goods import Goods
from sessions.recommend.reach import Wish
from sessions.recommend.weights import Weights

GESTURES: dict[str, GestureKind] = {kind: kind for kind in get_args(GestureKind)}
"""Kinds of interaction that are gestures; a spoken "like" is none."""

EXPLORE = Reason("explore")
POPULAR = Reason("popular")
NEW = Reason("new")

Floats = NDArray[np.float32]


class Pulls(NamedTuple):
    """What each product pulls: rows and strengths, (n + 1, width) both; strength 0 is no pull."""

    others: NDArray[np.intp]
    pulls: Floats


class Evidence(NamedTuple):
    """All that a score was summed from.

    Attributes:
        wish: the request.
        recent: interactions, oldest first, (k,).
        rows: their products, (k,).
        shares: their weights, (k,), times that of gestures.
        request: direction (axes,) of the words and of the product named, already weighted.
        pullers: (p,) rows that pull what is taken with them.
        weights: (p,) how much.
    """

    wish: Wish
    recent: tuple[Interaction, ...]
    rows: NDArray[np.intp]
    shares: Floats
    request: Floats | None
    pullers: NDArray[np.intp]
    weights: Floats


class Reasons:
    """Tells reasons from the same arrays that the scores are made of."""

    def __init__(self, goods: Goods, points: Floats, pulls: Pulls, weights: Weights) -> None:
        """Points (n + 1, axes), and what each product pulls."""
        self._goods = goods
        self._points = points
        self._pulls = pulls
        popular = (weights.popular * goods.popular).tolist()
        new = (weights.new * goods.new).tolist()
        self._shop = [_shop(*both) for both in zip(popular, new, strict=True)]

    def tell(self, picks: NDArray[np.intp], why: Evidence) -> list[Reason]:
        """One reason per pick. Ties: the request, then gestures, then what is together."""
        nobody = [0] * len(picks)
        nothing = [0.0] * len(picks)
        doers, likes, pullers, pulls, asked = nobody, nothing, nobody, nothing, nothing
        if why.recent:
            who, most = kernel.strongest(self._points, picks, why.rows, why.shares)
            doers, likes = who.tolist(), most.tolist()
        if len(why.pullers):
            who, most = kernel.puller(*self._pulls, picks, why.pullers, why.weights)
            pullers, pulls = who.tolist(), most.tolist()
        requested = why.request is not None or bool(why.wish.bonuses)
        if why.request is not None:
            asked = self._points.take(picks, 0).dot(why.request).tolist()
        reasons = []
        for row, request, doer, like, puller, pull in zip(
            picks.tolist(), asked, doers, likes, pullers, pulls, strict=True
        ):
            most, reason = self._shop[row]
            if pull >= most and pull > 0.0:
                most, reason = pull, _together(self._goods.ids[puller])
            if like >= most and like > 0.0:
                did = why.recent[doer]
                most, reason = like, _because(did.product, did.kind)
            if requested:
                wanted = request + why.wish.bonuses.get(row, 0.0)
                if wanted >= most and wanted > 0.0:
                    reason = self._asked(row, why.wish)
            reasons.append(reason)
        return reasons

    def _asked(self, row: int, wish: Wish) -> Reason:
        values = self._goods.matched(row, wish.wanted) if wish.wanted else ()
        return Reason("asked", wish.named, "", values)


@lru_cache(4096)
def _because(product: str, kind: str) -> Reason:
    return Reason("because", product, GESTURES.get(kind, ""))


@lru_cache(4096)
def _together(product: str) -> Reason:
    return Reason("together", product)


def _shop(popular: float, new: float) -> tuple[float, Reason]:
    """What the shop itself says for a product, or that nothing speaks for it."""
    if max(popular, new) <= 0.0:
        return 0.0, EXPLORE
    return (popular, POPULAR) if popular >= new else (new, NEW)
