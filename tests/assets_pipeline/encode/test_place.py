import numpy as np
import pytest

from assets_pipeline.encode.place import Place
from assets_pipeline.encode.stream import exact

VECTORS = np.array([[0, 1.5, -2], [1, 0, 0.25]], np.float32)


def test_an_accessor_is_described_with_its_bounds_where_they_are_wanted():
    place = Place({}, "POSITION", exact(VECTORS), "vertex", minmax=True)
    assert place.described == {
        "componentType": 5126, "count": 2, "type": "VEC3",
        "min": [0, 0, -2], "max": [1, 1.5, 0.25],
    }  # fmt: skip
    assert "min" not in place._replace(minmax=False).described


def test_normalized_integers_say_so():
    stream = exact(np.zeros((2, 4), np.uint8), normalized=True)
    assert Place({}, "WEIGHTS_0", stream, "vertex").described["normalized"] is True


@pytest.mark.parametrize(
    ("key", "kind", "dtype", "beyond"),
    [
        ("NORMAL", "vertex", np.int8, True),
        ("NORMAL", "vertex", np.float32, False),
        ("COLOR_0", "vertex", np.uint8, False),  # the core allows it
        ("output", "animation", np.int16, False),
    ],
)
def test_what_needs_the_quantisation_extension(key, kind, dtype, beyond):
    assert Place({}, key, exact(VECTORS.astype(dtype)), kind).beyond_core is beyond
