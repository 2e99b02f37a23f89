"""What customers think, in words."""

import pytest

from assets_pipeline.catalogue import Catalogue, Product, Review
from sessions.guide.opinions import tell
from sessions.guide.speech import SPEECHES
from sessions.guide.words import Guide
from sessions.messages.common import Slot
from sessions.messages.jobs import Reply
from sessions.sentiment.told import Told

TEE = Product("tee", {"en": "Tee", "zh-CN": "T恤"}, "", "", reviews=[Review(5, "soft", "en")])
TOLD = Told(9, 6, 2, (("fit", 4), ("look", 2), ("fabric", 1)), (("price", 2),))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            (
                "6 of 9 reviews of Tee are good, 2 are bad. What they like is the fit and the look. "
                "What they don't is the price."
            ),
        ),
        ("zh-CN", "T恤有9条评价，好评6条，差评2条。 夸的是版型和样子。 不满意的是价格。"),
    ],
)
def test_opinions_in_both_languages(lang, text):
    assert tell(TEE, TOLD, SPEECHES[lang]) == text


def test_what_one_alone_said_is_not_told_nor_that_nothing_is_bad():
    told = Told(3, 3, 0, (("fit", 1),), (("price", 1),))
    assert tell(TEE, told, SPEECHES["en"]) == "3 of 3 reviews of Tee are good."


@pytest.mark.parametrize("told", [None, Told(2, 2, 0)])
def test_few_are_not_counted(told):
    assert tell(TEE, told, SPEECHES["en"]) == ""


def test_asked_for_reviews_the_guide_counts_and_quotes():
    guide = Guide(Catalogue([TEE]), (), {"tee": TOLD})
    said = guide.reply(Reply(1, "en", "attribute", ("tee",), (Slot("attribute", "reviews"),))).text
    assert said.startswith("6 of 9 reviews")
    assert "soft" in said
