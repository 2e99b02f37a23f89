import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.catalogue import Catalogue
from sessions.guide.data import en, zh
from sessions.guide.faq import Entry
from sessions.guide.words import KEYS, NEEDS_PRODUCT, Guide
from sessions.messages.common import Slot
from sessions.messages.jobs import Reply

SAYS = [
    ("detail", ["jacket"], "", "¥129.50", "129.50元"),
    (
        "attribute",
        ["jacket"],
        "attribute=price",
        "The price of Harbor Jacket is ¥129.50.",
        "129.50元",
    ),
    ("attribute", ["lamp"], "attribute=price", "$89.00", "89美元"),
    ("attribute", ["jacket"], "attribute=stock", "S (3) and L (7)", "S（3件）和L（7件）"),
    ("attribute", ["lamp"], "attribute=stock", "there are 4 left", "还有4件"),
    ("attribute", ["jacket"], "attribute=sizes", "S, M and L", "S、M和L"),
    ("attribute", ["jacket"], "attribute=colors", "red and blue", "红色和蓝色"),
    ("attribute", ["jacket"], "attribute=material", "made of cotton", "材质是棉"),
    ("attribute", ["jacket"], "attribute=care", "Wash at 30 degrees.", "30度机洗。"),
    ("attribute", ["jacket"], "attribute=brand", "Northwind", "Northwind"),
    ("attribute", ["jacket"], "attribute=rating", "4.5 of 5 from 128", "4.5分"),
    (
        "attribute",
        ["jacket"],
        "attribute=reviews",
        "“Warm and light.” (5 of 5) “很暖",
        "“很暖和。”",
    ),
    ("attribute", ["jacket"], "attribute=origin", "Portugal", "Portugal"),
    ("attribute", ["jacket"], "attribute=dimensions", "56 × 71 × 31 cm", "56 × 71 × 31 cm"),
    ("attribute", ["lamp"], "attribute=watts", "12.5", "12.5"),
    ("attribute", ["lamp"], "attribute=material", "I do not know the material", "我不知道"),
    ("attribute", ["thing"], "attribute=price", "I do not know the price", "我不知道"),
    ("attribute", ["thing"], "attribute=dimensions", "I do not know", "我不知道"),
    ("attribute", ["jacket"], "attribute=shipping", "I do not know the delivery time", "我不知道"),
    (
        "check_attribute",
        ["jacket"],
        "size=S",
        "Yes. Of Harbor Jacket in size S there are 3",
        "还有3件",
    ),
    ("check_attribute", ["jacket"], "size=m", "No. Harbor Jacket is sold out in size M", "卖完"),
    ("check_attribute", ["jacket"], "size=XL", "No. Harbor Jacket comes in S, M and L", "不是的"),
    ("check_attribute", ["jacket"], "color=blue", "Yes. ", "是的"),
    (
        "check_attribute",
        ["jacket"],
        "color=green",
        "No. Harbor Jacket comes in red and blue",
        "不是的",
    ),
    (
        "check_attribute",
        ["jacket"],
        "material=wool",
        "No. Harbor Jacket is made of cotton",
        "不是的",
    ),
    ("check_attribute", ["lamp"], "material=wool", "I do not know the material", "我不知道"),
    ("check_attribute", ["jacket"], "price_max=12950", "Yes. The price", "是的"),
    ("check_attribute", ["jacket"], "price_max=12949", "No. The price", "不是的"),
    ("added", ["jacket"], "count=2 size=S", "Harbor Jacket in size S × 2", "（S码） × 2"),
    ("cart_total", ["jacket", "jacket"], "count=2 count=1", "Together ¥388.50", "一共388.50元"),
    ("cart_total", ["jacket", "lamp"], "", "¥129.50 and $89.00", "129.50元和89美元"),
    ("cart_total", ["jacket", "thing"], "", "I cannot say the total", "总价我说不准"),
    ("checkout", ["jacket"], "", "I cannot take payment here", "不能收款"),
    ("cart_total", [], "", "Your cart is empty", "购物车是空的"),
    (
        "found",
        ["jacket", "lamp"],
        "count=12",
        "I found 12: Harbor Jacket and Moon Lamp",
        "找到12件",
    ),
    ("found", ["jacket"], "count=1", "I found one", "找到一件"),
    ("found", [], "", "I found nothing", "没有找到"),
    ("found_relaxed", ["lamp"], "relaxed=color relaxed=size", "the colour and size", "颜色和尺码"),
    ("which_one", ["jacket", "lamp"], "", "Harbor Jacket or Moon Lamp?", "港湾夹克还是月光台灯"),
    ("tried_on", ["jacket"], "size=M variant=b", "standard figure", "标准身材"),
    ("fitted", ["jacket"], "size=M variant=b", "your measurements", "您的尺寸"),
    ("chosen", ["jacket"], "variant=b size=M", "blue and size M", "蓝色和M码"),
    ("chosen", ["thing"], "", "one version only", "只有这一种"),
    ("size_unavailable", ["jacket"], "size=S", "In stock: S and L.", "S和L"),
    ("color_unavailable", ["jacket"], "", "red and blue", "红色和蓝色"),
    ("section", [], "section=shoes", "shoes", "鞋区"),
    ("section", [], "", "clothes, furniture or everything else", "服装区"),
    ("taken_off", [], "", "everything", "全部"),
    ("rated", ["lamp"], "rating=4", "4 of 5", "4星"),
    ("liked", ["nobody"], "", "not sure which product", "不确定"),
    ("no_such_key", [], "", "I did not understand", "没听懂"),
    ("fact", [], "", "I did not understand", "没听懂"),
]


@pytest.mark.parametrize(("key", "products", "slots", "english", "chinese"), SAYS)
def test_says(key, products, slots, english, chinese, say):  # noqa: PLR0917 - a table's columns
    assert english in say(key, *products, slots=slots)
    assert chinese in say(key, *products, slots=slots, lang="zh-CN")


@pytest.mark.parametrize("table", ["TEXTS", "FACTS", "ATTRIBUTES", "SECTIONS", "PHRASES"])
def test_both_languages_have_every_key_with_the_same_fields(table):
    english, chinese = getattr(en, table), getattr(zh, table)
    assert english.keys() == chinese.keys()
    for key, text in english.items():
        assert fields(text) == fields(chinese[key]), key


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_key_speaks_with_and_without_a_product(key, lang, say):
    for products in ([], ["thing"], ["jacket", "lamp"]):
        text = say(key, *products, lang=lang)
        assert text
        assert not re.search(r"[{}]|None|  ", text)
    if key in NEEDS_PRODUCT:
        assert say(key, lang=lang) == say("nothing_meant", lang=lang)


SLOTS = st.lists(
    st.builds(
        Slot,
        st.sampled_from(["attribute", "size", "color", "material", "count", "relaxed", "variant",
                         "price_max", "price_min", "in_stock", "section", "odd{name}"]),
        st.sampled_from(["price", "stock", "sizes", "colors", "material", "care", "rating", "reviews",
                         "dimensions", "M", "S", "+1", "red", "wool", "b", "{x}", "", "clothes"]),
        st.booleans(),
    ),
    max_size=5,
)  # fmt: skip


@given(
    key=st.sampled_from(sorted(KEYS - {"help"})),
    products=st.lists(st.sampled_from(["jacket", "lamp", "thing", "?"]), max_size=3, unique=True),
    slots=SLOTS,
    lang=st.sampled_from(["en", "zh-CN"]),
)
def test_every_number_stands_in_the_catalogue(key, products, slots, lang, guide):
    reply = guide.reply(Reply(9, lang, key, tuple(products), tuple(slots)))
    assert (reply.for_seq, reply.lang, reply.key) == (9, lang, key)
    assert 0 < len(reply.text) <= 2000
    known = {
        "129.50",
        "89.00",
        "89",
        "3",
        "7",
        "4",
        "0",
        "4.5",
        "5",
        "128",
        "56",
        "71",
        "31",
        "30",
        "12.5",
    }
    known |= {"1", "2"}  # pieces and products of this very reply
    assert set(re.findall(r"\d+(?:\.\d+)?", reply.text)) <= known, reply.text


def test_products_are_kept_for_the_client(guide):
    assert guide.reply(Reply(1, "en", "detail", ("jacket", "?"))).products == ("jacket", "?")


def test_same_names_are_told_apart_by_colour(shop):
    import msgspec  # noqa: PLC0415

    from assets_pipeline.catalogue import Catalogue  # noqa: PLC0415

    jacket = shop.by_id["jacket"]
    other = msgspec.structs.replace(jacket, id="j2", variants=[], attributes={"color": "green"})
    text = (
        Guide(Catalogue([jacket, other])).reply(Reply(1, "en", "which_one", ("jacket", "j2"))).text
    )
    assert "Harbor Jacket in red and blue or Harbor Jacket in green" in text


def test_the_shop_answers_for_itself_in_the_shoppers_language_or_else_another():
    both = Entry("returns", {"en": ["q"]}, {"en": "Within 14 days.", "zh-CN": "14 天内。"})
    one = Entry("contact", {"en": ["q"]}, {"en": "Write to us."})
    guide = Guide(Catalogue([]), [both, one])

    def ask(key, entry, lang):
        slots = (Slot("faq", entry),) if entry else ()
        return guide.reply(Reply(1, lang, key, (), slots)).text

    assert ask("faq", "returns", "en") == "Within 14 days."
    assert ask("faq", "returns", "zh-CN") == "14 天内。"
    assert ask("faq", "contact", "zh-CN") == "Write to us."
    assert ask("faq", "gone", "en") == ask("oos", "", "en")
    assert ask("human", "", "en").endswith("Write to us.")


def test_a_person_is_announced_by_name(say):
    assert say("human_came", slots="by=Mei").startswith("Mei of our staff is with you")
    assert say("human_came", slots="by={x}", lang="zh-CN").startswith("店员{x}来了，是真人")


def test_what_is_not_known_is_admitted_and_a_person_offered(say):
    assert "ask for a person" in say("oos")
    assert "转人工" in say("oos", lang="zh-CN")
