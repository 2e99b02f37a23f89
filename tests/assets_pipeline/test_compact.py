import copy

import numpy as np
import pytest

from assets_pipeline import compact, features
from assets_pipeline.document import Document


def test_nothing_unused_nothing_changes(rich):
    before = features.features(rich)
    small = Document.from_glb(
        compact.compact(Document(copy.deepcopy(rich.json), rich.bin)).to_glb()
    )
    assert features.features(small) == before
    for index in range(len(rich.json["accessors"])):
        assert (small.accessor(index) == rich.accessor(index)).all()


def test_unused_parts_go(rich):
    clean = len(compact.compact(Document(copy.deepcopy(rich.json), rich.bin)).to_glb())
    rich.json["images"].insert(0, rich.json["images"][rich.add_image(bytes(5000), "image/png")])
    rich.json["textures"][0]["source"] = 1
    rich.add_accessor(np.zeros(5000, np.float32))
    small = compact.compact(rich)
    assert len(small.to_glb()) == clean
    assert small.json["textures"][0]["source"] == 0


def test_all_gone_leaves_no_empty_arrays():
    document = Document.new()
    document.add_accessor(np.zeros(5, np.float32))
    small = compact.compact(document)
    assert set(small.json) == {"asset"}
    assert not small.bin
    Document.from_glb(small.to_glb())


@pytest.mark.parametrize(
    ("name", "possible"),
    [("KHR_materials_sheen", True), ("EXT_texture_webp", True), ("EXT_mesh_gpu_instancing", False)],
)
def test_unknown_extensions_may_hold_indices(rich, name, possible):
    rich.use_extension(name)
    assert compact.possible(rich) is possible
