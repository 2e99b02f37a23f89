from assets_pipeline.catalogue import Catalogue, Price, Product
from sessions.intent.shop import Shop


def test_what_is_gathered():
    shop = Shop(
        Catalogue(
            [
                Product("a", {}, "", "lamp", {"heel": "flat"}, Price(1, "JPY"), sizes=["S", "M"]),
                Product("b", {}, "", "lamp", {}, Price(1, "KRW")),
            ]
        )
    )
    assert shop.sizes == {"S", "M"}
    assert shop.minor == 1
    assert "heel" in shop.filters & shop.describes
    assert [span.values for span in shop.spans("flat lamp")[1]] == [
        (("heel", "flat"),),
        (("category", "lamp"),),
    ]


def test_money_with_cents_unless_none_has_them():
    mixed = [Product(c, {}, "", "", {}, Price(1, c)) for c in ("JPY", "EUR")]
    assert Shop(Catalogue(mixed)).minor == 100
    assert Shop(Catalogue([])).minor == 100
