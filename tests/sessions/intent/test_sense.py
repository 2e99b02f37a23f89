import numpy as np
import pytest

from sessions.intent.sense import DEPTH, GAMMA, SHARE, choose, near


def drawn(rows, dim):
    vectors = np.random.default_rng(1).normal(size=(rows, dim)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_near_is_the_kernel():
    some, others = drawn(5, 8), drawn(7, 8)
    apart = ((some[:, None] - others[None]) ** 2).sum(axis=-1)
    assert np.allclose(near(some, others), SHARE * np.exp(-GAMMA * apart), atol=1e-6)


def test_a_mark_is_nearest_to_itself():
    vectors = drawn(40, 64)
    sense = choose(vectors, np.random.default_rng(0))
    features = sense(vectors)
    assert features.shape == (40, 40)
    assert (features.argmax(axis=1) == np.arange(40)).all()
    assert np.allclose(features.max(axis=1), SHARE, atol=1e-5)


@pytest.mark.parametrize("dim", [4, 200])
def test_keeps_the_spread(dim):
    vectors = drawn(300, dim)
    sense = choose(vectors, np.random.default_rng(0))
    flat = sense.flat(vectors)
    assert flat.shape == (300, min(dim, DEPTH))
    spread = ((vectors - vectors.mean(axis=0)) ** 2).sum()
    assert (flat**2).sum() == pytest.approx(spread, rel=1e-3)


def test_the_same_for_everybody():
    vectors = drawn(30, 16)
    one, other = (choose(vectors, np.random.default_rng(3)) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_sums_are_those_of_the_features():
    vectors = drawn(50, 16)
    sense = choose(vectors, np.random.default_rng(0))
    weights = np.random.default_rng(2).normal(size=(50, 3)).astype(np.float32)
    wanted = sense(vectors) @ weights
    found = [sense.sums(vector, sense.pulled(weights)) for vector in vectors]
    assert np.allclose(found, wanted, atol=1e-3)
