"""Counts, plain and fading."""

from __future__ import annotations

from sessions.recommend.members.histories import Histories
from sessions.recommend.members.popular import lately, popular

PAST = Histories.of([[0, 0, 0, 0], [1, 2], [1, 1, 1]])


def test_counts_are_the_same_for_everybody():
    assert popular(PAST, 4).scores(Histories.of([[2], []])).tolist() == [[4, 4, 1, 0]] * 2


def test_what_came_lately_weighs_more():
    long_ago, now, once, never = lately(PAST, 4).scores(Histories.of([[]]))[0]
    assert now > once > long_ago > never == 0
