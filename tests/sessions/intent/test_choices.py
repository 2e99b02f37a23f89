import pytest

from sessions.intent.choices import kind, language, sort_key


@pytest.mark.parametrize(
    ("text", "key"),
    [("cheapest first", "price_asc"), ("从便宜到贵", "price_asc"), ("从高到低", "price_desc"),
     ("most expensive first", "price_desc"), ("best rated", "rating_desc"), ("好评多的", "rating_desc"),
     ("newest first", "newest"), ("按销量", "popularity"), ("order by name", "name"),
     ("由贵到便宜", "price_desc"), ("sort", "price_asc")],
)  # fmt: skip
def test_sort_key(text, key):
    assert sort_key(text) == key


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("hello", "greet"), ("谢谢", "thanks"), ("拜拜", "bye"), ("who are you", "other")],
)
def test_kind(text, wanted):
    assert kind(text) == wanted


@pytest.mark.parametrize(
    ("text", "now", "wanted"),
    [("speak chinese", "en", "zh-CN"), ("说英文", "zh-CN", "en"), ("change language", "en", "zh-CN"),
     ("i don't speak chinese", "zh-CN", "en"), ("我不会英语", "en", "zh-CN")],
)  # fmt: skip
def test_language(text, now, wanted):
    assert language(text, now) == wanted
