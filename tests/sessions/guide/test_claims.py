import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.guide.claims import lie
from sessions.messages.common import Slot
from sessions.messages.jobs import Reply

ABOUT = "Harbor Jacket: ¥129.50, made of cotton, in light blue and red, sizes S, M and L."
STOCK = "Harbor Jacket in stock: S (3) and L (7)."
NOT = "Harbor Jacket is not waterproof. It is made of cotton."
GONE = "Harbor Jacket is sold out in size M."
TWO = "Harbor Jacket: ¥129.50, of cotton, in red. Moon Lamp: $89.00, of steel, in white."
SENT = "Delivery is free for orders of 300 yuan or more; below that it costs 12 yuan."
ZH = "港湾夹克：129.50元、棉材质、颜色有浅蓝色和红色、尺码有S、M和L。"
ZH_STOCK = "港湾夹克有货的尺码：S（3件）和L（7件）。"
ZH_NOT = "港湾夹克不防水。材质是棉。"
ZH_GONE = "港湾夹克的M码卖完了。"
ZH_TWO = "港湾夹克：129.50元、棉材质、颜色有红色。月光台灯：89美元、钢材质、颜色有白色。"
NAMES = ("Harbor Jacket", "Moon Lamp", "港湾夹克", "月光台灯")


def found(text, facts, lang="en"):
    return lie(text, facts, lang, [name for name in NAMES if name in facts])


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (ABOUT, "The Harbor Jacket is ¥129.50 and made of cotton."),
        (ABOUT, "Sure! This comes in light blue and red, and you can have it in S, M and L."),
        (ABOUT, "You will find the Harbor Jacket in red. It costs 129.50 yuan."),
        (ABOUT, "Cotton, in light blue or red: that is the Harbor Jacket."),
        (STOCK, "The Harbor Jacket is in stock in S (3) and L (7)."),
        (STOCK, "We have it in stock: S (3)."),
        (NOT, "The Harbor Jacket is not waterproof."),
        (NOT, "It isn't waterproof. It is made of cotton."),
        (GONE, "I see the Harbor Jacket is sold out in size M."),
        (TWO, "The Harbor Jacket is ¥129.50. The Moon Lamp is $89 and of steel."),
        (SENT, "Delivery is free for orders of ¥300 or more."),
        (ABOUT, ABOUT), (STOCK, STOCK), (NOT, NOT), (GONE, GONE), (TWO, TWO), (SENT, SENT),
    ],
)  # fmt: skip
def test_an_honest_text_passes(facts, text):
    assert found(text, facts) == ""


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (ZH, "这款港湾夹克是129.5元，棉材质。"),
        (ZH, "您好，港湾夹克有红色和浅蓝色哦。"),
        (ZH, "尺码有S、M和L，您可以选。"),
        (ZH_STOCK, "港湾夹克有货的尺码是S（3件）和L（7件）。"),
        (ZH_NOT, "这件港湾夹克不防水哦。"),
        (ZH_GONE, "港湾夹克的M码卖完了呢。"),
        (ZH_TWO, "港湾夹克是129.50元，月光台灯是89美元。"),
        (ZH, ZH), (ZH_STOCK, ZH_STOCK), (ZH_NOT, ZH_NOT), (ZH_GONE, ZH_GONE), (ZH_TWO, ZH_TWO),
    ],
)  # fmt: skip
def test_an_honest_chinese_text_passes(facts, text):
    assert found(text, facts, "zh-CN") == ""


LIES = [
    ("price", ABOUT, "The Harbor Jacket costs ¥99.50."),
    ("currency", ABOUT, "The Harbor Jacket costs $129.50."),
    ("number in words", ABOUT, "It comes in three sizes."),
    ("rounded", ABOUT, "It costs about ¥130."),
    ("discount", ABOUT, "It costs ¥129.50, now 20% off."),
    ("size", ABOUT, "It comes in S, M, L and XL."),
    ("colour", ABOUT, "It comes in green."),
    ("rare colour", ABOUT, "It comes in crimson."),
    ("shade moved", ABOUT, "It comes in light red."),
    ("material", ABOUT, "It is made of wool."),
    ("blend", ABOUT, "It is made of cotton and silk."),
    ("name", ABOUT, "The Ocean Jacket is made of cotton."),
    ("half a name", TWO, "The Harbor Lamp is of cotton."),
    ("only", ABOUT, "It only costs ¥129.50."),
    ("best", ABOUT, "The Harbor Jacket is our best seller in cotton."),
    ("origin", ABOUT, "The Harbor Jacket is made of cotton from Portugal."),
    ("yes", ABOUT, "Yes, it is made of cotton."),
    ("denied", ABOUT, "It is not made of cotton."),
    ("denied for short", ABOUT, "It isn't made of cotton."),
    ("denied, curly", ABOUT, "It isn’t made of cotton."),
    ("sold out", ABOUT, "The Harbor Jacket in red is sold out."),
    ("in stock", ABOUT, "The Harbor Jacket is in stock."),
    ("counts swapped", STOCK, "In stock: S (7) and L (3)."),
    ("count of another size", STOCK, "The Harbor Jacket in stock: S (7)."),
    ("stock denied", STOCK, "It is not in stock in S."),
    ("denial dropped", NOT, "The Harbor Jacket is waterproof."),
    ("denial moved", NOT, "It is waterproof. It is not made of cotton."),
    ("stock turned", GONE, "The Harbor Jacket is in size M."),
    ("price of the other", TWO, "The Harbor Jacket is $89."),
    ("material of the other", TWO, "The Moon Lamp is of cotton."),
    ("products swapped", TWO, "The Moon Lamp is ¥129.50. The Harbor Jacket is $89."),
    ("policy", SENT, "Delivery is free."[:-1] + " for all orders."),
    ("policy amount", SENT, "Delivery is free for orders of ¥12 or more; below that it costs ¥300."),
    ("link", ABOUT, "See http://evil.example for cotton."),
    ("signs", ABOUT, "It is made of cotton ★★★★★"),
    ("Chinese", ABOUT, "港湾夹克是羊毛的。"),
    ("nothing", ABOUT, "Sure, I can help you with that."),
    ("endless", ABOUT, "It is made of cotton. " * 30),
]  # fmt: skip
LIES_ZH = [
    ("price", ZH, "港湾夹克是99元。"),
    ("currency", ZH, "港湾夹克是129.50美元。"),
    ("number in words", ZH, "港湾夹克有三个尺码。"),
    ("size", ZH, "尺码有S、M、L和XL。"),
    ("colour", ZH, "港湾夹克有绿色。"),
    ("shade", ZH, "港湾夹克有浅红色。"),
    ("material", ZH, "港湾夹克是羊毛材质。"),
    ("name", ZH, "海洋夹克是棉材质。"),
    ("only", ZH, "港湾夹克只要129.50元。"),
    ("denied", ZH, "港湾夹克不是棉材质。"),
    ("stock", ZH, "港湾夹克的红色没货了。"),
    ("counts swapped", ZH_STOCK, "港湾夹克有货的尺码：S（7件）和L（3件）。"),
    ("denial dropped", ZH_NOT, "港湾夹克防水。"),
    ("denial moved", ZH_NOT, "港湾夹克防水。材质不是棉。"),
    ("stock turned", ZH_GONE, "港湾夹克有M码。"),
    ("price of the other", ZH_TWO, "港湾夹克是89美元。"),
    ("material of the other", ZH_TWO, "月光台灯是棉材质。"),
    ("English", ZH, "The Harbor Jacket is made of cotton."),
    ("nothing", ZH, "好的，您可以看看。"),
]


@pytest.mark.parametrize(("facts", "text"), [row[1:] for row in LIES], ids=[r[0] for r in LIES])
def test_a_lie_is_caught(facts, text):
    assert found(text, facts)


@pytest.mark.parametrize(
    ("facts", "text"), [row[1:] for row in LIES_ZH], ids=[r[0] for r in LIES_ZH]
)
def test_a_lie_in_chinese_is_caught(facts, text):
    assert found(text, facts, "zh-CN")


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
@pytest.mark.parametrize(
    "asked",
    ["detail jacket", "compare jacket lamp", "attribute thing material"]
    + [f"attribute jacket {name}" for name in ("price", "stock", "material", "care", "reviews")],
)
def test_the_guides_own_answers_hold(guide, shop, lang, asked):
    key, *rest = asked.split()
    products = tuple(name for name in rest if name in shop.by_id)
    slots = tuple(Slot("attribute", name) for name in rest if name not in products)
    text = guide.reply(Reply(1, lang, key, products, slots)).text
    names = [name for id_ in products for name in shop.by_id[id_].name.values()]
    assert lie(text, text, lang, names) == ""


@given(st.text(max_size=80), st.sampled_from(["en", "zh-CN"]))
def test_any_text_is_judged(text, lang):
    assert isinstance(lie(text, ABOUT, lang, NAMES[:1]), str)


@given(st.integers(0, 10**6))
def test_no_other_number_passes(number):
    assert bool(found(f"It costs ¥{number}.", "It costs ¥1290.")) == (number != 1290)
