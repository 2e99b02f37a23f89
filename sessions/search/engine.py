"""`SearchEngine`: a Search job becomes a Found answer. Same question, same answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assets_pipeline.catalogue import Catalogue, Product
from sessions.encoding.base import TextEncoder
from sessions.encoding.concepts import stem
from sessions.encoding.glossary import WORD, Glossary
from sessions.messages.jobs import Found, Search
from sessions.search import near as kin
from sessions.search.bridge import Bridge
from sessions.search.filters import Labels, conditions
from sessions.search.lexical import LexicalIndex
from sessions.search.relax import matching
from sessions.search.text import product_text, words

MOST = 64
ENOUGH = 0.12
"""A text that shares less than this with every product names none of them."""
SHARE = 0.5
"""Without conditions, products below this share of the best word score are left out."""
BOTH = 0.65
"""What words in their own language and words across languages count for, where there are both."""
NAMED_WEIGHT = 0.3
ASKED_WEIGHT = 0.5
DETAIL_WEIGHT = 3.0
VECTOR_WEIGHT = 1.0
"""What nearness in meaning counts for: of a request to a product and to what is told of it, of products
to each other."""
KINDS = 256
"""Kinds of things whose vectors are remembered."""
KIND = 0.7
"""So much of the vector of the kind of thing is taken out of a request's before it is compared with what
is told: that the kind is right is known already, and a description seldom repeats it."""
KIN_WEIGHT = 4.0
"""A thing of the same kind stands before any other, whatever the vectors say."""
DIGITS = 4
"""Scores are compared to so many digits, so that machines agree; ties go by id."""

Vectors = NDArray[np.float32]
Scores = NDArray[np.float64]


class Details(NamedTuple):
    """What is told of products, several texts of each: their places (m,) and vectors (m, dim)."""

    places: NDArray[np.intp]
    vectors: Vectors


class SearchEngine:
    """Answers Search jobs over one catalogue."""

    version = "search-4"

    def __init__(
        self,
        catalogue: Catalogue,
        vectors: Vectors,
        encoder: TextEncoder,
        glossary: Glossary | None = None,
        details: Details | None = None,
    ) -> None:
        """Index the catalogue.

        Args:
            catalogue: what is sold.
            vectors: (n, dim) rows of length 1 in the order of `catalogue.products`.
            encoder: what made them; its version is part of the answers' `model`.
            glossary: joins texts of the two languages; without it only concepts and vectors do.
            details: of the products' descriptions alone: the vector of a long text says what kind
                of thing it is, and little of what sets it apart.

        Raises:
            ValueError: `vectors` has another number of rows than there are products.
        """
        if len(vectors) != len(catalogue.products):
            raise ValueError(f"{len(vectors)} vectors for {len(catalogue.products)} products")
        self._catalogue = catalogue
        self._labels = Labels(catalogue)
        self._vectors = vectors
        self._of_kind: defaultdict[str, list[int]] = defaultdict(list)
        for place, product in enumerate(catalogue.products):
            self._of_kind[product.category.lower()].append(place)
        self._details = details or Details(np.arange(len(vectors)), vectors)
        self._kind_of = lru_cache(KINDS)(lambda kind: encoder.encode([words(kind)])[0])
        self._places = {product.id: i for i, product in enumerate(catalogue.products)}
        texts = [product_text(product) for product in catalogue.products]
        self._index = LexicalIndex(texts)
        self._bridge = Bridge(texts, glossary) if glossary else None
        self.model = f"{self.version}-{encoder.name}-{encoder.version}"[:64]

    def search(self, job: Search, text: str, asked_vector: Vectors | None) -> Found:
        """Products that answer the job, best first, at most 64.

        Args:
            job: conditions, context, and the product to be near to.
            text: the request's words, empty if they are not at hand.
            asked_vector: their vector (dim,), or None.

        Raises:
            ValueError: `asked_vector` is of another length than the products' vectors.
        """
        base = self._catalogue.by_id.get(job.near)
        pool, given_up = self._pool(job, base)
        found, relaxed = matching(pool, conditions(job.constraints, self._labels))
        said = self._said(text, found if job.constraints else self._catalogue.products)
        if job.context in {"search", "section"} and not job.constraints:
            found, relaxed = self._by_words(found, said, text)
        scores = said + self._closeness(asked_vector, job) + self._kinship(job, base, found)
        scores += self._named(job, text)
        ordered = self._ordered(job, found, scores)
        return Found(
            for_seq=job.for_seq,
            model=self.model,
            products=tuple(product.id for product in ordered[:MOST]),
            matched=len(ordered),
            relaxed=tuple(dict.fromkeys((*given_up, *relaxed)))[:8],
        )

    def _pool(self, job: Search, base: Product | None) -> tuple[list[Product], tuple[str, ...]]:
        """What may be found at all, and what the context itself had to give up."""
        products = [p for p in self._catalogue.products if p.id != job.near]
        if base is None:
            return products, ()
        if job.context == "cheaper":
            return kin.cheaper(products, base)
        if job.context == "complement":
            return kin.complements(products, base), ()
        if job.context == "similar":
            same = [p for p in products if p.section == base.section]
            return (same, ()) if same else (products, ("section",))
        return products, ()

    def _by_words(
        self, found: list[Product], said: Scores, text: str
    ) -> tuple[list[Product], tuple[str, ...]]:
        """Without conditions the words alone decide; words that name nothing are given up."""
        best = float(said.max(initial=0.0))
        if best >= ENOUGH:
            return [p for p in found if said[self._places[p.id]] >= SHARE * best], ()
        return found, ("text",) if text else ()

    def _said(self, text: str, found: Sequence[Product]) -> Scores:
        """What the words have in common with each product, told among those that were found."""
        if not text:
            return np.zeros(len(self._vectors))
        among = np.zeros(len(self._vectors), bool)
        among[[self._places[product.id] for product in found]] = True
        said = self._index.score(text, among)
        return BOTH * (said + self._bridge.score(text, among)) if self._bridge else said

    def _named(self, job: Search, text: str) -> Scores:
        """Of several kinds that a word may mean, the one that is called so: "jacket"."""
        scores = np.zeros(len(self._vectors))
        kinds = [it.value for it in job.constraints if it.name == "category" and it.wanted]
        said = {stem(word) for word in WORD.findall(text.lower())}
        for kind in kinds if len(kinds) > 1 else ():
            if all(stem(word) in said for word in words(kind).lower().split()):
                scores[self._of_kind[kind.lower()]] = NAMED_WEIGHT
        return scores

    def _closeness(self, asked_vector: Vectors | None, job: Search) -> Scores:
        if asked_vector is None:
            return np.zeros(len(self._vectors))
        asked = np.asarray(asked_vector, np.float64)
        wide = ASKED_WEIGHT * (self._vectors.astype(np.float64) @ asked)
        rest = asked - KIND * self._kind(job)
        rest /= max(float(np.linalg.norm(rest)), 1e-9)
        told = np.full(len(wide), -1.0)
        np.maximum.at(told, self._details.places, self._details.vectors.astype(np.float64) @ rest)
        return np.asarray(wide + DETAIL_WEIGHT * told)

    def _kind(self, job: Search) -> Scores:
        """The mean vector (dim,) of the kinds asked for; zeros where none is."""
        kinds = [it.value for it in job.constraints if it.name == "category" and it.wanted]
        none = np.zeros((1, self._vectors.shape[1]))
        return np.asarray(np.mean([self._kind_of(kind) for kind in kinds] or none, axis=0))

    def _kinship(self, job: Search, base: Product | None, found: Sequence[Product]) -> Scores:
        scores = np.zeros(len(self._vectors))
        if base is None or job.context not in {"similar", "cheaper", "complement"}:
            return scores
        measure = kin.harmony if job.context == "complement" else kin.likeness
        for product in found:
            scores[self._places[product.id]] = KIN_WEIGHT * measure(product, base, self._labels)
        own = self._vectors[self._places[base.id]].astype(np.float64)
        return np.asarray(scores + VECTOR_WEIGHT * (self._vectors.astype(np.float64) @ own))

    def _ordered(self, job: Search, found: list[Product], scores: Scores) -> list[Product]:
        keys = [slot.value for slot in job.constraints if slot.name == "sort_key"]
        best_first = {p.id: -round(float(scores[self._places[p.id]]), DIGITS) for p in found}
        fair = sorted(found, key=lambda p: (best_first[p.id], -_liked(p), p.id))
        return _sorted(fair, keys[-1]) if keys else fair


def _liked(product: Product) -> float:
    return product.rating.mean if product.rating else 0.0


def _sorted(products: list[Product], key: str) -> list[Product]:
    """By a sort key; products that lack the fact come last; unknown keys leave the order."""
    if key in {"price_asc", "price_desc"}:
        sign = 1 if key == "price_asc" else -1
        return sorted(
            products, key=lambda p: (not p.price, sign * p.price.minor if p.price else 0, p.id)
        )
    if key == "rating_desc":
        return sorted(products, key=lambda p: (not p.rating, -_liked(p), p.id))
    if key == "popularity":
        return sorted(
            products, key=lambda p: (not p.rating, -(p.rating.count if p.rating else 0), p.id)
        )
    if key == "name":
        return sorted(products, key=lambda p: (p.name.get("en", p.id).lower(), p.id))
    return products
