import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from assets_pipeline import accessors
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected

DTYPES = st.sampled_from(["<f4", "<u4", "<u2", "<i2", "u1", "i1"])
SHAPES = st.one_of(
    st.tuples(st.integers(1, 9)),
    st.tuples(st.integers(1, 9), st.sampled_from([2, 3, 4, 16])),
)


@given(st.data())
def test_what_goes_in_comes_out(data):
    array = data.draw(arrays.arrays(data.draw(DTYPES), data.draw(SHAPES)))
    target = data.draw(st.sampled_from([None, 34962]))
    document = Document.new()
    document.add_accessor(np.zeros(1, np.uint8))  # so that the next one must be aligned
    index = document.add_accessor(array, target=target)
    again = Document.from_glb(document.to_glb())
    assert again.accessor(index).tobytes() == array.tobytes()
    assert again.accessor(index).shape == array.shape
    view = again.json["bufferViews"][1]
    assert view["byteOffset"] % 4 == 0
    assert target is None or view.get("byteStride", 4) % 4 == 0


@pytest.mark.parametrize(
    "array",
    [np.zeros(3, np.float64), np.zeros((2, 5), np.float32), np.zeros((2, 2, 2), np.uint8),
     np.array(1.0, np.float32), np.zeros(2, np.int64), np.zeros((0, 3), np.float32)],
)  # fmt: skip
def test_what_gltf_cannot_hold(array):
    with pytest.raises(ValueError, match="glTF holds no"):
        Document.new().add_accessor(array)


def test_bounds_normalized_and_target_are_written():
    document = Document.new()
    index = document.add_accessor(
        np.array([[1, 5, 2], [3, 4, 0]], np.uint16), target=34962, normalized=True, minmax=True
    )
    accessor = document.json["accessors"][index]
    assert (accessor["min"], accessor["max"], accessor["normalized"]) == (
        [1, 4, 0],
        [3, 5, 2],
        True,
    )
    assert document.json["bufferViews"][0]["target"] == 34962


def test_interleaved_by_hand():
    """Two attributes in one view of stride 20: what an exporter writes, read column by column."""
    rows = np.zeros(3, np.dtype([("p", "<f4", 3), ("uv", "<u2", 4)]))
    rows["p"] = np.arange(9).reshape(3, 3)
    rows["uv"] = np.arange(12).reshape(3, 4)
    view = {0: (rows.tobytes(), 20)}.__getitem__
    first = {"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3"}
    second = {**first, "componentType": 5123, "type": "VEC4", "byteOffset": 12}
    assert accessors.read(first, view).tolist() == rows["p"].tolist()
    assert accessors.read(second, view).tolist() == rows["uv"].tolist()


def test_matrix_columns_of_bytes_are_padded():
    """MAT2 of bytes: two bytes, two of padding, per column (glTF 2.0, 3.6.2.4)."""
    data = bytes([1, 2, 99, 99, 3, 4, 99, 99])
    accessor = {"bufferView": 0, "componentType": 5121, "count": 1, "type": "MAT2"}
    assert accessors.element_bytes(accessor) == 8
    assert accessors.read(accessor, lambda _: (data, 0)).tolist() == [[1, 2, 3, 4]]


@pytest.mark.parametrize("dense", [True, False])
def test_sparse(dense):
    views = {
        0: (np.full((4, 3), 7, np.float32).tobytes(), 0),
        1: (bytes([1, 3]), 0),
        2: (np.arange(6, dtype=np.float32).tobytes(), 0),
    }
    accessor = {
        "componentType": 5126, "count": 4, "type": "VEC3",
        "sparse": {
            "count": 2,
            "indices": {"bufferView": 1, "componentType": 5121},
            "values": {"bufferView": 2},
        },
    } | ({"bufferView": 0} if dense else {})  # fmt: skip
    rest = [7, 7, 7] if dense else [0, 0, 0]
    found = accessors.read(accessor, views.__getitem__)
    assert found.tolist() == [rest, [0, 1, 2], rest, [3, 4, 5]]
    views[1] = (bytes([1, 4]), 0)
    with pytest.raises(AssetRejected, match="sparse_out_of_bounds"):
        accessors.read(accessor, views.__getitem__)
