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
from sessions.recommend import kernel
from sessions.recommend.goods import Goods
from sessions.recommend.interest import Interests
from sessions.recommend.neighbours import CoCounts
from sessions.recommend.reach import Wish, Wishes, reach
from sessions.recommend.reasons import EXPLORE, Evidence, Pulls, Reasons
from sessions.recommend.shelf import PLACES, explored, open_to_all, picked
from sessions.recommend.space import Space
from sessions.recommend.strengths import PRIORS
from sessions.recommend.weights import WEIGHTS, Weights

CODE = 2
"""Raised with every change that can change an answer."""

WIDTH = 16
"""Products that one product can pull."""

PULLING = 12
"""Newest interactions that pull what is taken with them."""

Floats = NDArray[np.float32]

NOBODY = np.zeros(0, np.intp)
NOTHING = np.zeros(0, np.float32)
PARTNER = np.float32(1.0)
"""Weight of the product that others are to go with."""


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
        others, pulls = counts.table(self._goods.rows, WIDTH)
        self._pulls = Pulls(
            np.ascontiguousarray(others, np.intp),
            np.ascontiguousarray(pulls * weights.together, np.float32),
        )
        self._any_pulls = bool(self._pulls.pulls.any())
        self._reasons = Reasons(self._goods, self._space.points, self._pulls, weights)
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
        why, pulled = self._evidence(job, wish, vector)
        scores = self._scores(why, pulled)
        placed = reach(self._goods, job, scores, wish.gate)
        picks, chance = self._picks(placed, job)
        rows = np.array(picks, np.intp)
        reasons = self._reasons.tell(rows, why)
        if chance < 1.0:
            reasons[-1] = EXPLORE
        shares = [1.0] * len(picks)
        shares[-1:] = [chance] if picks else []
        names = [self._goods.ids[row] for row in picks]
        likely = kernel.chances(scores, rows).tolist()
        items = tuple(map(SlateItem, names, likely, shares, reasons))
        heard = job.asked if vector is not None else 0
        return RankedAnswer(0, 0, job.for_seq, self.version, items, heard)

    def _evidence(
        self, job: Rank, wish: Wish, vector: Floats | None
    ) -> tuple[Evidence, Floats | None]:
        """What speaks for products, and what each of them is pulled by."""
        weights = self._weights
        done = self._interests.done(job.seed, job.recent)
        shares = self._interests.shares(done)
        request = None
        if vector is not None:
            request = self._space.place(vector) * np.float32(weights.text)
        if wish.near is not None:
            alike = self._space.points[wish.near] * np.float32(weights.near)
            request = alike if request is None else request + alike
        pullers, pulls, pulled = NOBODY, NOTHING, None
        if self._any_pulls:
            pullers, pulls = done.rows[-PULLING:], shares[-PULLING:]
            if wish.partner is not None:
                pullers, pulls = np.append(pullers, wish.partner), np.append(pulls, PARTNER)
            pullers, pulls, pulled = kernel.pulled(
                *self._pulls, pullers, pulls, len(self._goods.base)
            )
        gestures = shares * np.float32(weights.gesture)
        why = Evidence(wish, done.recent, done.rows, gestures, request, pullers, pulls)
        return why, pulled

    def _scores(self, why: Evidence, pulled: Floats | None) -> Floats:
        """(n + 1,): the sum that the package's docstring writes out."""
        space = self._space
        base = self._goods.base if pulled is None else self._goods.base + pulled
        request = np.zeros(len(space.columns), np.float32)
        if why.request is not None:
            request += why.request
        scores = kernel.scored(space.points, space.columns, base, request, why.rows, why.shares)
        if why.wish.bonuses:
            scores[why.wish.found] += why.wish.bonus
        return scores

    def _picks(self, placed: Floats, job: Rank) -> tuple[list[int], float]:
        """Rows best first, and the chance with which the last one was put there."""
        could = open_to_all(placed)
        points, diversity = self._space.points, self._weights.diversity
        if len(could) <= PLACES:
            return picked(placed, points, diversity, PLACES), 1.0
        picks = picked(placed, points, diversity, PLACES - 1)
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
