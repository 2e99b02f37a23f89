"""Care and reviews are said in both languages."""

import pytest

from assets_pipeline.demo.designs import DESIGNS
from assets_pipeline.demo.words.care import CARE, REVIEWS, TOGETHER


def test_every_section_has_reviews_enough():
    assert {design.section for design in DESIGNS.values()} == set(REVIEWS)
    assert all(len(pool) >= 4 for pool in REVIEWS.values())


@pytest.mark.parametrize("material", CARE)
def test_care_is_said_in_both_languages(material):
    chinese, english = CARE[material]
    assert english.isascii() or "°" in english
    assert not chinese.isascii()


def test_nothing_is_named_twice_in_an_outfit():
    assert all(len(set(outfit)) == len(outfit) > 2 for outfit in TOGETHER)
