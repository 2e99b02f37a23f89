import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from assets_pipeline import weld


@given(
    arrays.arrays(
        st.sampled_from(["u1", "<u2", "<f4"]),
        st.tuples(st.integers(1, 30), st.integers(1, 9)),
        elements={"min_value": 0, "max_value": 2},
    )
)
def test_against_sets(rows):
    first, kind = weld.weld(rows)
    assert (rows[first][kind] == rows).all()
    assert len(first) == len({row.tobytes() for row in rows})


def test_a_crafted_collision_is_noticed(monkeypatch):
    """With steps of zero every row has the same hash."""
    monkeypatch.setattr(weld, "_STEPS", (np.uint64(0), np.uint64(0)))
    rows = np.arange(12, dtype=np.uint8).reshape(4, 3)
    first, kind = weld.weld(np.concatenate([rows, rows]))
    assert len(first) == 4
    assert kind[:4].tolist() == kind[4:].tolist()


@pytest.mark.parametrize("width", [1, 7, 8, 9])
def test_one_row(width):
    first, kind = weld.weld(np.zeros((1, width), np.uint8))
    assert (first.tolist(), kind.tolist()) == ([0], [0])
