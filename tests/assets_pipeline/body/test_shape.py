import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.body import shape, source

KNOTS = {"gender": 2, "muscle": 3, "weight": 3, "height": 2, "proportions": 2, "cup": 3}
VECTORS = st.lists(
    st.floats(-0.5, 2), min_size=len(shape.PARAMETERS), max_size=len(shape.PARAMETERS)
)


def by_hand(parameters, name):
    """One target's weight, written out."""
    places = dict(zip(shape.PARAMETERS, parameters, strict=True))
    for label, path in source.LOCAL.items():
        if name == f"{path}-incr":
            return max(places[label], 0)
        if name == f"{path}-decr":
            return max(-places[label], 0)
    words = {"young": 1.0, "averagefirmness": 1.0, **dict.fromkeys(source.RACES, 1 / 3)}
    for feature, labels in shape._KNOTS.items():
        at = places[feature] * (KNOTS[feature] - 1)
        low = min(max(int(np.floor(at)), 0), KNOTS[feature] - 2)
        for knot, label in enumerate(labels):
            words[label] = {low: low + 1 - at, low + 1: at - low}.get(knot, 0.0)
    return np.prod([words[word] for word in name.split("/")[-1].split("-") if word in words])


@given(VECTORS)
def test_weights_are_products_of_the_words_in_a_targets_name(vector):
    found = shape.coefficients(np.array([vector]))[0]
    expected = [by_hand(vector, name) for name in source.TARGETS]
    assert found == pytest.approx(expected, abs=1e-9)


@given(VECTORS)
def test_a_batch_is_its_members(vector):
    batch = np.array([shape.DEFAULT, vector])
    assert shape.coefficients(batch)[1] == pytest.approx(shape.coefficients(batch[1:])[0])
