import pytest

from assets_pipeline.fidelity import tree
from assets_pipeline.fidelity.matching import Pairs


def forest(**more):
    """A root with two children, the second of which has a mesh."""
    nodes = [
        {"name": "root", "children": [1, 2]},
        {"name": "left", "translation": [1, 0, 0]},
        {"name": "right", "mesh": 0, "rotation": [0, 0, 1, 0]},
    ]
    return {"nodes": nodes, "meshes": [{}], "scenes": [{"nodes": [0]}], "scene": 0, **more}


def kinds(one, two):
    return [loss.kind for loss in tree.compare(one, two, Pairs.of(one, two))]


def test_parents_of_those_that_have_one():
    assert tree.parents(forest()) == {1: 0, 2: 0}
    assert tree.parents({}) == {}


def test_a_node_in_between_may_carry_part_of_the_way():
    two = forest()
    two["nodes"][1]["translation"] = [0.25, 0, 0]
    two["nodes"].append({"translation": [0.75, 0, 0], "children": [1]})
    two["nodes"][0]["children"] = [3, 2]
    assert kinds(forest(), two) == []
    two["nodes"][3]["translation"] = [0.7, 0, 0]
    assert kinds(forest(), two) == ["transform"]


@pytest.mark.parametrize(("off", "found"), [(0.9e-5, []), (1.1e-5, ["transform"])])
def test_a_step_of_a_float_is_no_move(off, found):
    two = forest()
    two["nodes"][1]["translation"] = [1 + off, 0, 0]
    assert kinds(forest(), two) == found


def test_a_wrapper_above_the_root_may_move_the_whole():
    two = forest(scenes=[{"nodes": [3]}])
    two["nodes"].append({"name": "wrapper", "scale": [0.01, 0.01, 0.01], "children": [0]})
    assert kinds(forest(), two) == []


def test_another_parent_is_another_place():
    two = forest()
    two["nodes"][0]["children"] = [1]
    two["nodes"][1]["children"] = [2]
    assert "hierarchy" in kinds(forest(), two)


def test_what_a_node_carries_may_hang_on_a_node_added_below_it():
    json = {"nodes": [{"children": [1, 2]}, {"mesh": 4}, {}]}
    assert tree.carrier(json, 0, "mesh", added={1}) == 1
    assert tree.carrier(json, 0, "mesh", added={2}) == -1
    assert tree.carrier(json, 1, "mesh", added=set()) == 1


@pytest.mark.parametrize(
    ("joints", "skeleton", "found"),
    [([1, 2], 0, []), ([2, 1], 0, ["skin"]), ([1], 0, ["skin"]), ([1, 2], 1, ["skin"])],
)
def test_joints_keep_their_order(joints, skeleton, found):
    one = forest(skins=[{"joints": [1, 2], "skeleton": 0}])
    assert kinds(one, forest(skins=[{"joints": joints, "skeleton": skeleton}])) == found
