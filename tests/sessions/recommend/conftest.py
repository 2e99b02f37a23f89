"""A small shop with every kind of product, visits through it, and the score by its definition."""

from __future__ import annotations

import math
from typing import NamedTuple, get_args

import numpy as np
import pytest
from hypothesis import strategies as st

from assets_pipeline.catalogue import Catalogue, Price, Product, Rating, Variant
from sessions.messages.common import Context, Slot
from sessions.messages.jobs import Interaction, Rank
from sessions.recommend.neighbours import CoCounts
from sessions.recommend.ranker import Ranker
from sessions.recommend.strengths import strength
from sessions.recommend.weights import WEIGHTS

DIM = 24


def product(place: int, rng: np.random.Generator) -> Product:
    sizes = ["S", "M", "L"] if place % 2 else []
    return Product(
        id=f"p{place:02d}",
        name={"en": f"thing {place}"},
        source="",
        category=("chair", "sneakers", "t-shirt")[place % 3],
        section=("furniture", "shoes", "clothes")[place % 3],
        attributes={"material": ["cotton", "wool"][: 1 + place % 2], "new": place % 7 == 0},
        price=Price(1000 * (place + 1), "CNY") if place % 5 else None,
        variants=[Variant(f"v{place}", {}, color=("red", "blue")[place % 2])],
        sizes=sizes,
        stock={size: int(rng.integers(0, 2)) for size in sizes} if place % 3 else {},
        rating=Rating(float(rng.uniform(1, 5)), int(rng.integers(1, 90))) if place % 4 else None,
        together=[f"p{other:02d}" for other in rng.integers(0, 40, 2)] if place % 3 == 0 else [],
    )


class Shop(NamedTuple):
    catalogue: Catalogue
    vectors: np.ndarray
    counts: CoCounts
    ranker: Ranker


def make_shop(count: int, seed: int = 3) -> Shop:
    rng = np.random.default_rng(seed)
    products = [product(place, rng) for place in range(count)]
    rng.shuffle(products)
    vectors = rng.standard_normal((count, DIM)) + 0.5
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) if count else 1.0
    catalogue = Catalogue(products)
    counts = CoCounts.from_together(catalogue)
    floats = vectors.astype(np.float32)
    return Shop(catalogue, floats, counts, Ranker(catalogue, floats, counts))


@pytest.fixture(scope="session")
def shop() -> Shop:
    return make_shop(40)


@pytest.fixture(scope="session")
def shops() -> dict[int, Shop]:
    return {count: make_shop(count) for count in (0, 1, 2, 13)}


ids = st.integers(0, 45).map(lambda place: f"p{place:02d}")  # 40..45 are not sold
kinds = st.sampled_from(
    [
        "gaze_dwell",
        "point",
        "hover",
        "select",
        "grab",
        "release",
        "rotate",
        "scale",
        "move",
        "swipe",
        "pinch",
        "thumbs_up",
        "thumbs_down",
        "discard",
        "place",
        "try_on",
        "take_off",
        "rate",
        "cart_add",
        "cart_remove",
        "like",
        "dislike",
        "details",
        "compare",
    ]
)
interactions = st.builds(
    Interaction,
    seq=st.integers(1, 10**6),
    t_ms=st.integers(0, 10**7),
    kind=kinds,
    product=ids | st.just(""),
    ms=st.integers(0, 600_000),
    magnitude=st.floats(-1000, 1000),
    value=st.integers(0, 5),
)
slots = st.builds(
    Slot,
    st.sampled_from(("color", "material", "size", "price_max", "price_min", "category", "odd")),
    st.sampled_from(("red", "cotton", "M", "XXL", "9000", "25000", "²", "-1", "chair", "x" * 128)),
    st.booleans(),
)


def few(strategy: st.SearchStrategy, most: int = 8) -> st.SearchStrategy:
    return st.lists(strategy, max_size=most).map(tuple)


@pytest.fixture(scope="session")
def jobs() -> st.SearchStrategy[Rank]:
    return st.builds(
        Rank,
        for_seq=st.integers(0, 2**53 - 1),
        recent=few(interactions, 50),
        asked=st.integers(0, 9),
        constraints=few(slots, 4),
        found=st.just(()) | few(ids, 20),
        hidden=few(ids),
        owned=few(ids),
        context=st.sampled_from(get_args(Context)),
        near=st.just("") | ids,
        seed=st.integers(0, 5),
    )


@pytest.fixture(scope="session")
def interaction_lists() -> st.SearchStrategy[tuple[Interaction, ...]]:
    return few(interactions, 70)


@pytest.fixture(scope="session")
def naive():
    """Contributors to the score of each product, by the package's docstring, one at a time."""
    return contributors


def contributors(  # noqa: C901 - the definition in one place
    shop: Shop, job: Rank, asked: np.ndarray | None
) -> dict[str, dict[tuple[str, ...], float]]:
    vectors = shop.vectors.astype(np.float64)
    mean = vectors.mean(axis=0)

    def placed(vector: np.ndarray) -> np.ndarray:
        length = np.linalg.norm(vector - mean)
        return (vector - mean) / length if length > 1e-6 else np.zeros(DIM)

    at = {p.id: placed(v) for p, v in zip(shop.catalogue.products, vectors, strict=True)}
    done = job.recent[-24:]
    said = [strength(did) if did.product in at else 0.0 for did in done]
    evidence = 0.0
    weights: list[float] = []
    for one in said:  # an interaction at a time, as the running sums go
        weights = [weight * WEIGHTS.recency for weight in weights] + [one]
        evidence = evidence * WEIGHTS.recency + abs(one)
    weights = [weight / (WEIGHTS.doubt + evidence) for weight in weights]
    pulls = shop.counts.table({name: row for row, name in enumerate(sorted(at))}, 16)
    found = list(dict.fromkeys(name for name in job.found if name in at))
    rated = [p.rating for p in shop.catalogue.products if p.rating]
    stars = sum(r.mean * r.count for r in rated) / max(1, sum(r.count for r in rated))
    names = sorted(at)
    total: dict[str, dict[tuple[str, ...], float]] = {}
    for p in shop.catalogue.products:
        parts: dict[tuple[str, ...], float] = {}
        request = 0.0
        if asked is not None:
            request += WEIGHTS.text * float(placed(asked) @ at[p.id])
        if job.near in at and job.context != "complement":
            request += WEIGHTS.near * float(at[job.near] @ at[p.id])
        if p.id in found:
            request += WEIGHTS.found * (1 - found.index(p.id) / len(found))
        parts["asked",] = request
        for place, (did, weight) in enumerate(zip(done, weights, strict=True)):
            if did.product in at:
                like = WEIGHTS.gesture * weight * float(at[did.product] @ at[p.id])
                parts["because", did.product, str(place)] = like
        pullers = [(did.product, w) for did, w in zip(done, weights, strict=True)][-12:]
        if job.context == "complement":
            pullers.append((job.near, 1.0))
        for puller, weight in pullers:
            if puller in at:
                row = names.index(puller)
                pull = sum(
                    float(v)
                    for o, v in zip(pulls[0][row], pulls[1][row], strict=True)
                    if o < len(names) and names[o] == p.id
                )
                key = ("together", puller)
                parts[key] = parts.get(key, 0.0) + WEIGHTS.together * weight * pull
        if p.rating:
            shrunk = p.rating.count / (p.rating.count + 10)
            parts["popular",] = WEIGHTS.popular * (p.rating.mean - stars) * shrunk
        if p.attributes.get("new") is True:
            parts["new",] = WEIGHTS.new
        assert all(math.isfinite(part) for part in parts.values())
        total[p.id] = parts
    return total
