"""Why a product stands on the shelf: the largest contributor to its score, and nothing else.

Contributors are the request (words, likeness to the product named, place in the search), each
recent interaction by likeness and by what is taken together, and what the shop knows (rating,
newness). An interaction that spoke against a product is one too: "because you put X away" is the
truth about a shelf that has turned from X. Where nothing speaks for a product it fills the place,
and is shown to learn.
"""

from __future__ import annotations

from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from sessions.messages.common import GestureKind, Reason
from sessions.messages.jobs import Interaction, Rank
from sessions.recommend.goods import Goods
from sessions.recommend.interest import Rows
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
        job: whose constraints and named product the request is.
        recent: interactions, oldest first, (k,).
        rows: their product rows, (k,).
        shares: their weights, (k,).
        request: direction (axes,) of the words and of the product named, already weighted.
        bonus: what the search order adds, by row.
        pulling: the rows (and weight of each) that pull what is taken with them: position in
            `recent`, or -1 for the product named in a `complement`.
        pulled: (n + 1,) their sum, or None where nothing pulls.
    """

    job: Rank
    recent: tuple[Interaction, ...]
    rows: Rows
    shares: Floats
    request: Floats | None
    bonus: dict[int, float]
    pulling: list[tuple[int, int, float]]
    pulled: Floats | None


class Reasons:
    """Tells reasons from the same arrays that the scores are made of."""

    def __init__(
        self, goods: Goods, points: Floats, pulls: list[dict[int, float]], weights: Weights
    ) -> None:
        """Points (n + 1, axes); by row, what a product pulls and how strongly."""
        self._goods = goods
        self._points = points
        self._pulls = pulls
        self._gesture = np.float32(weights.gesture)
        self._popular = (weights.popular * goods.popular).tolist()
        self._new = (weights.new * goods.new).tolist()

    def tell(self, picks: list[int], why: Evidence) -> list[Reason]:
        """One reason per pick. Ties: the request, then gestures, then what is together."""
        if not picks:
            return []
        points = self._points.take(picks, 0)
        asked = (points @ why.request).tolist() if why.request is not None else [0.0] * len(picks)
        if len(why.rows):
            alike = points @ self._points.take(why.rows, 0).T
            alike *= why.shares
            alike *= self._gesture
            doers, likes = alike.argmax(1).tolist(), alike.max(1).tolist()
        else:
            doers = likes = [0.0] * len(picks)
        bonus = why.bonus
        return [
            self._one(row, request + bonus.get(row, 0.0), doer, like, why)
            for row, request, doer, like in zip(picks, asked, doers, likes, strict=True)
        ]

    def _one(self, row: int, request: float, doer: int, like: float, why: Evidence) -> Reason:
        together, puller = self._pull(row, why) if why.pulled is not None else (0.0, -1)
        popular, new = self._popular[row], self._new[row]
        most = max(request, like, together, popular, new)
        if most <= 0.0:
            return EXPLORE
        if most == request:
            job = why.job
            values = self._goods.matched(row, job.constraints) if job.constraints else ()
            return Reason("asked", job.near, "", values)
        if most == like:
            did = why.recent[doer]
            return Reason("because", did.product, GESTURES.get(did.kind, ""))
        if most == together:
            return Reason("together", self._goods.ids[puller])
        return POPULAR if most == popular else NEW

    def _pull(self, row: int, why: Evidence) -> tuple[float, int]:
        """The strongest single pull on `row`, and the row it comes from."""
        strongest, puller = 0.0, -1
        for _, other, weight in why.pulling:
            pull = weight * self._pulls[other].get(row, 0.0)
            if pull > strongest:
                strongest, puller = pull, other
        return strongest, puller
