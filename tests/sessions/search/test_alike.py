"""What looks like a picture."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sessions.search.alike import MOST, NEAR, Alike

AXES = np.eye(4, dtype=np.float32)


def test_a_product_is_as_alike_as_its_most_alike_picture():
    alike = Alike(["b", "a", "a"], np.stack([AXES[0], AXES[1], (AXES[0] + AXES[1]) / 2**0.5]))
    assert alike.find(AXES[1]) == ("a",)
    assert alike.find((AXES[0] * 0.8 + AXES[1] * 0.6).astype(np.float32)) == ("a", "b")


def test_ties_go_by_id_and_nothing_is_found_in_nothing():
    assert Alike(["b", "a"], AXES[[0, 0]]).find(AXES[0]) == ("a", "b")
    assert Alike([], AXES[:0]).find(AXES[0]) == ()


@given(st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_never_more_than_are_shown_nor_far_ones(count, seed):
    draw = np.random.default_rng(seed)
    vectors = np.abs(draw.normal(size=(count, 8))).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ids = [f"p{at:02}" for at in range(count)]
    found = Alike(ids, vectors).find(vectors[0])
    assert found[0] == "p00"
    assert len(found) <= MOST
    scores = dict(zip(ids, (vectors @ vectors[0]).tolist(), strict=True))
    assert all(scores[each] >= NEAR * scores[found[0]] - 1e-6 for each in found)
    assert sorted(found, key=lambda each: -scores[each]) == list(found)
