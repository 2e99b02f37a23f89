"""Which variant and size are meant, and whether they can be had."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.catalogue import Catalogue, Product, Variant
from sessions.guide.choice import Chooser
from sessions.messages.jobs import Choose

NAMES = {"en": "Tee", "zh-CN": "T恤"}
SIZES = ["XS", "S", "M", "L", "XL"]
VARIANTS = [
    Variant("v-red", {"en": "Brick red", "zh-CN": "砖红"}, "red"),
    Variant("v-navy", {"en": "Navy", "zh-CN": "藏青"}, "navy"),
]
TEE = Product(
    "tee",
    NAMES,
    "tee.glb",
    "t-shirt",
    variants=VARIANTS,
    sizes=SIZES,
    stock={"XS": 1, "S": 0, "M": 2, "L": 0, "XL": 4},
)
VASE = Product("vase", NAMES, "vase.glb", "vase")
GONE = Product("gone", NAMES, "gone.glb", "t-shirt", sizes=["M"], stock={"M": 0})
CHOOSER = Chooser(Catalogue([TEE, VASE, GONE]))


@pytest.mark.parametrize(
    ("asked", "variant", "size", "problem"),
    [
        ({}, "v-red", "M", ""),
        ({"variant": "navy"}, "v-navy", "M", ""),
        ({"variant": "v-navy"}, "v-navy", "M", ""),
        ({"variant": "藏青"}, "v-navy", "M", ""),
        ({"variant": "NAVY"}, "v-navy", "M", ""),
        ({"variant": "green"}, "v-red", "M", "color_unavailable"),
        ({"size": "xl"}, "v-red", "XL", ""),
        ({"size": "S"}, "v-red", "M", "size_unavailable"),
        ({"size": "XXL"}, "v-red", "M", "size_unavailable"),
        ({"size": "+1", "worn": "M"}, "v-red", "XL", "size_unavailable"),
        ({"size": "+2", "worn": "M"}, "v-red", "XL", ""),
        ({"size": "-2", "worn": "M"}, "v-red", "XS", ""),
        ({"size": "+1", "worn": "XL"}, "v-red", "XL", "size_unavailable"),
        ({"size": "-1", "worn": "XS"}, "v-red", "XS", "size_unavailable"),
        ({"worn": "XL"}, "v-red", "XL", ""),
    ],
)
def test_chosen(asked, variant, size, problem):
    chosen = CHOOSER.choose(Choose(3, "tee", then="cart", count=2, **asked))
    assert (chosen.variant, chosen.size, chosen.problem) == (variant, size, problem)
    assert (chosen.for_seq, chosen.then, chosen.count) == (3, "cart", 2)


def test_a_product_without_sizes_or_variants():
    chosen = CHOOSER.choose(Choose(1, "vase"))
    assert (chosen.variant, chosen.size, chosen.problem) == ("", "", "")
    assert CHOOSER.choose(Choose(1, "vase", size="M")).problem == "size_unavailable"
    assert CHOOSER.choose(Choose(1, "vase", variant="red")).problem == "color_unavailable"


@pytest.mark.parametrize("product", ["gone", "never"])
def test_what_cannot_be_had(product):
    assert CHOOSER.choose(Choose(1, product, size="M")).problem == "sold_out"


@given(st.text(max_size=6), st.text(max_size=6), st.text(max_size=6))
def test_any_wish_ends_in_something_that_is_in_stock(variant, size, worn):
    chosen = CHOOSER.choose(Choose(1, "tee", variant, size, worn))
    assert chosen.variant in {"v-red", "v-navy"}
    assert chosen.problem or TEE.in_stock(chosen.size)
