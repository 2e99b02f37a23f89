from __future__ import annotations

import numpy as np
import pytest

from sessions.encoding import base


def _lengths(texts: list[str]) -> base.Vectors:
    return np.array([[len(text), 1.0] for text in texts], np.float32)


def test_rows_stand_in_order_with_length_one() -> None:
    rows = base.rows(["abc", "", "a"], 2, _lengths)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), [1, 0, 1], atol=1e-6)
    np.testing.assert_allclose(rows[0], np.array([3, 1]) / 10**0.5, atol=1e-6)
    np.testing.assert_allclose(rows[2], np.array([1, 1]) / 2**0.5, atol=1e-6)


@pytest.mark.parametrize("texts", [[], [""], ["  ", "\n\t"]])
def test_nothing_said_is_zero_and_asks_no_model(texts: list[str]) -> None:
    def never(_: list[str]) -> base.Vectors:
        raise AssertionError("blank texts reach no model")

    rows = base.rows(texts, 3, never)
    assert rows.shape == (len(texts), 3)
    assert not rows.any()


@pytest.mark.parametrize(
    ("text", "read"),
    [(" 红 ", "红"), ("a" * 5000, "a" * base.MAX_CHARS), ("a\ud800b", "a?b"), ("\x00", "\x00")],
)
def test_every_text_becomes_readable(text: str, read: str) -> None:
    assert base.readable(text) == read


def test_a_row_of_zeros_stays_one() -> None:
    unit = base.unit(np.array([[0.0, 0.0], [3.0, 4.0], [1e-30, 0.0]]))
    np.testing.assert_allclose(unit, [[0, 0], [0.6, 0.8], [1, 0]], atol=1e-6)
