"""The blend finds by itself who serves a set: sets of different nature, one cause each."""

from __future__ import annotations

import numpy as np
import pytest

from sessions.recommend import evaluate
from sessions.recommend.blend import splits, train
from sessions.recommend.blend.ranks import all_ranks, gains, hits
from sessions.recommend.members import train as encoder
from sessions.recommend.members.histories import Histories

ITEMS = 60
SMALL = encoder.RECIPE._replace(axes=16, most=4, batch=256)
FITS = evaluate.PASSING | {"encoder": lambda past, items: encoder.fit(past, items, SMALL)}


def repeat(rng: np.random.Generator) -> list[int]:
    """Two items, again and again."""
    return rng.choice(rng.choice(ITEMS, 2, replace=False), 6).tolist()


def sequence(rng: np.random.Generator) -> list[int]:
    """A walk along a ring, by one or two."""
    return (np.cumsum(rng.integers(1, 3, 6)) + rng.integers(ITEMS)).__mod__(ITEMS).tolist()


def popularity(rng: np.random.Generator) -> list[int]:
    """Whatever many take."""
    chance = 1.0 / np.arange(1, ITEMS + 1)
    return rng.choice(ITEMS, 6, p=chance / chance.sum()).tolist()


def together(rng: np.random.Generator) -> list[int]:
    """Things of one of ten groups, in no order."""
    return (rng.choice(6, 4, replace=False) + 6 * rng.integers(10)).tolist()


@pytest.mark.parametrize("nature", [repeat, sequence, popularity, together])
def test_the_blend_is_never_far_below_the_best_member(nature):
    rng = np.random.default_rng(4)
    past = Histories.of([nature(rng) for _ in range(900)])
    later = [nature(rng) for _ in range(400)]
    asked, targets = Histories.of([one[:-1] for one in later]), np.array([one[-1] for one in later])
    blend = train.fit(past, ITEMS, FITS, splits.newest, masked=False)

    def quality(member) -> float:
        ranks = all_ranks(member, asked, targets, masked=False)
        return (gains(ranks, 5) + hits(ranks, 5)).mean()

    best = max(quality(member) for member in blend.members.values())
    assert quality(blend) >= 0.97 * best, blend.told
    assert set(blend.told.figures) >= set(blend.members)


def test_with_little_to_learn_from_one_member_speaks_and_only_it_is_fitted_again():
    past = Histories.of([[at % 5, (at + 1) % 5] for at in range(40)])
    blend = train.fit(past, 5, FITS, splits.newest, masked=False)
    assert blend.told.alone
    assert set(blend.members) == {blend.told.alone}
    asked = Histories.of([[1], [2]])
    own = blend.members[blend.told.alone].scores(asked)
    assert blend.scores(asked).tolist() == own.tolist()


def test_of_two_causes_the_blend_knows_more_than_any_member():
    rng = np.random.default_rng(4)
    past = Histories.of([(repeat, sequence)[at % 2](rng) for at in range(900)])
    one, other = (train.fit(past, ITEMS, FITS, splits.newest, masked=False) for _ in range(2))
    figures = dict(one.told.figures)
    assert figures.pop("blend") > 1.05 * max(figures.values())
    assert not one.told.alone
    asked = [[1, 2, 4], [7, 7, 9, 7], [5], []]
    scores = one.scores(Histories.of(asked))
    np.testing.assert_array_equal(scores, other.scores(Histories.of(asked)))
    told = one.contributions(asked[0], 6)
    assert set(told) == {"alike", "rules", "follows", "likeness"}
    assert all(len(parts) == len(asked[0]) for parts in told.values())
    for row, history in zip(scores, asked, strict=True):
        np.testing.assert_allclose(one.scores(Histories.of([history]))[0], row, atol=1e-5)
