"""The answer to the Job `Rank`: the shelf, its reasons and its chances."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from assets_pipeline.catalogue import Catalogue
from sessions.messages.common import SlateItem
from sessions.messages.jobs import Rank, RankedAnswer
from sessions.recommend.goods import Goods
from sessions.recommend.interest import Done, Interests, likelihood
from sessions.recommend.neighbours import CoCounts
from sessions.recommend.reach import Wish, Wishes, reach
from sessions.recommend.reasons import EXPLORE, Evidence, Reasons
from sessions.recommend.shelf import PLACES, Likeness, explored, open_to_all
from sessions.recommend.space import Space
from sessions.recommend.strengths import PRIORS
from sessions.recommend.weights import WEIGHTS, Weights

CODE = 1
"""Raised with every change that can change an answer."""

WIDTH = 16
"""Products that one product can pull."""

PULLING = 12
"""Newest interactions that pull what is taken with them."""

Floats = NDArray[np.float32]


class Ranker:
    """Scores all products for each Job, on one thread; a Job's answer depends on that Job alone.

    Attributes:
        version: names the code, weights, catalogue, vectors and counts that answers come from.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        vectors: Floats,
        counts: CoCounts,
        weights: Weights = WEIGHTS,
    ) -> None:
        """From a catalogue and its text vectors.

        Args:
            catalogue: what is sold.
            vectors: (n, dim) float32, in the order of `catalogue.products`.
            counts: what is taken with what.
            weights: of the parts of a score.

        Raises:
            ValueError: not one vector per product.
        """
        if len(vectors) != len(catalogue.products):
            raise ValueError(f"{len(vectors)} vectors for {len(catalogue.products)} products")
        self._goods = Goods(catalogue, weights)
        self._space = Space(vectors[self._goods.order])
        self._wishes = Wishes(self._goods, weights)
        self._interests = Interests(self._goods.rows, weights)
        self._likeness = Likeness(self._space.points, weights.diversity)
        self._others, pulls = counts.table(self._goods.rows, WIDTH)
        self._pulls = pulls * weights.together
        by_row = [
            {other: pull for other, pull in zip(others, pulls, strict=True) if pull}
            for others, pulls in zip(self._others.tolist(), self._pulls.tolist(), strict=True)
        ]
        self._pulls_any = [bool(row) for row in by_row]
        self._any_pulls = any(self._pulls_any)
        self._reasons = Reasons(self._goods, self._space.points, by_row, weights)
        self._weights = weights
        self.version = _version(catalogue, vectors, counts, weights)

    def rank(self, jobs: Sequence[Rank], asked: Sequence[Floats | None]) -> list[RankedAnswer]:
        """Answer a micro-batch, each Job as if it were alone.

        Args:
            jobs: of any visits; products that are not sold here are ignored.
            asked: vector (dim,) of each Job's request, or None where it is not at hand.

        Raises:
            ValueError: not one vector (or None) per Job, or of another dimension.
        """
        return [self._one(job, vector) for job, vector in zip(jobs, asked, strict=True)]

    def _one(self, job: Rank, vector: Floats | None) -> RankedAnswer:
        wish = self._wishes.of(job)
        why = self._evidence(job, wish, vector)
        scores = self._scores(why)
        placed = reach(self._goods, job, scores, wish.gate)
        picks, chance = self._picks(placed, job)
        reasons = self._reasons.tell(picks, why)
        if chance < 1.0:
            reasons[-1] = EXPLORE
        ids = self._goods.ids
        at_stake = scores.take(picks).tolist()
        last = len(picks) - 1
        items = [
            SlateItem(ids[row], likelihood(at_stake[at]), 1.0 if at < last else chance, reasons[at])
            for at, row in enumerate(picks)
        ]
        heard = job.asked if vector is not None else 0
        return RankedAnswer(0, 0, job.for_seq, self.version, tuple(items), heard)

    def _evidence(self, job: Rank, wish: Wish, vector: Floats | None) -> Evidence:
        weights = self._weights
        done = self._interests.done(job.seed, job.recent)
        shares = self._interests.shares(done)
        request = None
        if vector is not None:
            request = self._space.place(vector) * np.float32(weights.text)
        if wish.near is not None:
            alike = self._space.points[wish.near] * np.float32(weights.near)
            request = alike if request is None else request + alike
        pullers = self._pullers(done, shares) if self._any_pulls else {}
        if wish.partner is not None:
            pullers[wish.partner] = pullers.get(wish.partner, 0.0) + 1.0
        return Evidence(
            wish,
            done.recent,
            shares * np.float32(weights.gesture),
            self._space.points.take(done.rows, 0),
            request,
            pullers,
            self._pulled(pullers) if pullers else None,
        )

    def _pullers(self, done: Done, shares: Floats) -> dict[int, float]:
        """Rows whose products pull others, and the weight of their newest interactions."""
        pullers: dict[int, float] = {}
        newest = done.rows[-PULLING:].tolist()
        for row, weight in zip(newest, shares[-PULLING:].tolist(), strict=True):
            if self._pulls_any[row]:
                pullers[row] = pullers.get(row, 0.0) + weight
        return pullers

    def _pulled(self, pullers: dict[int, float]) -> NDArray[np.float64]:
        rows = list(pullers)
        weights = np.array(list(pullers.values()))
        pulls = self._pulls.take(rows, 0) * weights[:, np.newaxis]
        others = self._others.take(rows, 0).ravel()
        pulled: NDArray[np.float64] = np.bincount(others, pulls.ravel(), len(self._pulls))  # type: ignore[assignment]
        return pulled

    def _scores(self, why: Evidence) -> Floats:
        """(n + 1,): the sum that the package's docstring writes out."""
        direction: Floats = why.shares.dot(why.handled)
        if why.request is not None:
            direction += why.request
        scores: Floats = direction.dot(self._space.columns)
        scores += self._goods.base
        if why.pulled is not None:
            scores += why.pulled
        if why.wish.bonuses:
            scores[why.wish.found] += why.wish.bonus
        return scores

    def _picks(self, placed: Floats, job: Rank) -> tuple[list[int], float]:
        """Rows best first, and the chance with which the last one was put there."""
        could = open_to_all(placed)
        if len(could) <= PLACES:
            return self._likeness.pick(placed, PLACES), 1.0
        picks = self._likeness.pick(placed, PLACES - 1)
        picks.append(explored(could, picks, job.seed, job.for_seq))
        return picks, 1.0 / (len(could) - PLACES + 1)


def _version(catalogue: Catalogue, vectors: Floats, counts: CoCounts, weights: Weights) -> str:
    """Hash of all that decides an answer."""
    numbers = msgspec.json.encode((CODE, weights, sorted(PRIORS.items())))
    parts = hashlib.sha256(numbers)
    parts.update(catalogue.digest.encode())
    parts.update(np.ascontiguousarray(vectors, np.float32).tobytes())
    parts.update(counts.digest().encode())
    return f"rank-{CODE}-{parts.hexdigest()[:16]}"
