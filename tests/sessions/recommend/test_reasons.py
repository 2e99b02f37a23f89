"""The largest contributor, told apart by hand."""

from __future__ import annotations

import numpy as np
import pytest

from assets_pipeline.catalogue import Catalogue, Product, Rating
from sessions.messages.common import Reason
from sessions.messages.jobs import Interaction, Rank
from sessions.recommend.goods import Goods
from sessions.recommend.reach import Wishes
from sessions.recommend.reasons import Evidence, Pulls, Reasons
from sessions.recommend.weights import WEIGHTS

LOVED = Product("a", {}, "", "x", rating=Rating(5.0, 90))
PLAIN = Product("b", {}, "", "x", rating=Rating(3.0, 90))
FRESH = Product("c", {}, "", "x", attributes={"new": True})
POINTS = np.array([[1, 0], [0, 1], [0.6, 0.8], [0, 0]], np.float32)
PULLS = Pulls(
    np.array([[1, 0], [0, 0], [1, 0], [0, 0]], np.intp),
    np.array([[0.5, 0], [0, 0], [0.7, 0], [0, 0]], np.float32),
)
GOODS = Goods(Catalogue([LOVED, PLAIN, FRESH]), WEIGHTS)
REASONS = Reasons(GOODS, POINTS, PULLS, WEIGHTS)
WISH = Wishes(GOODS, WEIGHTS).of(Rank(near="n"))


def tell(row: int, *, done=(), shares=(), rows=(), request=None, bonus=None, pullers=None):
    why = Evidence(
        WISH._replace(bonuses=bonus or {}),
        tuple(done),
        np.array(rows, np.intp),
        np.array(shares, np.float32),
        None if request is None else np.array(request, np.float32),
        np.array(list(pullers or {}), np.intp),
        np.array(list((pullers or {}).values()), np.float32),
    )
    return REASONS.tell(np.array([row], np.intp), why)[0]


GRAB = Interaction(1, 1, "grab", "a")
LIKE = Interaction(2, 2, "like", "b")


@pytest.mark.parametrize(
    ("row", "evidence", "expected"),
    [
        (0, {}, Reason("popular")),
        (1, {}, Reason("explore")),
        (2, {}, Reason("new")),
        (0, {"done": [GRAB], "shares": [0.5], "rows": [0]}, Reason("because", "a", "grab")),
        (0, {"done": [GRAB], "shares": [0.01], "rows": [0]}, Reason("popular")),
        (1, {"done": [GRAB, LIKE], "shares": [0.4, 0.4], "rows": [0, 1]}, Reason("because", "b")),
        (1, {"done": [GRAB], "shares": [-0.5], "rows": [1]}, Reason("explore")),
        (1, {"request": [0, 1]}, Reason("asked", "n")),
        (1, {"request": [0, -1]}, Reason("explore")),
        (1, {"bonus": {1: 0.5}}, Reason("asked", "n")),
        (1, {"pullers": {0: 0.5, 2: 0.1}}, Reason("together", "a")),
        (1, {"pullers": {0: 0.1, 2: 0.5}}, Reason("together", "c")),
        (1, {"pullers": {0: -0.5}}, Reason("explore")),
        (1, {"request": [0, 0.2], "pullers": {0: 0.5}}, Reason("together", "a")),
    ],
)
def test_the_largest_contributor(row, evidence, expected):
    assert tell(row, **evidence) == expected


def test_turning_away_from_something_is_a_reason_too():
    away = tell(0, done=[Interaction(1, 1, "discard", "z")], shares=[0.9], rows=[0])
    assert away == Reason("because", "z", "discard")


def test_no_picks_no_reasons():
    nobody, nothing = np.zeros(0, np.intp), np.zeros(0, np.float32)
    why = Evidence(WISH, (), nobody, nothing, None, nobody, nothing)
    assert REASONS.tell(nobody, why) == []
