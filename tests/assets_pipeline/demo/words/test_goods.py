"""Words use the tokens that shoppers' words are turned into."""

import pytest

from assets_pipeline.demo import designs
from assets_pipeline.demo.words import goods


@pytest.mark.parametrize("section", ["SHOES", "BAGS", "GLASSES", "FURNITURE"])
def test_words_are_for_the_designs_of_the_section(section):
    assert list(getattr(goods, section)) == list(getattr(designs, section))


@pytest.mark.parametrize("section", ["SHOES", "BAGS", "GLASSES", "FURNITURE"])
def test_facts_read_as_tokens(section):
    for words in getattr(goods, section).values():
        facts = dict(fact.split("=") for fact in words.facts.split())
        assert {"material", "pattern", "style"} <= set(facts)
        assert all(value.replace(",", "").replace("-", "").isalpha() for value in facts.values())
        assert 50 <= words.yuan <= 10_000
