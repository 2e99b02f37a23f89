import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.encode import skin


def influences(joints, weights) -> list[dict[int, int]]:
    rows = zip(joints.tolist(), weights.tolist(), strict=True)
    return [{j: w for j, w in zip(*row, strict=True) if w} for row in rows]


@given(st.lists(st.lists(st.floats(0, 1), min_size=8, max_size=8), min_size=1, max_size=20))
def test_sums_are_exact(rows):
    weights = np.array(rows)
    joints = np.tile(np.arange(8), (len(rows), 1))
    _, shares = skin.quantise(joints, weights)
    total = weights.sum(axis=1)
    assert shares.sum(axis=1).tolist() == [255 * (t > 0) for t in total]
    assert (np.diff(shares.astype(int), axis=1) <= 0).all()


def test_weights_stay_with_their_joints():
    joints, shares = skin.quantise(
        np.array([[300, 2, 7, 9], [5, 6, 0, 0]]), np.array([[0.2, 0.6, 0, 0.2], [0, 2, 0, 0]])
    )
    assert joints.dtype == np.uint16
    assert influences(joints, shares) == [{2: 153, 300: 51, 9: 51}, {6: 255}]
    assert joints[1].tolist() == [6, 0, 0, 0]


@given(st.integers(0, 99))
def test_settled_influences_are_the_same(seed):
    random = np.random.default_rng(seed)
    joints = np.argsort(random.random((40, 9)), axis=1)[:, :4]
    joints, shares = skin.quantise(joints, random.random((40, 4)) * (random.random((40, 4)) > 0.4))
    placed = skin.settle(joints, shares)
    assert influences(*placed) == influences(joints, shares)


def test_a_joint_keeps_its_place():
    joints = np.array([[4, 9, 0, 0], [9, 4, 0, 0], [9, 0, 0, 0]], np.uint8)
    weights = np.array([[155, 100, 0, 0], [130, 125, 0, 0], [255, 0, 0, 0]], np.uint8)
    placed, moved = skin.settle(joints, weights)
    assert placed.tolist() == [[4, 9, 0, 0], [4, 9, 0, 0], [0, 9, 0, 0]]
    assert moved.tolist() == [[155, 100, 0, 0], [125, 130, 0, 0], [0, 255, 0, 0]]
