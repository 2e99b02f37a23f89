from assets_pipeline.catalogue import Product, Variant
from sessions.search.text import product_text


def test_both_languages_and_all_attributes():
    product = Product(
        "p",
        {"en": "Harbor Jacket", "zh-CN": "港湾夹克", "fr": "Veste"},
        "file.glb",
        "down-jacket",
        {"material": ["cotton", "goose_down"], "waterproof": True, "hooded": False, "heel": 3.0},
        variants=[Variant("v", {"zh-CN": "海军蓝"}, "navy")],
        section="clothes",
        description={"en": "Warm."},
    )
    text = product_text(product)
    for said in [
        "Harbor Jacket",
        "港湾夹克",
        "Veste",
        "down jacket",
        "cotton",
        "goose down",
        "waterproof",
        "navy",
        "海军蓝",
        "Warm.",
    ]:
        assert said in text
    assert "hooded" not in text
    assert text.startswith("Harbor Jacket")


def test_nothing_known_is_an_empty_text():
    assert product_text(Product("p", {}, "", "", section="")) == ""


def test_said_once():
    text = product_text(Product("p", {"en": "lamp"}, "", "lamp", section="lamp"))
    assert text == "lamp"
