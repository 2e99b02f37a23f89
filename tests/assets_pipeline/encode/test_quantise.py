import numpy as np
import pytest

from assets_pipeline.encode import quantise


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([[0, 51 / 255, 1, 1]], "u1"),
        ([[0, 0.3333, 1, 1]], "u2"),
        ([[0, 0.5, 1.5, 1]], "f4"),
    ],
)
def test_colours(values, kind):
    exact = np.array(values, np.float32)
    stream = quantise.attribute("COLOR_0", exact, normalized=False)
    assert stream.values.dtype == np.dtype(kind)
    step = {"u1": 255, "u2": 65535, "f4": 1}[kind]
    assert np.abs(stream.values / step - exact).max() <= 0.5 / 65535


def test_directions_without_length_stay_without():
    stream = quantise.attribute("NORMAL", np.array([[0, 0, 0], [0, 1, 0]], "f4"), normalized=False)
    assert stream.filter == "NONE"
    assert stream.values.tolist() == [[0, 0, 0], [0, 127, 0]]


@pytest.mark.parametrize("name", ["_TEMPERATURE", "JOINTS_0"])
def test_what_we_do_not_know_stays(name):
    values = np.array([[1, 2, 3, 4]], np.uint16)
    assert (quantise.attribute(name, values, normalized=True).values == values).all()


def test_integers_of_the_source_stay():
    values = np.array([[0, 127, 0], [3, 126, -17]], np.int8)
    stream = quantise.attribute("NORMAL", values, normalized=True)
    assert (stream.values == values).all()


def test_morphs_beyond_one_stay_floats():
    values = np.array([[0, 1.5, 0]], np.float32)
    assert quantise.morph("NORMAL", values, None, norm=False).values.dtype == np.float32
    small = quantise.morph("NORMAL", values / 2, None, norm=False)
    assert small.values.tolist() == [[0, 95, 0]]
