"""A shop that says much of one product, little of another, and nothing of a third."""

from collections.abc import Callable

import pytest

from assets_pipeline.catalogue import Catalogue, Price, Product, Rating, Review, Variant
from sessions.guide.words import Guide
from sessions.messages.common import Lang, Slot
from sessions.messages.jobs import Reply

SHOP = Catalogue(
    [
        Product(
            "jacket",
            {"en": "Harbor Jacket", "zh-CN": "港湾夹克"},
            "",
            "jacket",
            {"material": "cotton", "brand": "Northwind", "origin": "Portugal", "waterproof": True},
            Price(12_950, "CNY"),
            [Variant("r", {"zh-CN": "红色"}, "red"), Variant("b", {}, "blue")],
            ["S", "M", "L"],
            ((-0.28, 0.0, -0.15), (0.28, 0.71, 0.16)),
            section="clothes",
            wear="torso",
            care={"en": "Wash at 30 degrees.", "zh-CN": "30度机洗。"},
            stock={"S": 3, "M": 0, "L": 7},
            rating=Rating(4.55, 128),
            reviews=[Review(5, "Warm and light.", "en"), Review(4, "很暖和。", "zh-CN")],
        ),
        Product(
            "lamp",
            {"en": "Moon Lamp", "zh-CN": "月光台灯"},
            "",
            "lamp",
            {"color": "white", "watts": 12.5},
            Price(8_900, "USD"),
            section="furniture",
            stock={"": 4},
        ),
        Product("thing", {"en": "Found Object"}, "found.glb", "other"),
    ]
)


@pytest.fixture(scope="session")
def shop() -> Catalogue:
    return SHOP


@pytest.fixture(scope="session")
def guide() -> Guide:
    return Guide(SHOP)


@pytest.fixture
def say(guide) -> Callable[..., str]:
    """The words for a key; slots as `name=value`."""

    def reply(key: str, *products: str, slots: str = "", lang: Lang = "en") -> str:
        said = tuple(Slot(*each.split("=", 1)) for each in slots.split() if each)
        return guide.reply(Reply(1, lang, key, products, said)).text

    return reply
