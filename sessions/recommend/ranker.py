"""The answer to the Job `Rank`: the shelf, its reasons and its chances."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType

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
from sessions.recommend.reach import Moves, Wish, Wishes
from sessions.recommend.reasons import EXPLORE, Reasons
from sessions.recommend.space import Space
from sessions.recommend.strengths import PRIORS
from sessions.recommend.weights import WEIGHTS, Weights

CODE = 4
"""Raised with every change that can change an answer."""

WIDTH = 16
"""Products that one product can pull."""

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
        liked: Mapping[str, float] = MappingProxyType({}),
    ) -> None:
        """From a catalogue and its text vectors.

        Args:
            catalogue: what is sold.
            vectors: (n, dim) float32, in the order of `catalogue.products`.
            counts: what is taken with what.
            weights: of the parts of a score.
            liked: -1..1, what is written of products.

        Raises:
            ValueError: not one vector per product.
        """
        if len(vectors) != len(catalogue.products):
            raise ValueError(f"{len(vectors)} vectors for {len(catalogue.products)} products")
        self._goods = Goods(catalogue, weights, liked)
        self._space = Space(vectors[self._goods.order])
        self._wishes = Wishes(self._goods, weights)
        self._moves = Moves(self._goods.rows)
        self._interests = Interests(self._goods.rows)
        self._reasons = Reasons(self._goods, weights)
        others, pulls = counts.table(self._goods.rows, WIDTH)
        width = WIDTH if pulls.any() else 0  # nothing pulls: nothing to add up
        self._shop = (
            self._space.points,
            self._space.columns,
            np.ascontiguousarray(others[:, :width], np.intp),
            np.ascontiguousarray(pulls[:, :width] * weights.together, np.float32),
            self._reasons.shop,
        )
        self._blend = (weights.recency, weights.doubt, weights.gesture, weights.diversity)
        self._no_request = np.zeros(len(self._space.columns), np.float32)
        self._weights = weights
        self.version = _version(catalogue, vectors, counts, weights, liked)

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
        done = self._interests.done(job.seed, job.recent)
        told, likely, chance = kernel.ranked(
            *self._shop,
            wish.base,
            wish.bonus,
            wish.gate,
            self._request(wish, vector),
            -1 if wish.partner is None else wish.partner,
            done.rows,
            done.strengths,
            *self._moves.of(job),
            *self._blend,
            job.seed,
            job.for_seq,
        )
        rows, kinds, meant = told.tolist()
        reasons = self._reasons.tell(zip(rows, kinds, meant, strict=True), done.recent, wish)
        shares = [1.0] * len(rows)
        if chance < 1.0:
            reasons[-1], shares[-1] = EXPLORE, chance
        ids = self._goods.ids
        items = tuple(map(SlateItem, [ids[row] for row in rows], likely.tolist(), shares, reasons))
        heard = job.asked if vector is not None else 0
        return RankedAnswer(0, 0, job.for_seq, self.version, items, heard)

    def _request(self, wish: Wish, vector: Floats | None) -> Floats:
        """Direction (axes,) of the words and of the product named, weighted."""
        request = self._no_request
        if vector is not None:
            request = self._space.place(vector) * np.float32(self._weights.text)
        if wish.near is not None:
            request = request + self._space.points[wish.near] * np.float32(self._weights.near)
        return request


def _version(
    catalogue: Catalogue,
    vectors: Floats,
    counts: CoCounts,
    weights: Weights,
    liked: Mapping[str, float],
) -> str:
    """Hash of all that decides an answer."""
    numbers = msgspec.json.encode((CODE, weights, sorted(PRIORS.items()), sorted(liked.items())))
    parts = hashlib.sha256(numbers)
    parts.update(catalogue.digest.encode())
    parts.update(np.ascontiguousarray(vectors, np.float32).tobytes())
    parts.update(counts.digest().encode())
    return f"rank-{CODE}-{parts.hexdigest()[:16]}"
