import meshopt
import numpy as np
import pytest

from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected


def compressed(rich: Document, name: str, data: bytes, accessor: int, **fields) -> Document:
    """The document with the view of one accessor replaced by its compressed bytes."""
    view = rich.json["bufferViews"][rich.json["accessors"][accessor]["bufferView"]]
    packed = rich.add_view(data)
    real = rich.json["bufferViews"].pop(packed)
    rich.json["buffers"].append({"byteLength": 10_000, "extensions": {name: {"fallback": True}}})
    view |= {"buffer": 1, "byteOffset": 0, "extensions": {name: {**real, **fields}}}
    return rich


@pytest.mark.parametrize("name", ["EXT_meshopt_compression", "KHR_meshopt_compression"])
def test_attributes_and_indices_decode(rich, name):
    points, faces = rich.accessor(0), rich.accessor(5)
    data = meshopt.encode_gltf_buffer(points, "ATTRIBUTES")
    compressed(rich, name, data, 0, byteStride=12, count=len(points), mode="ATTRIBUTES")
    data = meshopt.encode_gltf_buffer(faces, "TRIANGLES")
    compressed(rich, name, data, 5, byteStride=2, count=len(faces), mode="TRIANGLES")
    again = Document.from_glb(rich.to_glb())
    assert (again.accessor(0) == points).all()
    corners = again.accessor(5).reshape(-1, 3)  # the codec may turn a triangle
    assert sorted(map(sorted, corners.tolist())) == sorted(
        map(sorted, faces.reshape(-1, 3).tolist())
    )
    assert again.json == rich.json


@pytest.mark.parametrize("cut", [0, 1, 20])
def test_damaged_bytes_are_refused(rich, cut):
    points = rich.accessor(0)
    data = meshopt.encode_gltf_buffer(points, "ATTRIBUTES")
    damaged = data[:cut] + b"\0" if cut else b"\xff" * len(data)
    fields = {"byteStride": 12, "count": len(points), "mode": "ATTRIBUTES"}
    compressed(rich, "EXT_meshopt_compression", damaged, 0, **fields)
    again = Document.from_glb(rich.to_glb())
    with pytest.raises(AssetRejected, match="meshopt_damaged"):
        again.accessor(0)


def test_wrong_length_is_refused(rich):
    data = meshopt.encode_gltf_buffer(rich.accessor(0), "ATTRIBUTES")
    fields = {"byteStride": 12, "count": 10_000_000, "mode": "ATTRIBUTES"}
    compressed(rich, "EXT_meshopt_compression", data, 0, **fields)
    with pytest.raises(AssetRejected, match="view_out_of_bounds"):
        Document.from_glb(rich.to_glb())


def test_filters_are_undone():
    document = Document.new()
    normals = np.array([[0, 0, 1, 0], [0, 1, 0, 0], [-1, 0, 0, 0], [0, 0.6, 0.8, 0]], np.float32)
    data = meshopt.encode_gltf_buffer(meshopt.encode_filter_oct(normals, 4, 8), "ATTRIBUTES")
    index = document.add_accessor(np.zeros((4, 4), np.int8), normalized=True)
    fields = {"byteStride": 4, "count": 4, "mode": "ATTRIBUTES", "filter": "OCTAHEDRAL"}
    compressed(document, "EXT_meshopt_compression", data, index, **fields)
    found = Document.from_glb(document.to_glb()).accessor(index)[:, :3] / 127
    assert np.abs(found - normals[:, :3]).max() < 0.02
