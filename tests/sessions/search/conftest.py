"""A shop of a dozen products, with vectors that carry no meaning."""

from collections.abc import Callable

import numpy as np
import pytest

from assets_pipeline.catalogue import Catalogue, Price, Product, Rating, Variant
from sessions.messages.common import Slot
from sessions.messages.jobs import Found, Search
from sessions.search.engine import SearchEngine


class Stub:
    """An encoder that was never asked."""

    name = "stub"
    version = "0"
    dim = 4

    def encode(self, texts):
        raise NotImplementedError


def product(  # noqa: PLR0917 - the columns of the table below
    id_: str, en: str, zh: str, category: str, color: str, material: str, price: int | None, **more
) -> Product:
    return Product(
        id_,
        {"en": en, "zh-CN": zh},
        "",
        category,
        {"color": color, "material": material},
        None if price is None else Price(price, "CNY"),
        **more,
    )


TOP = {"section": "clothes", "wear": "torso", "sizes": ["S", "M"]}
SHOP = Catalogue(
    [
        product("j1", "Harbor Jacket", "港湾夹克", "jacket", "red", "cotton", 25_900, **TOP,
                stock={"S": 2, "M": 0}, rating=Rating(4.5, 20), together=["t1"]),
        product("j2", "Ridge Jacket", "山脊夹克", "jacket", "blue", "nylon", 45_900, **TOP,
                rating=Rating(4.8, 5), variants=[Variant("a", {}, "blue"), Variant("b", {}, "navy")]),
        product("j3", "Plain Jacket", "素面夹克", "jacket", "black", "cotton", 15_900, **TOP),
        product("c1", "Night Coat", "夜行大衣", "coat", "black", "wool", 55_900, **TOP),
        product("t1", "River Trousers", "长河长裤", "trousers", "blue", "cotton", 19_900,
                section="clothes", wear="legs"),
        product("d1", "Garden Dress", "花园连衣裙", "dress", "red", "linen", 29_900,
                section="clothes", wear="full"),
        product("s1", "Swift Sneakers", "疾风运动鞋", "sneakers", "white", "mesh", 39_900,
                section="shoes", wear="feet", sizes=["41", "42"]),
        product("s2", "Swift Boots", "疾风靴子", "boots", "brown", "leather", 69_900,
                section="shoes", wear="feet"),
        product("f1", "Oslo Armchair", "奥斯陆扶手椅", "armchair", "green", "velvet", 159_900,
                section="furniture"),
        product("f2", "Oslo Lamp", "奥斯陆台灯", "lamp", "white", "metal", 19_900, section="furniture"),
        product("x1", "Damaged Helmet", "破损头盔", "other", "", "", None),
    ]
)  # fmt: skip


@pytest.fixture(scope="session")
def shop() -> Catalogue:
    return SHOP


@pytest.fixture(scope="session")
def vectors() -> np.ndarray:
    draw = np.random.default_rng(7).normal(size=(len(SHOP.products), 4)).astype(np.float32)
    return draw / np.linalg.norm(draw, axis=1, keepdims=True)


@pytest.fixture(scope="session")
def engine(vectors) -> SearchEngine:
    return SearchEngine(SHOP, vectors, Stub())


@pytest.fixture
def find(engine) -> Callable[..., Found]:
    """Search with slots as `color=red`, `color!red`."""

    def search(*said: str, text: str = "", context: str = "search", near: str = "") -> Found:
        slots = []
        for each in said:
            wanted = "=" in each
            name, value = each.split("=" if wanted else "!")
            slots.append(Slot(name, value, wanted))
        return engine.search(Search(1, 0, tuple(slots), context, near), text, None)

    return search
