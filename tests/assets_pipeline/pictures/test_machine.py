import numpy as np

from assets_pipeline.pictures.machine import compiled, inlined


@inlined
def _twice(value):
    return value + value


@compiled
def _total(values):
    total = 0.0
    for value in values:
        total += _twice(value)
    return total


def test_a_loop_adds_in_its_own_order_and_rounds_as_python_does():
    """No fast-math: pairwise or vector sums would give another last digit."""
    values = np.random.default_rng(3).random(1001) * 10.0 ** np.arange(1001).clip(0, 12)
    expected = 0.0
    for value in values.tolist():
        expected += value + value
    assert _total(values) == expected
