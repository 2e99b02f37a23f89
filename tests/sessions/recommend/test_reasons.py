"""What the kernel found, in words."""

from __future__ import annotations

import pytest

from assets_pipeline.catalogue import Catalogue, Product, Rating
from sessions.messages.common import Reason, Slot
from sessions.messages.jobs import Interaction, Rank
from sessions.recommend.goods import Goods
from sessions.recommend.kernel import ASKED, BECAUSE, SHOP, TOGETHER
from sessions.recommend.reach import Wishes
from sessions.recommend.reasons import Reasons
from sessions.recommend.weights import WEIGHTS

LOVED = Product("a", {}, "", "chair", rating=Rating(5.0, 90))
PLAIN = Product("b", {}, "", "x", rating=Rating(3.0, 90))
FRESH = Product("c", {}, "", "x", attributes={"new": True})
GOODS = Goods(Catalogue([LOVED, PLAIN, FRESH]), WEIGHTS)
REASONS = Reasons(GOODS, WEIGHTS)
WISH = Wishes(GOODS, WEIGHTS).of(Rank(near="n", constraints=(Slot("category", "chair"),)))
RECENT = (
    Interaction(1, 1, "grab", "a"),
    Interaction(2, 2, "like", "b"),
    Interaction(3, 3, "discard", "z"),
)


@pytest.mark.parametrize(
    ("row", "kind", "meant", "expected"),
    [
        (0, SHOP, 0, Reason("popular")),
        (1, SHOP, 0, Reason("explore")),
        (2, SHOP, 0, Reason("new")),
        (2, TOGETHER, 0, Reason("together", "a")),
        (0, BECAUSE, 0, Reason("because", "a", "grab")),
        (0, BECAUSE, 1, Reason("because", "b")),
        (0, BECAUSE, 2, Reason("because", "z", "discard")),
        (0, ASKED, 0, Reason("asked", "n", "", ("chair",))),
        (1, ASKED, 0, Reason("asked", "n")),
    ],
)
def test_each_kind_is_told(row, kind, meant, expected):
    assert REASONS.tell([(row, kind, meant)], RECENT, WISH) == [expected]


def test_one_reason_for_each_pick():
    assert REASONS.tell([], (), WISH) == []
    told = REASONS.tell([(2, SHOP, 0), (0, SHOP, 0)], (), WISH)
    assert told == [Reason("new"), Reason("popular")]


def test_the_shop_never_speaks_against_a_product():
    assert REASONS.shop.min() == 0.0
    assert REASONS.shop[0] > 0.0
    assert REASONS.shop[1] == 0.0
    assert REASONS.shop[2] == pytest.approx(WEIGHTS.new)
