"""Interactions as weighted rows: what is remembered changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.messages.jobs import Interaction
from sessions.recommend import interest
from sessions.recommend.interest import NEWEST, Interests, likelihood, shared
from sessions.recommend.kernel import shares
from sessions.recommend.strengths import strength
from sessions.recommend.weights import WEIGHTS

ROWS = {f"p{place:02d}": place for place in range(40)}


def arrays(interests: Interests, visit: int, recent: tuple[Interaction, ...]):
    done = interests.done(visit, recent)
    weights = shares(done.strengths, WEIGHTS.recency, WEIGHTS.doubt)
    return done.rows.tolist(), done.strengths.tolist(), weights.tolist()


def test_memory_is_only_a_cache(interaction_lists):
    @settings(max_examples=30)
    @given(st.lists(st.tuples(st.integers(0, 2), interaction_lists), max_size=8))
    def check(visits):
        warm = Interests(ROWS)
        for visit, recent in visits:
            for end in (len(recent) // 2, len(recent)):
                fresh = Interests(ROWS)
                assert arrays(warm, visit, recent[:end]) == arrays(fresh, visit, recent[:end])

    check()


def test_shares_are_the_running_sums(interaction_lists):
    @settings(max_examples=30)
    @given(interaction_lists)
    def check(recent):
        made = arrays(Interests(ROWS), 1, recent)[2]
        evidence, expected = 0.0, []
        for did in recent[-NEWEST:]:
            said = strength(did) if did.product in ROWS else 0.0
            expected = [0.9 * one for one in expected] + [said]
            evidence = 0.9 * evidence + abs(said)
        expected = [one / (1.0 + evidence) for one in expected]
        assert made == pytest.approx(expected, abs=1e-5)
        assert sum(map(abs, made)) < 1.0

    check()


def test_a_long_visit_is_written_anew_when_the_tape_is_full():
    interests = Interests(ROWS)
    done: tuple[Interaction, ...] = ()
    for seq in range(10 * NEWEST):
        done = (*done, Interaction(seq, seq, "grab", f"p{seq % 43:02d}", seq))[-NEWEST:]
        expected = [ROWS.get(did.product, 40) for did in done]
        assert interests.done(1, done).rows.tolist() == expected


def test_equal_places_of_other_visits_are_told_apart():
    interests = Interests(ROWS)
    first = (Interaction(1, 1, "grab", "p01"), Interaction(2, 2, "grab", "p02"))
    other = (Interaction(1, 1, "grab", "p03"), Interaction(2, 2, "grab", "p02"))
    interests.done(1, first)
    assert interests.done(1, other).rows.tolist() == [3, 2]


def test_the_oldest_visit_is_forgotten(monkeypatch):
    monkeypatch.setattr(interest, "VISITS", 3)
    interests = Interests(ROWS)
    for visit in range(10):
        interests.done(visit, ())
        interests.done(0, ())
    assert len(interests._known) <= 3
    assert 0 in interests._known


@pytest.mark.parametrize(
    ("known", "recent", "expected"),
    [("", "", 0), ("abc", "bcd", 2), ("abc", "abcd", 3), ("abc", "abc", 3), ("abc", "xc", 0),
     ("aaa", "aab", 2), ("abc", "ab", 0), ("", "a", 0), ("c", "abc", 0)],
)  # fmt: skip
def test_shared(known, recent, expected):
    assert shared(tuple(known), tuple(recent)) == expected


def test_likelihood_is_a_chance_that_grows_with_score_and_action():
    chances = [likelihood(z) for z in (-9.0, -1.0, 0.0, 1.0, 9.0)]
    assert chances[2] == 0.5
    assert chances == sorted(chances)
    assert 0.0 < chances[0] < chances[-1] < 1.0
    assert likelihood(0.3, -1.0) < likelihood(0.3) < likelihood(0.3, 1.0)
