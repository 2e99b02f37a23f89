"""Descriptions are of the attributes alone, in both languages, and the same every time."""

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.catalogue import Catalogue, Product, Variant
from sessions.guide.data import zh
from sessions.guide.describe import MAX_TEXT, described, description
from sessions.guide.english import _PAIRS

VOCABULARY = {
    "color": ["red", "navy", "olive", "black", "white"],
    "material": ["cotton", "linen", "wool", "leather", "denim", "oak"],
    "pattern": ["striped", "plaid", "floral", "dotted"],
    "style": ["casual", "formal", "elegant", "sporty", "vintage"],
    "gender": ["men", "women", "kids"],
    "occasion": ["work", "party", "gym", "beach"],
    "season": ["spring", "summer", "autumn", "winter"],
    "feature": ["waterproof", "warm", "breathable", "stretch"],
    "sleeve": ["long", "short", "none"],
    "shape": ["round", "square"],
}
KINDS = sorted(set(zh.WORDS) & (_PAIRS | {"jacket", "armchair", "tote", "lamp", "rug", "hat"}))
ENGLISH = {
    "stretch": "stretchy",
    "long": "long-sleeved",
    "short": "short-sleeved",
    "none": "sleeveless",
}
CHINESE = {"stretch": "弹力", "party": "派对", "beach": "海边"}


def attributes():
    """Any of the shop's attributes with any of their values."""
    return st.fixed_dictionaries(
        {},
        optional={
            name: st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)
            for name, values in VOCABULARY.items()
        },
    )


def products():
    return st.builds(
        Product,
        id=st.text("abcdef", min_size=1, max_size=6),
        name=st.just({"en": "A thing"}),
        source=st.just(""),
        category=st.sampled_from(KINDS),
        attributes=attributes(),
        sizes=st.lists(st.sampled_from(["S", "M", "L"]), unique=True, max_size=3),
    )


def says(token, lang, text):
    if lang == "en":
        word = ENGLISH.get(token, token)
        return re.search(rf"\b{word}\b", text.lower()) is not None
    return CHINESE.get(token, zh.WORDS[token]) in text


@given(products())
def test_nothing_is_claimed_that_the_attributes_do_not_say(product):
    own = {value for values in product.attributes.values() for value in values}
    kind = zh.WORDS[product.category]
    year = {"spring", "summer", "autumn", "winter"} <= set(product.attributes.get("season", ()))
    for lang in ("en", "zh-CN"):
        text = description(product, lang).replace(kind, "").replace("all year round", "")
        for token in {value for values in VOCABULARY.values() for value in values} - own:
            assert not says(token, lang, text), (token, text)
        told = (
            own - set(VOCABULARY["style"]) - set(VOCABULARY["shape"]) - set(VOCABULARY["pattern"])
        )
        for token in told - (set(VOCABULARY["season"]) if year else set()):
            if (
                token not in product.attributes.get("sleeve", ())[1:]
            ):  # of two sleeves the first is said
                assert says(token, lang, text), (token, text)


@given(products())
def test_articles_and_number_agree(product):
    text = description(product, "en")
    many = product.category in _PAIRS
    assert not re.search(r"\ba [aeio]|\ban [^aeiou]|  | ,| \.|\.\.|: \.", text)
    if many:
        assert not re.search(r"\bIt\b|\bThis is\b|\bAn? ", text)
    else:
        assert not re.search(r"\bThey\b|\bThese are\b", text)
    assert not text or (text[0].isupper() and text.endswith("."))


@given(products())
def test_chinese_is_punctuated(product):
    text = description(product, "zh-CN")
    assert not re.search(r"，，|、、|。。|，。|，、|[,;.!?] |  |\{|\}", text)
    assert not text or text.endswith("。")


@given(products())
def test_the_same_product_reads_the_same(product):
    again = msgspec.json.decode(msgspec.json.encode(product), type=Product)
    assert description(product, "en") == description(again, "en")


@given(
    st.dictionaries(
        st.text(max_size=80), st.text(max_size=400) | st.lists(st.text(max_size=90)), max_size=9
    )
)
def test_any_data_are_described_within_bounds(data):
    product = Product("x", {}, "", "other", data, sizes=[str(size) for size in range(30)])
    for lang in ("en", "zh-CN"):
        assert 0 < len(description(product, lang)) <= MAX_TEXT


SUMMER = {"material": "canvas", "style": "casual", "season": "summer", "occasion": "beach"}


def test_ways_to_say_it_vary():
    bags = [
        Product(
            f"bag-{at}",
            {},
            "",
            "tote",
            SUMMER,
        )
        for at in range(40)
    ]
    for lang in ("en", "zh-CN"):
        assert len({description(bag, lang) for bag in bags}) > 5


EXAMPLES = [
    (
        Product("a", {}, "", "jeans", {"material": ["denim"], "gender": "women"}, sizes=["S", "M"]),
        "jeans for women",
        "女士牛仔裤",
    ),
    (
        Product("b", {}, "", "lamp", {"watts": 12.5, "style": "modern"}),
        "Watts: 12.5.",
        "watts：12.5。",
    ),
    (
        Product("c", {}, "", "coat", {"gender": "unisex", "style": "elegant"}),
        "n elegant unisex coat",
        "男女通用",
    ),
    (
        Product("d", {}, "", "hat", variants=[Variant("r", {"zh-CN": "砖红"}, "red")]),
        "It comes in red.",
        "颜色是砖红。",
    ),
    (Product("e", {}, "", "boots", {"new": True}), "They are new.", "新品。"),
    (
        Product("f", {}, "", "lamp", {"style": "art nouveau-ish"}),
        "Style: art nouveau-ish.",
        "风格：art nouveau-ish。",
    ),
]


@pytest.mark.parametrize(("product", "en", "zh_cn"), EXAMPLES)
def test_examples(product, en, zh_cn):
    assert en in description(product, "en")
    assert zh_cn in description(product, "zh-CN")


def test_nothing_known_is_nothing_said():
    assert description(Product("x", {"en": "X"}, "", "lamp"), "en") == ""


def test_the_shops_own_words_stay_and_the_rest_is_written():
    own = Product("a", {}, "", "hat", {"material": "wool"}, description={"en": "Mine."})
    bare = Product("b", {}, "", "hat", {"material": "wool"})
    nothing = Product("c", {}, "", "hat")
    kept, written, still = described(Catalogue([own, bare, nothing])).products
    assert kept == own
    assert "wool" in written.description["en"]
    assert "羊毛" in written.description["zh-CN"]
    assert still == nothing
    assert bare.description == {}  # the catalogue itself, and so its digest, is as it was
