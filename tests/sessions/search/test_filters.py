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


def test_what_is_for_everybody_is_for_men_and_women_but_not_for_children():
    def made(gender):
        return Product(gender, {"en": gender}, "", "hat", {"gender": gender})

    shop = Labels(Catalogue([made("men"), made("women"), made("unisex"), made("kids")]))

    def found(value):
        (condition,) = conditions((Slot("gender", value),), shop)
        return {each for each in shop.values if condition.holds(made(each))}

    assert found("men") == {"men", "unisex"}
    assert found("women") == {"women", "unisex"}
    assert found("kids") == {"kids"}
    assert found("unisex") == {"unisex"}
