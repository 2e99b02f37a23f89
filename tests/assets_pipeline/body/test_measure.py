import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial import ConvexHull

from assets_pipeline.body import measure, shape


@given(st.integers(3, 60), st.integers(0, 9999))
def test_the_tape_is_the_convex_hull(count, seed):
    points = np.random.default_rng(seed).normal(size=(1, count, 2))
    found = measure._hulls(points)[0]
    assert found == pytest.approx(ConvexHull(points[0]).area)  # in the plane its area is the length


def test_all_is_measured_and_scales(room):
    vertices = room.figure.vertices(shape.DEFAULT)
    found = room.fitter.tape.of(vertices)
    assert set(found) == set(measure.MEASURES)
    assert all(value > 0.1 for value in found.values())
    twice = room.fitter.tape.of(vertices * 2)
    assert twice == pytest.approx({name: 2 * value for name, value in found.items()})


def test_a_reading_is_the_tape(room):
    names = ("height", "waist", "thigh")
    parameters = shape.DEFAULT + 0.1
    quick = room.fitter.tape.reading(names)(parameters[None])[0]
    slow = room.fitter.tape.of(room.figure.vertices(parameters))
    assert quick == pytest.approx([slow[name] for name in names], abs=1e-4)


def test_sections_lie_where_they_should(room):
    vertices = room.figure.vertices(shape.DEFAULT)
    stature = vertices[room.figure.skin, 1].max()
    for name in ("bust", "waist", "hips", "knee"):
        ring = room.fitter.tape.rings[name]
        a, b = vertices[ring.edges[:, 0]], vertices[ring.edges[:, 1]]
        heights = (a + ring.shares[:, None] * (b - a))[:, 1]
        assert heights == pytest.approx(measure.LEVELS[name].height * stature, abs=1e-6)
