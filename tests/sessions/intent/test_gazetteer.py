import pytest

from assets_pipeline.catalogue import Catalogue, Product, Variant
from sessions.intent.gazetteer import Gazetteer, cues, form, plural
from sessions.intent.text import normalise, units


def values(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    return [v for span in gazetteer.find(units(normalise(text))) for v in span.values]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("red dresses", [("color", "red"), ("category", "dress")]),
        ("裙子", [("category", "skirt"), ("category", "dress")]),
        ("navy blue", [("color", "navy")]),
        ("真丝", [("material", "silk")]),
        ("麻烦你", []),
        ("scarves", [("category", "scarf")]),
        ("glasses", [("category", "glasses")]),
        ("a glass", [("material", "glass")]),
    ],
)
def test_words_of_the_lexicon(text, wanted):
    assert values(Gazetteer(), text) == wanted


def test_further_words_count_only_where_their_thing_is_sold():
    assert values(Gazetteer(), "brolly") == []
    for spelling in ("umbrella", "Umbrellas"):
        shop = Gazetteer(Catalogue([Product("u", {"en": "Rain"}, "", spelling)]))
        for said in ("brolly", "parasols", "阳伞"):
            assert {slot for slot, _ in values(shop, said)} == {"category"}, (spelling, said)
    metal = Product("m", {"en": "Rack"}, "", "shelf", attributes={"material": "metal"})
    assert ("material", "metal") in values(Gazetteer(Catalogue([metal])), "brass")
    assert ("material", "steel") not in values(Gazetteer(Catalogue([metal])), "steel")


def test_the_catalogues_spelling_wins():
    shop = Catalogue(
        [Product("p", {}, "", "T_Shirt", {"Fabric": "棉", "heel_height": "kitten heel"})]
    )
    gazetteer = Gazetteer(shop)
    assert values(gazetteer, "cotton tee") == [("material", "棉"), ("category", "T_Shirt")]
    assert values(gazetteer, "a Kitten Heel") == [("heel_height", "kitten heel")]
    assert gazetteer.extra == {"heel_height"}


def test_of_two_meanings_the_one_on_sale():
    shop = Catalogue([Product("p", {}, "", "dress")])
    assert values(Gazetteer(shop), "裙子") == [("category", "dress")]


def test_names_and_variant_colours():
    shop = Catalogue(
        [
            Product(
                "a",
                {"en": "Red River", "zh-CN": "红河"},
                "",
                "chair",
                variants=[Variant("v", {"en": "flea brown"}, "puce")],
            ),
            Product("b", {"en": "Red River"}, "", "sofa"),
            Product("c", {"en": "Sofa"}, "", "sofa"),
        ]
    )
    gazetteer = Gazetteer(shop)
    assert values(gazetteer, "the red river") == [("name", "Red River")]
    assert values(gazetteer, "红河") == [("name", "红河")]
    assert gazetteer.named["Red River"] == ("a", "b")
    assert values(gazetteer, "puce") == values(gazetteer, "flea brown") == [("color", "puce")]
    assert values(gazetteer, "sofa") == [("category", "sofa")]


def test_cues_are_shared_by_both_languages():
    for text in ("basket", "购物车"):
        assert [s.values for s in cues().find(units(text))] == [(("cue", "cart"),)]


@pytest.mark.parametrize(
    ("one", "many"),
    [("dress", "dresses"), ("scarf", "scarves"), ("jeans", "jeans"), ("watch", "watches"),
     ("toy", "toys"), ("accessory", "accessories"), ("lamp", "lamps")],
)  # fmt: skip
def test_plural(one, many):
    assert plural(one) == many


def test_form_ignores_case_and_signs():
    assert form("T-Shirt!") == ("t", "shirt")
