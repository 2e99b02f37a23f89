"""One product's words."""

from assets_pipeline.demo.words.record import Words


def test_fields_keep_their_order():
    assert Words._fields == (
        "category",
        "zh",
        "en",
        "yuan",
        "brand",
        "facts",
        "about_zh",
        "about_en",
    )
