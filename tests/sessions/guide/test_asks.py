"""Whether the shop is asked something, by the encoder's vector."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.encoding.model import compact
from sessions.errors import PackUnusable
from sessions.guide.asks import Asks, pack, unpack
from sessions.guide.model import ASKS, load_asks


def test_a_linear_answer():
    asks = Asks(np.array([1.0, -1.0]), -0.2)
    assert asks(np.array([0.9, 0.1], np.float32))
    assert not asks(np.array([0.2, 0.1], np.float32))


def test_packed_and_read_again():
    stored = pack({"a": (np.array([0.5, 0.25]), -0.125), "b": (np.zeros(2), 1.0)})
    asks = unpack(stored, "a", 2)
    assert asks(np.array([1.0, 0.0], np.float32))
    assert not asks(np.array([0.0, 0.0], np.float32))
    assert unpack(stored, "c", 2) is None
    with pytest.raises(PackUnusable, match="shape"):
        unpack(stored, "a", 3)


@given(st.binary(max_size=120))
def test_other_bytes_are_refused(data):
    with pytest.raises(PackUnusable):
        unpack(data, "a", 2)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("how much is delivery", True),
        ("退货运费谁出", True),
        ("show me a red dress", False),
        ("把它转过来", False),
    ],
)
def test_the_tracked_one_tells_questions_to_the_shop(text, asked):
    encoder = compact()
    assert ASKS.stat().st_size < 10_000
    assert load_asks(encoder)(encoder.encode([text])[0]) is asked
