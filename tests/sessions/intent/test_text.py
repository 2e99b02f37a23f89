import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.intent.text import MAX_CHARS, has_words, is_chinese, normalise, units


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("  Red   DRESS ", "red dress"),
        ("ＸＬ　３００", "xl 300"),
        ("紅色的裙子，謝謝！", "红色的裙子,谢谢!"),
        ("it’s “nice”", 'it\'s "nice"'),
        ("", ""),
    ],
)
def test_normalise(raw, plain):
    assert normalise(raw) == plain


@given(st.text(max_size=600))
def test_normal_is_normal(raw):
    plain = normalise(raw)
    assert len(plain) <= MAX_CHARS
    assert normalise(plain)[: len(plain) // 2] == plain[: len(plain) // 2]
    for unit in units(plain):
        assert plain[unit.start : unit.end] == unit.text
    assert has_words(plain) == bool(units(plain))


def test_units_are_words_numbers_and_signs():
    said = [unit.text for unit in units("don't 换 xl码 1,200.50")]
    assert said == ["don't", "换", "xl", "码", "1,200.50"]


def test_chinese_is_told_by_one_sign():
    assert is_chinese("给我 hoodie")
    assert not is_chinese("hoodie")
