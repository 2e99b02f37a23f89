import numpy as np

from assets_pipeline.encode import smooth


def test_free_codes_become_one():
    codes = np.array([[5, 5], [6, 4], [5, 6], [4, 5]] * 100)
    steps = smooth.choose(codes, np.ones((400, 3, 3), bool))
    assert len(np.unique(codes + steps, axis=0)) <= 2  # a new run begins at 256


def test_only_what_is_allowed():
    random = np.random.default_rng(6)
    codes = random.integers(-127, 128, (700, 2))
    allowed = random.random((700, 3, 3)) > 0.6
    allowed[:, 1, 1] = True
    steps = smooth.choose(codes, allowed)
    assert allowed[np.arange(700), steps[:, 0] + 1, steps[:, 1] + 1].all()


def test_nothing_to_choose():
    codes = np.arange(20).reshape(10, 2)
    allowed = np.zeros((10, 3, 3), bool)
    allowed[:, 1, 1] = True
    assert not smooth.choose(codes, allowed).any()
