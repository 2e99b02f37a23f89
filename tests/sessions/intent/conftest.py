"""A small shop and a parser over it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assets_pipeline.catalogue import Catalogue, Price, Product, Variant
from sessions.intent.head import ActHead
from sessions.intent.model import load_head
from sessions.intent.parse import Parser
from sessions.messages.common import Act
from sessions.messages.jobs import Candidate, Understand

HERE = Path(__file__).parent

SHOP = Catalogue(
    [
        Product(
            "jacket",
            {"en": "Harbor Jacket", "zh-CN": "港湾夹克"},
            "",
            "jacket",
            {"color": "red", "material": "cotton", "brand": "Northwind"},
            Price(25_900, "CNY"),
            [Variant("jr", {}, "red"), Variant("jb", {}, "blue")],
            ["S", "M", "L"],
            section="clothes",
        ),
        Product(
            "coat",
            {"en": "Night Coat", "zh-CN": "夜行大衣"},
            "",
            "coat",
            {"color": "black", "material": "wool"},
            Price(55_900, "CNY"),
            [],
            ["M", "L"],
            section="clothes",
        ),
        Product(
            "sneakers",
            {"en": "Swift Sneakers", "zh-CN": "疾风运动鞋"},
            "",
            "sneakers",
            {"color": "white"},
            Price(39_900, "CNY"),
            [],
            ["41", "42", "43"],
            section="shoes",
        ),
        Product(
            "chair",
            {"en": "Oslo Armchair", "zh-CN": "奥斯陆扶手椅"},
            "",
            "armchair",
            {"color": "green", "material": "velvet"},
            Price(159_900, "CNY"),
            section="furniture",
        ),
        Product(
            "lamp",
            {"en": "Moon Lamp", "zh-CN": "月光台灯"},
            "",
            "lamp",
            {"color": "white", "material": "metal"},
            Price(19_900, "CNY"),
            section="furniture",
        ),
    ]
)

SCENE = (
    Candidate("jacket", position=(-1.5, 1.0, -2.0)),
    Candidate("coat", position=(0.0, 1.0, -2.0)),
    Candidate("sneakers", position=(1.5, 0.0, -1.0)),
    Candidate("chair", position=(2.5, 0.0, -4.0)),
)
"""From left to right; the sneakers are nearest, the chair is farthest."""


@pytest.fixture(scope="session")
def shop() -> Catalogue:
    return SHOP


@pytest.fixture(scope="session")
def head() -> ActHead:
    return load_head(None)


@pytest.fixture(scope="session")
def parser(head: ActHead) -> Parser:
    return Parser(SHOP, None, head)


@pytest.fixture
def scene() -> tuple[Candidate, ...]:
    return SCENE


@pytest.fixture
def held_out() -> Callable[[str], list[tuple[list[str], str]]]:
    """Acts and text of every utterance of a language that training never reads."""

    def read(lang: str) -> list[tuple[list[str], str]]:
        lines = (HERE / f"heldout_{lang}.txt").read_text("utf-8").splitlines()
        pairs = [line.split(" | ") for line in lines if not line.startswith("#")]
        return [(acts.split("+"), text) for acts, text in pairs]

    return read


@pytest.fixture
def acts(parser: Parser) -> Callable[..., tuple[Act, ...]]:
    """What a text means in front of candidates."""

    def parse(text: str, *candidates: Candidate, previous: str = "") -> tuple[Act, ...]:
        return parser.parse(text, Understand(1, "en", previous, (), candidates)).acts

    return parse
