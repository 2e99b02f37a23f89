"""The acts a shopper's words can be, what each may carry, and what others call them.

How turns are labelled where two acts are near each other (the writers of `data/voices` agree in this;
an audit of the confident disagreements of the folds found no other use):

- search names a kind of thing; refine names only a property or limit of what is shown; asking for
  something without naming either is rec.personal.
- check_attribute can be answered yes or no and is about a thing (`this`, `it`, "pink possible?");
  ask_attribute wants a fact; show_detail wants to look or to be told all.
- like and dislike judge a thing; affirm and deny answer the guide.
- disambiguate says which one and nothing else; drop lets go of what is held, take_off of what is worn,
  cart.remove of what is in the cart.
- chitchat is said to the guide (a greeting, "are you a robot"); said to somebody else in the room, or
  about the world, it is oos, even with words of the shop in it.

`simmc` names the dialogue act of SIMMC 2 (act:activity), `crosswoz` the act of CrossWOZ and
`clinc` an intent of CLINC150 of the same meaning, where there is one.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Refers = Literal["none", "may", "one", "many"]
"""Whether an act is about products: never, perhaps, one, or any number."""

FILTERS = (
    "category",
    "section",
    "color",
    "pattern",
    "material",
    "brand",
    "style",
    "occasion",
    "season",
    "gender",
    "sleeve",
    "shape",
    "feature",
    "name",
    "size",
    "price_min",
    "price_max",
    "rating_min",
    "in_stock",
)
"""Slots that limit a search. `color`, `material`.. are named as the catalogue names attributes."""

DESCRIBES = FILTERS[:14]
"""Filters that can also tell one product in view from another."""

SLOTS = {
    "category": ("kind of product, e.g. jacket", "SIMMC type"),
    "section": ("part of the shop", ""),
    "color": ("canonical colour", "SIMMC color"),
    "pattern": ("canonical pattern", "SIMMC pattern"),
    "material": ("canonical material", "SIMMC materials"),
    "brand": ("brand as in the catalogue", "SIMMC brand"),
    "style": ("casual, formal, ..", ""),
    "occasion": ("work, party, ..", ""),
    "season": ("summer, winter, ..", ""),
    "gender": ("men, women, kids, unisex", ""),
    "sleeve": ("long, short, none", "SIMMC sleeveLength"),
    "shape": ("round, square", ""),
    "feature": ("waterproof, warm, hooded, ..", ""),
    "name": ("a product's name", ""),
    "size": ("size as in the catalogue, or steps: +1, -1", "SIMMC size"),
    "price_min": ("minor units", "SIMMC price"),
    "price_max": ("minor units", "SIMMC price"),
    "rating_min": ("stars", "SIMMC customerReview"),
    "in_stock": ("true", "SIMMC availableSizes"),
    "attribute": ("what is asked: price, stock, sizes, ..", "SIMMC request_slots"),
    "faq": ("the shop's own answer that is asked for", ""),
    "quantity": ("pieces", ""),
    "rating": ("stars, 1..5", ""),
    "sort_key": ("price_asc, price_desc, rating_desc, newest, popularity, name", ""),
    "angle": ("degrees about +Y, positive turns the front to the viewer's right", ""),
    "factor": ("times the present size", ""),
    "absolute": ("true: times the true size", ""),
    "anchor": ("id of the product to place it by", ""),
    "lang": ("zh-CN or en", ""),
    "kind": ("greet, thanks, bye, other", "CrossWOZ General"),
    "ambiguous": ("true: one of the referents is meant, ask which", "SIMMC DISAMBIGUATE"),
}
"""Slot -> what its value is, and the published slot of the same meaning."""


class ActInfo(NamedTuple):
    """One act. `slots` beyond the filters that describe a referent."""

    en: str
    zh: str
    refers: Refers = "none"
    slots: tuple[str, ...] = ()
    simmc: str = ""
    crosswoz: str = ""
    clinc: str = ""


ACTS = {
    "search": ActInfo(
        "find products", "找商品", "none", (*FILTERS, "sort_key"), "REQUEST:GET", "Inform"
    ),
    "refine": ActInfo(
        "narrow the search", "缩小范围", "none", (*FILTERS, "sort_key"), "INFORM:REFINE", "Inform"
    ),
    "sort": ActInfo("order the shelf", "排序", "none", ("sort_key",)),
    "show_detail": ActInfo("look closely", "看详情", "one", (), "REQUEST:GET", "Request"),
    "compare": ActInfo("compare products", "对比", "many", (), "REQUEST:COMPARE"),
    "like": ActInfo("likes it", "喜欢", "many", (), "INFORM:PREFER"),
    "dislike": ActInfo("does not like it", "不喜欢", "many", (), "INFORM:DISPREFER"),
    "rate": ActInfo("gives stars", "打分", "one", ("rating",)),
    "ask_attribute": ActInfo(
        "asks a fact", "问属性", "many", ("attribute", "faq"), "ASK:GET", "Request"
    ),
    "check_attribute": ActInfo(
        "asks whether",
        "问是不是",
        "many",
        ("attribute", "price_max", "size", "in_stock", *DESCRIBES),
        "ASK:CHECK",
        "Request",
    ),
    "cart.add": ActInfo(
        "into the cart", "加入购物车", "many", ("quantity", "size", "color"), "REQUEST:ADD_TO_CART"
    ),
    "cart.remove": ActInfo("out of the cart", "移出购物车", "many", ("quantity",)),
    "cart.view": ActInfo("see the cart", "看购物车", clinc="shopping_list"),
    "checkout": ActInfo("pay", "结账"),
    "try_on": ActInfo("wear it", "试穿", "many", ("size", "color")),
    "take_off": ActInfo("wear it no more", "脱下", "many"),
    "set_size": ActInfo("another size", "换尺码", "one", ("size",)),
    "set_color": ActInfo("another colour", "换颜色", "one", ("color",)),
    "place": ActInfo("put it somewhere", "摆放", "one", ("anchor",)),
    "rotate": ActInfo("turn it", "旋转", "one", ("angle",), "REQUEST:ROTATE"),
    "scale": ActInfo("bigger, smaller", "缩放", "one", ("factor", "absolute")),
    "hold": ActInfo("pick it up", "拿起", "one"),
    "drop": ActInfo("let go of it", "放下", "one"),
    "nav.go": ActInfo("walk to a section", "去某区", "none", ("section",)),
    "rec.similar": ActInfo("more like it", "找类似的", "one", FILTERS, "INFORM:GET"),
    "rec.cheaper": ActInfo("like it but cheaper", "找更便宜的", "may", FILTERS, "INFORM:GET"),
    "rec.complement": ActInfo("what goes with it", "搭配", "one", FILTERS, "INFORM:GET"),
    "rec.personal": ActInfo("recommend to me", "推荐", "none", FILTERS, "INFORM:GET", "Select"),
    "undo": ActInfo("take the last step back", "撤销", clinc="cancel"),
    "affirm": ActInfo("yes", "肯定", simmc="INFORM:CONFIRM", clinc="yes"),
    "deny": ActInfo("no", "否定", clinc="no"),
    "disambiguate": ActInfo("says which one", "指明哪个", "many", (), "INFORM:DISAMBIGUATE"),
    "repeat": ActInfo("say it again", "再说一遍", clinc="repeat"),
    "stop": ActInfo("be quiet, stop", "停"),
    "help": ActInfo("how does this work", "帮助", clinc="what_can_i_ask_you"),
    "human": ActInfo("a person, please", "转人工"),
    "privacy": ActInfo("my data", "隐私"),
    "set_lang": ActInfo(
        "speak another language", "换语言", "none", ("lang",), "", "", "change_language"
    ),
    "chitchat": ActInfo("greeting, thanks", "寒暄", "none", ("kind",), "ERR:CHITCHAT", "General"),
    "oos": ActInfo("not a matter of this shop", "超出范围", simmc="ERR:UNSUPPORTED", clinc="oos"),
}
"""All acts by name."""


def schema() -> dict[str, object]:
    """Acts and slots as plain data, for `python -m sessions.intent parse --schema`."""
    return {
        "acts": {
            name: {
                "description": {"en": info.en, "zh-CN": info.zh},
                "referents": info.refers,
                "slots": list(info.slots),
                "published": {
                    key: value
                    for key, value in (
                        ("simmc2", info.simmc),
                        ("crosswoz", info.crosswoz),
                        ("clinc150", info.clinc),
                    )
                    if value
                },
            }
            for name, info in ACTS.items()
        },
        "slots": {
            name: {"value": value, **({"published": published} if published else {})}
            for name, (value, published) in SLOTS.items()
        },
        "acts_per_turn": 2,
    }
