import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline import normalise, scene
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected


def quad(corner, size) -> Document:
    document = Document.new()
    points = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 1]], np.float32) * size + np.float32(corner)
    document.add("meshes", {"primitives": [{"attributes": {
        "POSITION": document.add_accessor(points.astype(np.float32), minmax=True)}}]})  # fmt: skip
    document.add("nodes", {"mesh": 0})
    document.json |= {"scenes": [{"nodes": [0]}], "scene": 0}
    return document


@given(
    st.tuples(*[st.floats(-50, 50)] * 3),
    st.floats(0.01, 20),
    st.sampled_from(sorted(normalise.METRES)),
)
def test_bottom_centre_is_the_origin(corner, size, units):
    document = quad(corner, size)
    low, high = normalise.stand(document, units=units)
    side = size * normalise.METRES[units]
    assert np.allclose(low, [-side / 2, 0, -side / 2], atol=2e-4)
    assert np.allclose(high, [side / 2, side, side / 2], atol=2e-4)
    real_low, real_high = scene.bounds(document)
    assert np.allclose([real_low, real_high], [low, high], atol=1e-5)


def test_what_stands_already_is_left_alone():
    document = quad((0, 0, 0), 1)
    normalise.stand(document)
    before = copy.deepcopy(document.json)
    normalise.stand(document)
    assert document.json == before


def test_only_a_root_is_added(rich):
    before = copy.deepcopy(rich.json)
    normalise.stand(rich)
    assert rich.json["nodes"][:2] == before["nodes"]
    assert rich.json["nodes"][2]["children"] == [0, 1]
    assert rich.json["scenes"] == [{"nodes": [2]}]
    for key in before.keys() - {"nodes", "scenes"}:
        assert rich.json[key] == before[key]
    Document.from_glb(rich.to_glb())


def test_other_scenes_stay_forests(rich):
    rich.add("scenes", {"nodes": [1]})
    normalise.stand(rich)
    assert Document.from_glb(rich.to_glb()).json["scenes"] == [{"nodes": [2]}, {"nodes": [2]}]


def test_a_file_without_scene_gets_one(rich):
    del rich.json["scenes"], rich.json["scene"]
    normalise.stand(rich)
    assert Document.from_glb(rich.to_glb()).json["scenes"] == [{"nodes": [2]}]


def test_unknown_units():
    with pytest.raises(AssetRejected, match="units_unknown"):
        normalise.stand(quad((0, 0, 0), 1), units="furlong")
