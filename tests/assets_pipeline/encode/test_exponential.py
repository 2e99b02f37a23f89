import meshopt
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline.encode import codec, exponential

sizes = st.floats(1e-6, 1e6)


@given(sizes, st.integers(1, 4), st.integers(0, 99))
def test_no_vector_moves_further(tolerance, width, seed):
    values = (np.random.default_rng(seed).normal(size=(50, width)) * tolerance * 99).astype("f4")
    stream = exponential.put(values, exponential.vector_exponents(tolerance, width))
    moved = np.linalg.norm(stream.values.astype(float) - values, axis=1)
    assert moved.max() <= tolerance * 1.0001


@given(sizes, st.integers(1, 4))
def test_the_grid_is_the_coarsest(tolerance, width):
    exponents = exponential.vector_exponents(tolerance, width)
    finer = np.sqrt((np.ldexp(1.0, exponents) ** 2).sum()) / 2
    coarser = exponents + (exponents == exponents.min()) * (np.arange(width) == width - 1)
    assert finer <= tolerance < np.sqrt((np.ldexp(1.0, coarser) ** 2).sum()) / 2 * 1.0001


def test_columns_have_their_own_step():
    values = np.array([[0.3, 300.0], [0.7, 700.0]], np.float32)
    stream = exponential.put(values, exponential.column_exponents(np.array([0.01, 10.0])))
    assert (np.abs(stream.values - values) <= [0.01, 10]).all()
    assert stream.rows.view(np.int8)[:, [3, 7]].tolist() == [[-6, 4], [-6, 4]]


def test_a_decoder_reads_what_we_say():
    values = np.random.default_rng(1).normal(size=(400, 3)).astype(np.float32)
    stream = exponential.put(values, exponential.vector_exponents(1e-3, 3))
    data = codec.attributes(stream.rows)
    again = meshopt.decode_gltf_buffer(data, 400, 12, "ATTRIBUTES", "EXPONENTIAL")
    assert (again.view(np.float32) == stream.values).all()


def test_what_the_grid_cannot_hold_stays():
    values = np.array([[1e6, 0, 0], [1e6 + 0.5, 0, 0]], np.float32)
    for tolerance in (1e-5, 0.0):
        stream = exponential.put(values, exponential.vector_exponents(tolerance, 3))
        assert stream.filter == "NONE"
        assert (stream.values == values).all()
