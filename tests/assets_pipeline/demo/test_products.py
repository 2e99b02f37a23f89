"""The shop's words are complete in both languages and agree with the designs."""

import msgspec
import pytest

from assets_pipeline.demo.colors import COLORS
from assets_pipeline.demo.designs import DESIGNS
from assets_pipeline.demo.products import WORDS, records
from assets_pipeline.demo.words.care import TOGETHER
from assets_pipeline.metadata import Entry

RECORDS = records()
BY_ID = {record["id"]: record for record in RECORDS}


def chinese(text):
    return any("一" <= letter <= "鿿" for letter in text)


def test_every_design_has_words_and_none_are_left_over():
    assert list(BY_ID) == list(DESIGNS)
    assert set(WORDS) == set(DESIGNS)
    assert len(BY_ID) >= 40


def test_names_are_unique_in_each_language():
    for lang in ("zh-CN", "en"):
        assert len({record["name"][lang] for record in RECORDS}) == len(RECORDS)


@pytest.mark.parametrize("record", RECORDS, ids=list(BY_ID))
def test_a_record_is_whole(record):
    entry = msgspec.convert(record, Entry)
    assert entry.source == f"{entry.id}.glb"
    for texts in (entry.name, entry.description, entry.care, *(v.name for v in entry.variants)):
        assert chinese(texts["zh-CN"])
        assert texts["en"]
        assert not chinese(texts["en"])
    assert 3 <= len(entry.variants) <= 5
    assert [variant.index for variant in entry.variants] == list(range(len(entry.variants)))
    assert entry.price.minor > 0
    assert set(entry.stock) == set(entry.sizes or [""])
    assert {"color", "material", "pattern", "style", "brand"} <= set(entry.attributes)
    assert all(
        1 <= review.stars <= 5 and chinese(review.text) == (review.lang == "zh-CN")
        for review in entry.reviews
    )
    assert len({review.text for review in entry.reviews}) == len(entry.reviews) >= 3
    assert 1 <= entry.rating.mean <= 5
    assert entry.id not in entry.together
    assert set(entry.together) <= set(BY_ID)


def test_what_goes_together_exists_and_covers_the_shop():
    named = {name for outfit in TOGETHER for name in outfit}
    assert named == set(DESIGNS)


def test_some_sizes_are_sold_out_but_most_are_not():
    counts = [count for record in RECORDS for count in record["stock"].values()]
    assert 0.05 < counts.count(0) / len(counts) < 0.3


def test_the_same_words_every_time():
    assert records() == RECORDS


def test_colour_names_are_unique():
    for index in (1, 2):
        names = [color[index] for color in COLORS.values()]
        assert len(set(names)) == len(names)
