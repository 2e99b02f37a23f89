import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.intent.numerals import NUMBER, to_number

SAID = [
    ("三百", 300),
    ("两百五", 250),
    ("一千二", 1200),
    ("三万五", 35_000),
    ("一百零五", 105),
    ("一千零五十", 1050),
    ("十五", 15),
    ("四二", 42),
    ("万", 10_000),
    ("1,200", 1200),
    ("2k", 2000),
    ("3万", 30_000),
    ("38.5", 38.5),
    ("two hundred and fifty", 250),
    ("a hundred", 100),
    ("forty-two", 42),
    ("two thousand five hundred", 2500),
]


@pytest.mark.parametrize(("said", "value"), SAID)
def test_values(said, value):
    assert re.fullmatch(NUMBER, said)
    assert to_number(said) == value


@pytest.mark.parametrize("said", ["", "red", "红", "hundreds of", "--"])
def test_other_words_are_no_numbers(said):
    assert to_number(said) is None


def chinese(number: int) -> str:
    """An independent writer of numbers below 10,000."""
    digits, out, gap = "零一二三四五六七八九", "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + name
        gap = not digit
    return out


@given(st.integers(1, 9999))
def test_chinese_round_trip(number):
    assert to_number(chinese(number)) == number


@given(st.text(alphabet="零一二两三九十百千万", min_size=1, max_size=400))
def test_any_string_of_numerals_has_a_value(said):
    assert to_number(said) is not None
