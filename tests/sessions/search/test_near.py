from assets_pipeline.catalogue import Catalogue, Price, Product
from sessions.search.filters import Labels
from sessions.search.near import cheaper, complements, harmony, likeness

NEAR = Product(
    "n", {}, "", "jacket", {"style": "casual"}, Price(100, "EUR"), section="clothes", wear="torso"
)


def test_likeness_of_itself_is_whole():
    assert likeness(NEAR, NEAR, Labels(Catalogue([NEAR]))) == 1.0


def test_other_money_is_not_compared():
    other = Product("o", {}, "", "jacket", {}, Price(1, "USD"), section="clothes")
    assert cheaper([other], NEAR) == ([], ("category",))


def test_sold_together_outweighs_manner():
    together = Product("a", {}, "", "hat", {}, wear="head", together=["n"])
    alike = Product("b", {}, "", "boots", {"style": "casual"}, wear="feet")
    labels = Labels(Catalogue([NEAR, together, alike]))
    assert harmony(together, NEAR, labels) > harmony(alike, NEAR, labels) > 0
    assert [p.id for p in complements([alike, together], NEAR)] == ["a", "b"]


def test_full_covers_torso_and_legs():
    dress = Product("d", {}, "", "dress", {}, wear="full")
    assert complements([dress], NEAR) == []
