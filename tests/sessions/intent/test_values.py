import pytest

from assets_pipeline.catalogue import Catalogue
from sessions.intent.acts import ACTS
from sessions.intent.shop import Shop
from sessions.intent.values import values

SHOP = Shop(Catalogue([]))


@pytest.mark.parametrize(
    ("act", "text", "wanted"),
    [
        ("search", "a large table under 300", {"price_max": "30000"}),
        ("search", "四星以上", {"rating_min": "4"}),
        ("refine", "cheapest ones", {"sort_key": "price_asc"}),
        ("rate", "四星", {"rating": "4"}),
        ("cart.add", "two of these in size l", {"quantity": "2", "size": "L"}),
        ("like", "two of these under 300 in size l", {}),
        ("scale", "real size", {"factor": "1", "absolute": "true"}),
        ("rotate", "左转", {"angle": "-90"}),
        ("set_lang", "change language", {"lang": "zh-CN"}),
        ("chitchat", "bye", {"kind": "bye"}),
    ],
)
def test_each_act_carries_its_own(act, text, wanted):
    assert {slot.name: slot.value for slot in values(act, text, SHOP, "en")} == wanted


@pytest.mark.parametrize("act", sorted(ACTS))
def test_no_act_carries_what_it_does_not_declare(act):
    text = "two of these in size l under 300, four stars or more, cheapest, turn left 90 degrees"
    assert {slot.name for slot in values(act, text, SHOP, "en")} <= set(ACTS[act].slots)


def test_a_size_that_is_refused():
    (size,) = [slot for slot in values("set_size", "not size l", SHOP, "en") if slot.name == "size"]
    assert not size.wanted
