import numpy as np
import pytest
import trimesh
from hypothesis import given
from hypothesis import strategies as st

from assets_pipeline import scene
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected

NUMBERS = st.floats(-2, 2).map(lambda x: round(x, 3))


@given(st.lists(NUMBERS, min_size=10, max_size=10))
def test_local_matrix_against_trimesh(numbers):
    quaternion = np.array(numbers[:4]) + np.array([0, 0, 0, 3])
    x, y, z, w = quaternion / np.linalg.norm(quaternion)
    node = {"rotation": [x, y, z, w], "translation": numbers[4:7], "scale": numbers[7:]}
    theirs = trimesh.transformations.quaternion_matrix([w, x, y, z])
    theirs = theirs @ np.diag([*numbers[7:], 1])
    theirs[:3, 3] = numbers[4:7]
    ours = scene.local_matrix(node)
    assert np.allclose(ours, theirs)
    assert np.allclose(scene.local_matrix({"matrix": ours.T.reshape(-1).tolist()}), theirs)


def test_skinned_mesh_stands_where_its_joints_are(rich):
    """The mesh spans 1..2 in x and y; its only joint is at y = 2, its bind matrix the identity."""
    rich.json["nodes"][0]["translation"] = [100.0, 0.0, 0.0]  # its own node does not count
    low, high = scene.bounds(rich)
    assert low[:2] == pytest.approx([1, 3])
    assert high[:2] == pytest.approx([2, 4])
    del rich.json["nodes"][0]["skin"]
    assert scene.bounds(rich)[0][:2] == pytest.approx([101, 1])


def test_only_the_default_scene_counts(rich):
    del rich.json["nodes"][0]["skin"]
    far = rich.add("nodes", {"mesh": 0, "translation": [50, 0, 0]})
    rich.add("scenes", {"nodes": [far]})
    assert scene.bounds(rich)[1][0] == pytest.approx(2)
    rich.json["scene"] = 1
    assert scene.bounds(rich)[1][0] == pytest.approx(52)


def test_normalised_integers_are_scaled():
    document = Document.new()
    index = document.add_accessor(np.array([-128, -127, 0, 127], np.int8), normalized=True)
    assert scene.floats(document, index).tolist() == [-1, -1, 0, 1]
    index = document.add_accessor(np.array([0, 65535], np.uint16), normalized=True)
    assert scene.floats(document, index).tolist() == [0, 1]
    assert scene.floats(document, document.add_accessor(np.array([5], np.uint16))).tolist() == [5]


def test_nothing_to_show():
    with pytest.raises(AssetRejected, match="no_geometry"):
        scene.bounds(Document.new())


@pytest.mark.parametrize("scale", [1e300, 1e12])
def test_absurd_sizes_are_refused(rich, scale):
    del rich.json["nodes"][0]["skin"]
    rich.json["nodes"][0]["scale"] = [scale] * 3
    with pytest.raises(AssetRejected, match="bounds_not_finite"):
        scene.bounds(rich)
