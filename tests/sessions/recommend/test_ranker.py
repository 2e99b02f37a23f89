"""The shelf as a whole, against the definition of the score."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.messages.common import Slot
from sessions.messages.jobs import Interaction, Rank, RankedAnswer
from sessions.recommend.ranker import Ranker
from sessions.recommend.weights import Weights

PLACES = 12


def vector(seed: int | None) -> np.ndarray | None:
    if seed is None:
        return None
    return np.random.default_rng(seed).standard_normal(24).astype(np.float32)


def did(kind: str, product: str, seq: int = 1, **more) -> Interaction:
    return Interaction(seq, seq * 100, kind, product, **more)


seeds = st.none() | st.integers(0, 9)


def one(ranker: Ranker, job: Rank, asked: np.ndarray | None = None) -> RankedAnswer:
    return ranker.rank([job], [asked])[0]


def products(answer: RankedAnswer) -> list[str]:
    return [item.product for item in answer.items]


@settings(max_examples=50)
@given(st.data())
def test_scores_and_reasons_are_those_of_the_definition(shop, jobs, naive, data):
    job, asked = data.draw(jobs), vector(data.draw(seeds))
    parts = naive(shop, job, asked)
    for item in one(shop.ranker, job, asked).items:
        contributors = parts[item.product]
        z = math.log(item.score / (1 - item.score))
        assert z == pytest.approx(sum(contributors.values()), abs=2e-4)
        if item.propensity < 1.0:
            assert item.reason.kind == "explore"
            continue
        most = max(contributors.values())
        reason = item.reason
        shown = reason.kind == "picture"
        assert not shown or job.context == "picture"
        mine = {
            key: value
            for key, value in contributors.items()
            if key[0] == ("asked" if shown else reason.kind)
            and (reason.kind not in {"because", "together"} or key[1] == reason.product)
        }
        if reason.kind == "explore":
            assert most <= 1e-5
        else:
            assert max(mine.values()) == pytest.approx(most, abs=1e-5)
            assert most > 0
        if reason.kind == "because" and reason.gesture:
            places = [int(k[2]) for k, v in mine.items() if v == pytest.approx(most, abs=1e-5)]
            recent = job.recent[-24:]
            assert reason.gesture in {recent[place].kind for place in places}
        if reason.kind == "asked":
            wanted = {slot.value for slot in job.constraints if slot.wanted}
            assert set(reason.values) <= wanted
            assert reason.product == job.near


@settings(max_examples=50)
@given(st.data())
def test_every_shelf_keeps_its_rules(shop, jobs, data):
    job, asked = data.draw(jobs), vector(data.draw(seeds))
    answer = one(shop.ranker, job, asked)
    shown = products(answer)
    by_id = shop.catalogue.by_id
    assert len(shown) == len(set(shown)) <= PLACES
    assert not set(shown) & set(job.hidden)
    assert set(shown) <= set(by_id)
    assert answer.for_seq == job.for_seq
    assert answer.model == shop.ranker.version
    assert answer.asked == (job.asked if asked is not None else 0)
    found = {p for p in job.found if p in by_id} - set(job.hidden)
    if found:
        ours = [p in found for p in shown]
        assert ours == sorted(ours, reverse=True), "what was not found comes behind"
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(answer), type=RankedAnswer) == answer


@settings(max_examples=40)
@given(st.data())
def test_a_batch_is_its_single_jobs_to_the_bit_whatever_was_asked_before(shop, jobs, data):
    batch = data.draw(st.lists(jobs, min_size=1, max_size=6))
    asked = [vector(data.draw(seeds)) for _ in batch]
    together = shop.ranker.rank(batch, asked)
    fresh = Ranker(shop.catalogue, shop.vectors, shop.counts)
    alone = [one(fresh, job, v) for job, v in zip(reversed(batch), reversed(asked), strict=True)]
    assert together == alone[::-1]


def test_a_visit_seen_growing_is_ranked_as_one_never_seen(shop):
    rng = np.random.default_rng(0)
    kinds = ("grab", "rotate", "try_on", "discard", "gaze_dwell")
    done: tuple[Interaction, ...] = ()
    for seq in range(1, 400):
        kind = kinds[int(rng.integers(5))]
        done = (*done, did(kind, f"p{rng.integers(44):02d}", seq, ms=int(rng.integers(3000))))[-50:]
        if rng.integers(4):
            job = Rank(seq, recent=done, seed=1)
            fresh = Ranker(shop.catalogue, shop.vectors, shop.counts) if seq % 20 == 0 else None
            answer = one(shop.ranker, job)
            if fresh:
                assert answer == one(fresh, job)


def test_handling_brings_what_is_like_it(shop):
    ranker = shop.ranker
    centred = shop.vectors - shop.vectors.mean(axis=0)
    centred /= np.linalg.norm(centred, axis=1, keepdims=True)
    names = [p.id for p in shop.catalogue.products]
    middle = products(one(ranker, Rank(1)))
    moved = 0
    for name in names[:10]:
        near = centred @ centred[names.index(name)]
        loved = one(ranker, Rank(1, recent=(did("cart_add", name), did("try_on", name, 2))))
        shown = products(loved)
        assert shown != middle
        before = np.mean([near[names.index(p)] for p in middle[:11]])
        moved += np.mean([near[names.index(p)] for p in shown[:11]]) > before
    assert moved == 10


def test_a_discard_sends_its_likes_away(shop):
    job = Rank(1)
    first = products(one(shop.ranker, job))[0]
    after = one(shop.ranker, Rank(1, recent=(did("discard", first),), hidden=(first,)))
    assert first not in products(after)


def test_what_is_at_hand_stands_last_and_the_sold_out_behind_it(shop):
    few = tuple(p.id for p in shop.catalogue.products[:6])
    able = [p for p in few if shop.catalogue.by_id[p].in_stock()]
    gone = [p for p in few if p not in able]
    assert len(able) > 2
    shown = products(one(shop.ranker, Rank(1, found=few, owned=(able[0],))))
    assert shown[: len(able) - 1] == [p for p in shown if p in able[1:]]
    assert shown[len(able) - 1] == able[0]
    assert set(shown[len(able) : 6]) == set(gone)


@pytest.mark.parametrize("ceiling", [0, 5000, 12000, 10**9])
def test_a_price_ceiling_holds(shop, ceiling):
    job = Rank(1, constraints=(Slot("price_max", str(ceiling)),))
    for name in products(one(shop.ranker, job)):
        price = shop.catalogue.by_id[name].price
        assert price is None or price.minor <= ceiling


def test_a_ceiling_that_the_search_gave_up_binds_only_the_fill(shop):
    dear = tuple(p.id for p in shop.catalogue.products if p.price and p.price.minor > 30000)[:3]
    job = Rank(1, constraints=(Slot("price_max", "5000"),), found=dear)
    shown = products(one(shop.ranker, job))
    assert set(shown[:3]) == set(dear)
    for name in shown[3:]:
        price = shop.catalogue.by_id[name].price
        assert price is None or price.minor <= 5000


def test_cheaper_is_cheaper(shop):
    near = max(shop.catalogue.products, key=lambda p: p.price.minor if p.price else 0)
    cheap = one(shop.ranker, Rank(1, near="p12", context="cheaper"))
    top = shop.catalogue.by_id["p12"].price
    assert near.id not in products(cheap)
    for name in products(cheap):
        price = shop.catalogue.by_id[name].price
        assert price is None or price.minor < top.minor


def test_the_wanted_size_comes_first(shop):
    job = Rank(1, constraints=(Slot("size", "M"),))
    fits = [
        not (p := shop.catalogue.by_id[name]).sizes or p.in_stock("M")
        for name in products(one(shop.ranker, job))
    ]
    assert fits == sorted(fits, reverse=True)
    assert any(fits)


def test_reasons_name_the_values_that_are_true(shop):
    job = Rank(
        1,
        constraints=(Slot("color", "red"), Slot("category", "chair"), Slot("material", "wool")),
        found=tuple(p.id for p in shop.catalogue.products),
    )
    for item in one(shop.ranker, job).items:
        if item.reason.kind == "asked":
            p = shop.catalogue.by_id[item.product]
            true = {"red": p.variants[0].color == "red", "chair": p.category == "chair"}
            true["wool"] = "wool" in p.attributes["material"]
            assert item.reason.values == tuple(v for v in ("red", "chair", "wool") if true[v])


def test_exploring_is_drawn_fairly_steadily_and_with_its_chance(shop):
    drawn: dict[str, int] = {}
    for seed in range(3000):
        items = one(shop.ranker, Rank(5, seed=seed)).items
        assert [item.propensity for item in items[:-1]] == [1.0] * 11
        chance = items[-1].propensity
        drawn[items[-1].product] = drawn.get(items[-1].product, 0) + 1
    assert len(drawn) == round(1 / chance)
    expected = 3000 * chance
    assert sum((n - expected) ** 2 / expected for n in drawn.values()) < 3 * len(drawn)
    assert one(shop.ranker, Rank(64, seed=4)).items == one(shop.ranker, Rank(95, seed=4)).items
    several = {one(shop.ranker, Rank(seq, seed=4)).items[-1].product for seq in range(0, 900, 32)}
    assert len(several) > 5


def test_a_search_is_explored_within_what_it_found(shop):
    found = tuple(p.id for p in shop.catalogue.products[:20])
    items = one(shop.ranker, Rank(1, found=found)).items
    assert {item.product for item in items} <= set(found)
    assert items[-1].reason.kind == "explore"


@pytest.mark.parametrize("count", [0, 1, 2, 13])
def test_shops_of_every_size_are_ranked(shops, count):
    shop = shops[count]
    recent = (did("grab", "p00"), did("grab", "nowhere"))
    items = one(shop.ranker, Rank(1, recent=recent), vector(1)).items
    assert {item.product for item in items} <= {p.id for p in shop.catalogue.products}
    assert len(items) == min(PLACES, count)


def test_versions_name_all_that_decides(shop):
    same = Ranker(shop.catalogue, shop.vectors.copy(), shop.counts)
    assert same.version == shop.ranker.version
    other = Ranker(shop.catalogue, shop.vectors, shop.counts, Weights(text=2.0))
    turned = Ranker(shop.catalogue, shop.vectors[::-1].copy(), shop.counts)
    assert len({same.version, other.version, turned.version}) == 3
    assert len(same.version) <= 64


def test_misfits_are_refused(shop):
    with pytest.raises(ValueError, match="39 vectors for 40"):
        Ranker(shop.catalogue, shop.vectors[1:], shop.counts)
    with pytest.raises(ValueError, match="zip"):
        shop.ranker.rank([Rank(1)], [])
    with pytest.raises(ValueError, match="where products have"):
        shop.ranker.rank([Rank(1)], [np.zeros(3, np.float32)])


@pytest.mark.parametrize("value", [None, np.nan, np.inf, 1e30])
def test_a_request_without_direction_says_nothing(shop, value):
    plain = one(shop.ranker, Rank(1, asked=7))
    asked = shop.vectors.mean(axis=0) if value is None else np.full(24, value, np.float32)
    with np.errstate(all="ignore"):
        assert products(one(shop.ranker, Rank(1, asked=7), asked)) == products(plain)
