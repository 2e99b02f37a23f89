import pytest

from assets_pipeline.catalogue import Catalogue, Product
from sessions.messages.common import Slot
from sessions.search.filters import Labels, conditions, values

PRODUCT = Product("p", {"en": "One"}, "", "hat", {"Colour": ["Red", "blue"], "packable": True})


def test_values_go_by_the_shops_names():
    assert values(PRODUCT)["color"] == {"red", "blue"}
    assert values(PRODUCT)["packable"] == {"true"}


def test_one_condition_a_name():
    slots = (Slot("color", "red"), Slot("color", "green"), Slot("sort_key", "price_asc"))
    (condition,) = conditions(slots, Labels(Catalogue([PRODUCT])))
    assert condition.name == "color"
    assert condition.holds(PRODUCT)


@pytest.mark.parametrize(
    ("slot", "holds"),
    [
        (Slot("color", "red", wanted=False), False),
        (Slot("color", "pink", wanted=False), True),
        (Slot("price_max", "1"), False),  # no price, no promise
        (Slot("price_max", "much"), True),
        (Slot("in_stock", "true"), True),
        (Slot("size", "M"), False),
        (Slot("heel", "hat"), True),  # nobody says heel: the word is looked for on the label
    ],
)
def test_conditions(slot, holds):
    (condition,) = conditions((slot,), Labels(Catalogue([PRODUCT])))
    assert condition.holds(PRODUCT) is holds
