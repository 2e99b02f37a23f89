"""Columns become rows, or are refused with the reason."""

import numpy as np
import pytest

from sessions.tryon.sizing.table import NEEDED, TableRefused, codes, read


def columns(**changed):
    row = dict.fromkeys(NEEDED, "x") | {"size": 8, "weight_lbs": 130.0, "height_in": 65.0,
           "bust_size_num": 34, "age": 30, "bust_size_letter": "c", "fit": "fit"}  # fmt: skip
    return {name: [value] for name, value in (row | changed).items()}


def test_a_row():
    table, outcomes = read(columns(fit="large", age=117, bust_size_letter=None, body_type=None))
    assert outcomes.tolist() == [2]
    assert table.size.tolist() == [8]
    np.testing.assert_allclose(table.body[0, [0, 4, 7]], [130, 130 / 65**2, 2])
    assert np.isnan(table.body[0, [3, 5, 6]]).all(), "an impossible age, no cup"
    assert table.figure.tolist() == [""]


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"fit": "tight"}, "fit holds"), ({"size": None}, "no size"), ({"size": "M"}, "no number"),
     ({"age": "old"}, "age")],
)  # fmt: skip
def test_refused(changed, said):
    with pytest.raises(TableRefused, match=said):
        read(columns(**changed))


def test_missing_and_empty():
    with pytest.raises(TableRefused, match="missing columns: item_id"):
        read({name: column for name, column in columns().items() if name != "item_id"})
    with pytest.raises(TableRefused, match="empty"):
        read({name: [] for name in columns()})


def test_codes():
    known, asked, count = codes(np.array(["b", "a", "b"]), np.array(["a", "z", "b", ""]))
    assert (known.tolist(), asked.tolist(), count) == ([1, 0, 1], [0, -1, 1, -1], 2)
