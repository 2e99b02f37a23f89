import numpy as np
import pytest

from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import values


def changed(rich: Document, accessor: int, place: int, value) -> Document:
    """The document with one number of an accessor changed, in its bytes."""
    view = rich.json["bufferViews"][rich.json["accessors"][accessor]["bufferView"]]
    dtype = rich.accessor(accessor).dtype
    at = view["byteOffset"] + place * dtype.itemsize
    rich.bin[at : at + dtype.itemsize] = np.array(value, dtype).tobytes()
    return Document.from_glb(rich.to_glb())


def test_sound(rich):
    values.check(Document.from_glb(rich.to_glb()))


BAD = [
    (0, 7, np.nan, "value_not_finite", "/accessors/0"),
    (1, 0, np.inf, "value_not_finite", "/accessors/1"),
    (8, 0, -np.inf, "value_not_finite", "/accessors/8"),
    (5, 3, 144, "index_out_of_bounds", "/meshes/0/primitives/0/indices"),
    (5, 3, 65535, "index_out_of_bounds", "/meshes/0/primitives/0/indices"),
    (2, 5, 1, "joint_out_of_bounds", "/nodes/0/skin"),
]


@pytest.mark.parametrize("case", BAD)
def test_refused(rich, case):
    accessor, place, value, code, pointer = case
    document = changed(rich, accessor, place, value)
    with pytest.raises(AssetRejected) as refusal:
        values.check(document, file="f")
    found = refusal.value
    assert (found.code, found.pointer, found.file) == (code, pointer, "f")


def test_sparse_index(rich):
    view = rich.json["bufferViews"][rich.json["accessors"][4]["sparse"]["indices"]["bufferView"]]
    rich.bin[view["byteOffset"]] = 200
    with pytest.raises(AssetRejected, match="sparse_out_of_bounds"):
        values.check(Document.from_glb(rich.to_glb()))


def test_highest_index_that_is_there(rich):
    values.check(changed(rich, 5, 3, 143))
